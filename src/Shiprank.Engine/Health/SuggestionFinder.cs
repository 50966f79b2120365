using Shiprank.Core.Attribution;
using Shiprank.Core.Organisation;

namespace Shiprank.Engine.Health;

/// <summary>Who may stand behind an address or login: by what stands before the @, and by the words of names. A guess, for a person to look at.</summary>
internal sealed class SuggestionFinder(IReadOnlyList<PersonEntry> people)
{
    private const int Most = 3;
    private const int ShortestWord = 3;

    private static readonly char[] Between = [' ', '.', '-', '_', '+', ','];

    private readonly List<(PersonEntry Person, HashSet<string> Ids, HashSet<string> Words)> known =
    [
        .. people.Select(p => (
            p,
            p.Logins.Append(p.Id).Concat(p.Emails.Select(Address.LocalPart)).ToHashSet(StringComparer.OrdinalIgnoreCase),
            Words(p.Name))),
    ];

    public IReadOnlyList<Suggestion> For(string identity, IEnumerable<string> names)
    {
        var local = Address.LocalPart(identity);
        var words = names.Select(Words).Append(Words(local)).Where(w => w.Count > 0).ToList();
        return
        [
            .. known.Select(k => (k.Person, Why: Why(local, words, k.Ids, k.Words))).Where(s => s.Why.Strength > 0)
                .OrderByDescending(s => s.Why.Strength).ThenBy(s => s.Person.Id, StringComparer.Ordinal).Take(Most)
                .Select(s => new Suggestion(s.Person.Id, s.Person.Name, s.Why.Reason)),
        ];
    }

    private static (int Strength, string Reason) Why(string local, List<HashSet<string>> words, HashSet<string> ids, HashSet<string> name)
    {
        if (ids.Contains(local)) return (3, "the same name before the @ or as login");
        if (name.Count > 1 && words.Exists(w => w.SetEquals(name))) return (2, "the same words in the name");
        return words.Exists(w => w.Overlaps(name)) ? (1, "a word of the name is the same") : (0, "");
    }

    private static HashSet<string> Words(string text) =>
        text.Split(Between, StringSplitOptions.RemoveEmptyEntries).Where(w => w.Length >= ShortestWord && !w.All(char.IsAsciiDigit)).ToHashSet(StringComparer.OrdinalIgnoreCase);
}
