using System.Security.Cryptography;
using Shiprank.Core;
using Shiprank.Core.Attribution;
using Shiprank.Core.Delivery;
using Shiprank.Core.Organisation;
using Shiprank.Core.Pricing;
using Shiprank.Core.Score;
using Shiprank.Engine.Mirrors;
using Shiprank.Engine.Privacy;
using Shiprank.Sources.Organisation;
using Shiprank.Sources.Prices;
using Shiprank.Store;

namespace Shiprank.Engine;

/// <summary>What everything is computed by: the organisation file, the policy that it names, the people in it.</summary>
public sealed record Workspace(OrganisationFile Organisation, Policy Policy, PeopleDirectory People)
{
    /// <summary>Before there is an organisation: nobody, nothing, policy 1.</summary>
    public static Workspace Empty { get; } = new(new OrganisationFile(), PolicyReader.Default, new(new OrganisationFile()));

    /// <summary>What <see cref="Prices"/> is put together from.</summary>
    public PriceParts PriceParts { get; init; } = PriceBook.Shipped;

    /// <summary>Why a price list that was taken for these data is not in force; null when nothing is wrong.</summary>
    public Problem? PriceProblem { get; init; }

    /// <summary>What usage is priced by.</summary>
    public PriceList Prices => PriceParts.List;

    /// <summary>People that a group needs to be shown: the larger of what the policy and the organisation's privacy say.</summary>
    public int SmallestGroup => Math.Max(Policy.MinGroup, Organisation.Privacy.MinGroup ?? 0);

    /// <summary>Reads the organisation file and its policy; every problem of both, not only the first.</summary>
    public static Reading<Workspace> Load(string path)
    {
        var organisation = OrganisationReader.Read(path);
        if (organisation.Value is not { } file) return new(null, organisation.Problems);
        var policy = PolicyReader.For(file);
        var (prices, wrong) = OwnPrices.Read(file.Prices, path);
        return policy.Value is { } rules && prices is not null
            ? new(new(file, rules, new(file)) { PriceParts = prices }, organisation.Problems)
            : new(null, [.. organisation.Problems, .. policy.Problems, .. wrong]);
    }

    /// <summary>The same, its repositories without a path placed at the mirrors in a data folder, and with the price list that was taken there.</summary>
    public Workspace In(string dataFolder)
    {
        var installed = InstalledList.Read(dataFolder);
        return this with
        {
            Organisation = MirrorFolder.Place(Organisation, dataFolder),
            PriceParts = installed is { Succeeded: true, Value: { } list } ? PriceParts.Over(list) : PriceParts,
            PriceProblem = installed.Succeeded ? null : installed.Problem,
        };
    }

    /// <summary>
    /// The same with what people said themselves: who shares their row is what each said last, and only where they said nothing what the file says; who
    /// was forgotten has another name and shares nothing.
    /// </summary>
    public Workspace Agreed(IStore store)
    {
        var said = store.ReadConsents().GroupBy(c => c.Person, StringComparer.Ordinal).ToDictionary(g => g.Key, g => g.Last().Shares, StringComparer.Ordinal);
        var erased = new ErasedPeople(store.Key, store.ReadErasures());
        if (said.Count == 0 && erased.IsEmpty) return this;
        var people = Organisation.People.Select(p => erased.Of(p.Id) is { } gone ? new PersonEntry(gone, "Erased person", [], [], Share: false) : said.TryGetValue(p.Id, out var shares) ? p with { Share = shares } : p);
        var teams = Organisation.Teams.Select(t => t with { Members = [.. t.Members.Select(m => erased.Of(m.Person) is { } gone ? m with { Person = gone } : m)] });
        var seats = Organisation.Prices.Seats.Select(s => s with { People = [.. s.People.Select(p => erased.Of(p) ?? p)] });
        return this with
        {
            Organisation = Organisation with { People = [.. people], Teams = [.. teams], Prices = Organisation.Prices with { Seats = [.. seats] } },
            People = new(Organisation, erased.Of),
        };
    }

    /// <summary>Opens the store of a data folder, or makes it.</summary>
    public static Result<DuckStore> OpenStore(string dataFolder, TimeProvider clock) =>
        DuckStore.Open(Path.Combine(dataFolder, DuckStore.FileName), clock, NewKey);

    /// <summary>Reads messages and titles with the hashes of this installation.</summary>
    public MessageReader Messages(InstallationKey key) => new(Hasher(key), Organisation.Tickets);

    public static TextHasher Hasher(InstallationKey key) => new(key.Key0, key.Key1);

    private static InstallationKey NewKey()
    {
        Span<byte> bytes = stackalloc byte[16];
        RandomNumberGenerator.Fill(bytes);
        return new(BitConverter.ToUInt64(bytes), BitConverter.ToUInt64(bytes[8..]));
    }
}
