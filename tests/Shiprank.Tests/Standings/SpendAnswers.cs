using System.Text.Json;
using Shiprank.Core.Money.Budgets;
using Shiprank.Core.Score;
using Shiprank.Engine.Spend;

namespace Shiprank.Tests.Standings;

/// <summary>Every answer of a spend book as text, for a window and filters.</summary>
internal static class SpendAnswers
{
    private static readonly SpendScope[] scopes =
    [
        SpendScope.Organisation, new(new(BudgetSubject.Team, "web"), []), new(new(BudgetSubject.CostCentre, "CC-1"), []), new(new(BudgetSubject.Agent, "codex"), []), new(new(BudgetSubject.Repository, "shop"), []),
        new(new(BudgetSubject.Ticket, "PAY-1"), ["pay-1-cart"]), new(new(BudgetSubject.Ticket, "PAY-1"), ["main", "pay-1-cart"]), new(new(BudgetSubject.Ticket, "PAY-9"), []), new(new(BudgetSubject.Team, "nobody"), []),
    ];

    private static readonly JsonSerializerOptions WithTuples = new() { IncludeFields = true };

    public static string[] Of(ISpendBook book, ScoreWindow window, SpendFilter filter, IEnumerable<string> people, IEnumerable<(string Repository, string Sha)> changes) =>
    [
        Text("day", book.ByDay(window, filter)),
        Text("flow", book.Flow(window, filter).Paths),
        Text("model", book.ByModel(window, filter)),
        Text("person", book.ByPerson(window)),
        Text("work", book.ByWork(window)),
        Text("change", book.ByChange()),
        .. changes.Select(c => Text($"change {c.Sha}", book.OfChange(c.Repository, c.Sha))),
        .. people.Select(p => Text($"person {p}", book.OfPerson(p, window))),
        Text("weeks", book.ActiveWeeks().OrderBy(w => w.Key, StringComparer.Ordinal).Select(w => (w.Key, w.Value.Order().ToList()))),
        Text("parts", book.ByPart(window).Select(p => Text("part", p)).Order(StringComparer.Ordinal)),
        Text("people of changes", book.PeopleOfChanges().SelectMany(g => g.Select(p => $"{g.Key} {p}")).Order(StringComparer.Ordinal)),
        .. scopes.SelectMany(s => new[] { Text($"days of {s.Of}", book.ByDay(window, s)), Text($"parts of {s.Of}", book.ByPart(window, s)) }),
        .. scopes.Where(s => s.Of.Subject != BudgetSubject.Ticket).Select(s => Text($"tickets of {s.Of}", book.ByTicket(window, s))),
        Text("branches", book.Branches()),
        Text("jobs", book.Jobs(window)),
        Text("newest", book.Newest().OrderBy(t => t.Key, StringComparer.Ordinal)),
    ];

    private static string Text<T>(string what, T answer) => $"{what}: {JsonSerializer.Serialize(answer, WithTuples)}";
}
