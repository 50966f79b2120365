using Shiprank.Core.Money;
using Shiprank.Core.Money.Bills;
using Shiprank.Core.Usage;

namespace Shiprank.Tests.Money.Bills;

/// <summary>A month of one model at one dollar a million tokens, ten million tokens an hour at noon, and the vendor's report of it.</summary>
internal static class GivenBill
{
    public const string Model = "claude-opus-4-8";
    public static readonly DateOnly July = new(2026, 7, 1);

    public static IEnumerable<DateOnly> Days => Enumerable.Range(0, 31).Select(July.AddDays);

    public static OurUsage Ours(DateOnly day, long tokens = 10_000_000, decimal usd = 10, int hour = 12, string model = Model, string tool = "claude-code") =>
        new(day, hour, tool, model, new(tokens, 0, 0, 0, 0), Nano.Of(usd), 0, 1, 0);

    public static BillLine Cost(DateOnly day, decimal usd = 10, string model = Model, BillKind kind = BillKind.Usage) => new()
    {
        Issuer = Issuers.Anthropic,
        Report = BillReports.AnthropicCost,
        Key = $"{day} {model} {kind}",
        From = day,
        Until = day.AddDays(1),
        Kind = kind,
        Model = kind == BillKind.Usage ? model : "",
        Amount = usd,
    };

    public static BillLine Tokens(DateOnly day, long tokens = 10_000_000, string model = Model) => Cost(day, 0, model) with { Report = BillReports.AnthropicUsage, Amount = null, Tokens = new(tokens, 0, 0, 0, 0) };

    public static BillLine Person(DateOnly day, string? person, decimal usd, string actor = "", string model = Model) =>
        Cost(day, usd, model) with { Report = BillReports.AnthropicAnalyticsCost, Person = person, Actor = actor, Key = $"{day} {person} {actor}" };

    public static Invoice Invoice(decimal total) => new(Issuers.Anthropic, "INV-1", July, total, "USD");

    public static ReconcileInput Same() => new()
    {
        Issuer = Issuers.Anthropic,
        Month = July,
        Ours = [.. Days.Select(d => Ours(d))],
        Users = new HashSet<OurUser> { new("ada", "claude-code") },
        Lines = [.. Days.Select(d => Cost(d)), .. Days.Select(d => Tokens(d))],
        Invoices = [Invoice(310)],
    };

    /// <summary>Cause and dollars of each gap; the sum is checked.</summary>
    public static IReadOnlyList<(GapCause Cause, decimal Usd)> Gaps(ReconcileInput input)
    {
        var found = Reconciliation.Of(input);
        Assert.Equal(found.Difference ?? 0, found.Gaps.Sum(g => g.Amount));
        return [.. found.Gaps.Select(g => (g.Cause, g.Amount))];
    }
}
