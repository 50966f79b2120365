using Shiprank.Core.Usage;

namespace Shiprank.Store.Usage;

/// <summary>
/// How two reports of one response become one, whatever the order they came in: what was measured is taken from the fuller report
/// (a response still being written grows), where and when it happened from the earlier one (a later copy is a copy).
/// Known goes before unknown. Both are the maximum of a total order, hence commutative, associative and idempotent; only
/// two prices of equal counters keep the first, as a price is restated on purpose or not at all.
/// </summary>
internal static class UsageMerge
{
    /// <param name="first">What is stored, or came first.</param>
    public static PricedUsage Merge(PricedUsage first, PricedUsage second)
    {
        var measured = Fuller(second, first) > 0 ? second : first;
        var placed = Earlier(second.Row, first.Row) > 0 ? second.Row : first.Row;
        if (ReferenceEquals(measured.Row, placed)) return measured;
        return measured with
        {
            Row = measured.Row with
            {
                OccurredAt = placed.OccurredAt,
                Session = placed.Session,
                Project = placed.Project,
                Branch = placed.Branch,
                Autonomous = placed.Autonomous,
                Person = placed.Person,
                Repository = placed.Repository,
                Ticket = placed.Ticket,
            },
        };
    }

    /// <summary>What stands when a source says a row of its own once more: what it says now; of an unchanged row the first price is kept.</summary>
    public static PricedUsage Restate(PricedUsage first, PricedUsage second) =>
        first.Row == second.Row && (first.CostNano is not null || second.CostNano is null) ? first : second;

    private static int Fuller(PricedUsage a, PricedUsage b)
    {
        TokenCounts x = a.Row.Tokens, y = b.Row.Tokens;
        return First(
            x.Total.CompareTo(y.Total),
            x.Output.CompareTo(y.Output),
            x.Input.CompareTo(y.Input),
            x.CacheRead.CompareTo(y.CacheRead),
            x.CacheWrite5m.CompareTo(y.CacheWrite5m),
            x.Reasoning.CompareTo(y.Reasoning),
            Nullable.Compare(a.Row.Credits, b.Row.Credits),
            b.Row.Quality.CompareTo(a.Row.Quality),
            Text(a.Row.Model, b.Row.Model),
            Text(a.Row.Tier, b.Row.Tier),
            Nullable.Compare(a.Row.ReportedCostUsd, b.Row.ReportedCostUsd),
            a.CostNano.HasValue.CompareTo(b.CostNano.HasValue));
    }

    private static int Earlier(UsageRow a, UsageRow b) => First(
        b.OccurredAt.CompareTo(a.OccurredAt),
        Text(a.Session, b.Session),
        Text(a.Person, b.Person),
        Text(a.Repository, b.Repository),
        Text(a.Project, b.Project),
        Text(a.Branch, b.Branch),
        Text(a.Ticket, b.Ticket),
        b.Autonomous.CompareTo(a.Autonomous));

    /// <summary>Any text goes before none; of two, the one that sorts first.</summary>
    private static int Text(string? a, string? b) =>
        (string.IsNullOrEmpty(a), string.IsNullOrEmpty(b)) switch
        {
            (true, true) => 0,
            (true, false) => -1,
            (false, true) => 1,
            _ => string.CompareOrdinal(b, a),
        };

    private static int First(params ReadOnlySpan<int> comparisons)
    {
        foreach (var comparison in comparisons)
        {
            if (comparison != 0) return comparison;
        }

        return 0;
    }
}
