using Shiprank.Core.Money.Budgets;
using Shiprank.Core.Organisation;

namespace Shiprank.Sources.Organisation;

/// <summary>The <c>budgets</c> part of the organisation file.</summary>
internal sealed class BudgetsReader(IReadOnlyList<RepositoryEntry> repositories, IReadOnlyList<TeamEntry> teams, string tickets)
{
    private const decimal Most = 9_000_000_000m;
    private const int LongestName = 80;

    private readonly ScopeReader scopes = new(repositories, teams, tickets);

    public IReadOnlyList<Budget> Read(YamlSection root)
    {
        List<Budget> budgets = [];
        foreach (var section in root.Sections("budgets", "name", "of", "amount", "unit", "period", "from", "to", "thresholds"))
        {
            var name = section.Required("name");
            if (name.Length > LongestName || name.Any(char.IsControl)) section.Problem("name", $"\"name\" is longer than {LongestName} characters, or has signs that can't be shown");
            if (name.Length > 0 && budgets.Exists(b => string.Equals(b.Name, name, StringComparison.OrdinalIgnoreCase))) section.Problem("name", $"a second budget named \"{name}\"");
            if (!section.Has("of")) section.Problem("of", "\"of\" is missing", "of: organisation, or of: { team: its id }");
            if (!section.Has("amount")) section.Problem("amount", "\"amount\" is missing");
            budgets.Add(new(name, scopes.Read(section, "of"), section.Number("amount", 1, 0.01m, Most), Unit(section), Period(section), From(section), section.Date("to"), Thresholds(section)));
            if (budgets[^1] is { To: { } to } budget && budget.SpanAt(to)?.Until != to) section.Problem("to", "\"to\" is not the last day of a period", budget.SpanAt(to) is { } span ? $"such as {span.Until:yyyy-MM-dd}" : "a day after \"from\"");
        }

        return budgets;
    }

    private static BudgetUnit Unit(YamlSection section)
    {
        var unit = section.Text("unit") ?? "USD";
        if (unit is not ("USD" or "credits")) section.Problem("unit", $"unknown unit \"{unit}\"", "USD or credits: usage is priced in USD, and credits are a unit of their own");
        return unit == "credits" ? BudgetUnit.Credits : BudgetUnit.Usd;
    }

    private static BudgetPeriod Period(YamlSection section)
    {
        var period = section.Required("period");
        if (period is not ("month" or "quarter" or "year") && section.Has("period")) section.Problem("period", $"unknown period \"{period}\"", "month, quarter or year");
        return period switch { "quarter" => BudgetPeriod.Quarter, "year" => BudgetPeriod.Year, _ => BudgetPeriod.Month };
    }

    private static DateOnly From(YamlSection section)
    {
        if (!section.Has("from")) section.Problem("from", "\"from\" is missing", "the first day of the first period, such as 2026-01-01");
        if (section.Date("from") is not { } from) return new(2000, 1, 1);
        if (from.Day != 1) section.Problem("from", "\"from\" is not the first of a month", "periods begin with a month: the first of one");
        return from.Day == 1 ? from : new(from.Year, from.Month, 1);
    }

    private static IReadOnlyList<decimal> Thresholds(YamlSection section)
    {
        var thresholds = section.Numbers("thresholds", Budget.UsualThresholds, 0.01m, 10);
        if (thresholds.Zip(thresholds.Skip(1)).Any(p => p.First >= p.Second)) section.Problem("thresholds", "\"thresholds\" do not grow", "such as [0.5, 0.8, 1]");
        return thresholds;
    }
}
