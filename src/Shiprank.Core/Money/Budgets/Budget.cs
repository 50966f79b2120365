using Shiprank.Core.Score;

namespace Shiprank.Core.Money.Budgets;

public enum BudgetUnit
{
    Usd,

    /// <summary>The vendors' credits, a unit of their own: never converted into money.</summary>
    Credits,
}

public enum BudgetPeriod
{
    Month = 1,
    Quarter = 3,
    Year = 12,
}

/// <summary>An amount that a part of the organisation may use in each of consecutive periods.</summary>
/// <param name="Name">Distinct within the file.</param>
/// <param name="Amount">For one period, in <paramref name="Unit"/>; more than 0.</param>
/// <param name="From">First day of the first period, the first of a month: periods are counted from it, so that any fiscal year can be one.</param>
/// <param name="To">Last day of the last period; null: it goes on.</param>
/// <param name="Thresholds">Parts of the amount that are told when they are reached, each once a period; ascending, more than 0.</param>
public sealed record Budget(string Name, BudgetScope Of, decimal Amount, BudgetUnit Unit, BudgetPeriod Period, DateOnly From, DateOnly? To, IReadOnlyList<decimal> Thresholds)
{
    public static readonly IReadOnlyList<decimal> UsualThresholds = [0.5m, 0.8m, 1m];

    /// <summary>The period that a day is in; null before the first and after the last.</summary>
    public ScoreWindow? SpanAt(DateOnly day)
    {
        if (day < From || day > To) return null;
        var months = ((day.Year - From.Year) * 12) + day.Month - From.Month;
        var since = From.AddMonths(months - (months % (int)Period));
        return new(since, since.AddMonths((int)Period).AddDays(-1));
    }
}
