using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using Shiprank.Core.Delivery;
using Shiprank.Core.Money;
using Shiprank.Core.Organisation;
using Shiprank.Core.Pricing;
using Shiprank.Core.Usage;
using Shiprank.Engine.Import;
using Shiprank.Engine.Prices;
using Shiprank.Engine.Privacy;
using Shiprank.Engine.Scoring;
using Shiprank.Sources.Homes;
using Shiprank.Sources.Marks;
using Shiprank.Sources.Runs;
using Shiprank.Store;

namespace Shiprank.Engine.Sync;

/// <summary>Reads the usage sources of the configuration and the usage events into the store, priced at the time of use.</summary>
internal sealed class UsageSync(IStore store, Workspace workspace, TimeProvider clock, SyncReport report)
{
    private readonly PriceList prices = workspace.Prices;
    private static readonly Dictionary<string, string> NoVariables = new(StringComparer.Ordinal);

    /// <summary>What is the same as long as reading the home again tells nothing new; null when there is none to read.</summary>
    public string? Fingerprint(UsageSourceEntry source) =>
        source is { Kind: RunImport.Kind, Path: { } runs } ? RunTraces.Fingerprint(runs)
        : source.Path is { } home && Directory.Exists(home) ? $"{source.Person}\n{prices.Sha256}\n{HomeReader.Fingerprint(Request(home))}" : null;

    public void ReadHome(UsageSourceEntry source, CancellationToken cancel)
    {
        if (source.Path is not { } home) return;
        if (source.Kind == RunImport.Kind)
        {
            ReadRuns(home, cancel);
            return;
        }

        if (!Directory.Exists(home))
        {
            report.Problems.Add(new(home, 0, "the usage source is not there", "mend `usage` in the organisation file, or bring the folder back"));
            return;
        }

        var person = source.Person is { } named && workspace.People.Named(named).Id is var id && !ErasedPeople.IsOne(id) ? id : null;
        // What the organisation no longer knows persons of, does not come back with the next reading of the same log.
        var kept = workspace.Organisation.Privacy.RetainPeople is { } days ? clock.GetUtcNow().AddDays(-days) : DateTimeOffset.MinValue;
        var reading = HomeReader.Read(Request(home), report.Ingest, cancel);
        report.Sources.Add(home);
        Add(home, person, reading.Rows, "", cancel);
        store.SaveTraces(reading.Sessions, cancel);
        report.Sessions += reading.Sessions.Count;
        report.EditsAdded += store.SaveEdits(reading.Edits, cancel);
        store.SaveMarks(person, [.. reading.Prompts.Where(p => p.At >= kept)], reading.Calls, cancel);
    }

    private void ReadRuns(string path, CancellationToken cancel)
    {
        if (!Path.Exists(path))
        {
            report.Problems.Add(new(path, 0, "the folder of runs is not there", "mend `usage` in the organisation file, or bring the folder back"));
            return;
        }

        report.Sources.Add(path);
        report.RunEntriesAdded += new RunImport(store, workspace).Read(path, report.Ingest, cancel).Added;
    }

    /// <summary>Usage events as they stand now; their people are looked up by id, address or login.</summary>
    public void TakeEvents(EventLog events, CancellationToken cancel)
    {
        // The same rows may stand once more after others: the log has grown by then.
        Add("events", null, StatedUsage.At(events, workspace, clock.GetUtcNow()), string.Create(CultureInfo.InvariantCulture, $"{events.UsageLines} lines"), cancel, restates: true);
    }

    private HomeRequest Request(string home) => new(home, NoVariables, WithSessions: true, clock, Workspace.Hasher(store.Key), MarkSettings.Of(store.Key.Key0, store.Key.Key1));

    private void Add(string source, string? person, IReadOnlyList<UsageRow> rows, string state, CancellationToken cancel, bool restates = false)
    {
        if (rows.Count == 0) return;
        PriceKeeper.Keep(store, workspace, clock.GetUtcNow(), cancel);
        var added = store.AddUsage(
            new()
            {
                Source = source,
                Person = person,
                ContentHash = Hash($"{source}\n{person}\n{state}", rows),
                Restates = restates,
                Rows = [.. rows.Select(Price)],
                Price = Price,
            },
            cancel);
        report.UsageAdded += added.Added;
        report.UsageReplaced += added.Replaced;
        report.UsageKnown += added.Known ? rows.Count : added.Duplicates;
    }

    private PricedUsage Price(UsageRow row)
    {
        var priced = prices.Price(row);
        return new(row, Nano.Of(priced.CostUsd), priced.CostUsd is null ? "" : prices.Version);
    }

    /// <summary>Names all that the stored rows derive from, the price list included: with another list the rows are looked at again.</summary>
    private Guid Hash(string origin, IReadOnlyList<UsageRow> rows)
    {
        using var hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        Append(hash, string.Create(CultureInfo.InvariantCulture, $"{origin}\n{prices.Sha256}\n"));
        foreach (var row in rows)
        {
            Append(hash, string.Create(CultureInfo.InvariantCulture, $"{row.Tool}|{row.Key}|{row.OccurredAt.UtcTicks}|{row.Session}|{row.Model}|{row.Tokens}|{row.Credits}|{row.ReportedCostUsd}|{row.Person}|{row.Project}|{row.Branch}|{row.Tier}|{row.Repository}|{row.Ticket}|{row.Autonomous}|{row.Quality}|{row.Join}\n"));
        }

        return ContentHash.Of(hash);
    }

    private static void Append(IncrementalHash hash, string text) => hash.AppendData(Encoding.UTF8.GetBytes(text));
}
