using System.Text.Json;
using Shiprank.Core.Score;
using Shiprank.Engine.Spend;

namespace Shiprank.Tests.Standings;

/// <summary>Every answer of a spend book as text, for a window and filters.</summary>
internal static class SpendAnswers
{
    private static readonly JsonSerializerOptions WithTuples = new() { IncludeFields = true };

    public static string[] Of(ISpendBook book, ScoreWindow window, SpendFilter filter, IEnumerable<string> people, IEnumerable<(string Repository, string Sha)> changes) =>
    [
        Text("day", book.ByDay(window, filter)),
        Text("flow", book.Flow(window, filter).Paths),
        Text("model", book.ByModel(window, filter)),
        Text("person", book.ByPerson(window)),
        Text("change", book.ByChange()),
        .. changes.Select(c => Text($"change {c.Sha}", book.OfChange(c.Repository, c.Sha))),
        .. people.Select(p => Text($"person {p}", book.OfPerson(p, window))),
        Text("weeks", book.ActiveWeeks().OrderBy(w => w.Key, StringComparer.Ordinal).Select(w => (w.Key, w.Value.Order().ToList()))),
        Text("parts", book.ByPart(window).Select(p => Text("part", p)).Order(StringComparer.Ordinal)),
        Text("people of changes", book.PeopleOfChanges().SelectMany(g => g.Select(p => $"{g.Key} {p}")).Order(StringComparer.Ordinal)),
        Text("newest", book.Newest().OrderBy(t => t.Key, StringComparer.Ordinal)),
    ];

    private static string Text<T>(string what, T answer) => $"{what}: {JsonSerializer.Serialize(answer, WithTuples)}";
}
