using System.Security.Cryptography;
using System.Text;
using Shiprank.Core.Organisation;
using Shiprank.Store;

namespace Shiprank.Engine.Privacy;

/// <summary>Knows the people who were forgotten when they come back with a log, a commit or an event: by keyed hashes, which tell nobody who they were.</summary>
public sealed class ErasedPeople
{
    public const string Prefix = "erased-";

    private readonly byte[] key;
    private readonly Dictionary<string, string> pseudonyms;

    public ErasedPeople(InstallationKey key, IEnumerable<Erasure> erasures)
    {
        this.key = Pseudonyms.Key(key);
        pseudonyms = erasures.GroupBy(e => e.Mark, StringComparer.Ordinal).ToDictionary(g => g.Key, g => g.Last().Pseudonym, StringComparer.Ordinal);
    }

    public bool IsEmpty => pseudonyms.Count == 0;

    /// <summary>What the person of an id, address or login is called since; null for who was not forgotten.</summary>
    public string? Of(string name) => pseudonyms.Count == 0 || name.Length == 0 ? null : pseudonyms.GetValueOrDefault(Mark(name));

    public static bool IsOne(string person) => person.StartsWith(Prefix, StringComparison.Ordinal);

    public string Mark(string name) => Convert.ToHexStringLower(HMACSHA256.HashData(key, Encoding.UTF8.GetBytes($"erased\n{name.Trim().ToLowerInvariant()}")));

    /// <summary>Everything by which a person of the file would be known again.</summary>
    public IReadOnlyList<Erasure> Marks(PersonEntry person, DateTimeOffset at)
    {
        var pseudonym = Prefix + Mark(person.Id)[..12];
        var logins = person.Logins.Concat(person.Emails.Select(Core.Attribution.Address.Login).OfType<string>());
        return [.. new[] { person.Id }.Concat(person.Emails).Concat(logins).Select(n => n.Trim().ToLowerInvariant()).Distinct(StringComparer.Ordinal).Select(n => new Erasure(Mark(n), pseudonym, at))];
    }
}
