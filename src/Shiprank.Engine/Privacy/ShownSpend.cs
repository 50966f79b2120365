using Shiprank.Core.Attribution.Spend;
using Shiprank.Core.Attribution.Spend.Flow;
using Shiprank.Core.Privacy;
using Shiprank.Core.Score;
using Shiprank.Engine.Spend;

namespace Shiprank.Engine.Privacy;

/// <summary>
/// What a filter asks of spend in a window, as everyone may see it. The parts of each answer sum to <see cref="Total"/>; what may not be told apart
/// is one part that says so. Weeks of which nothing may be shown are left out and counted.
/// </summary>
public sealed class ShownSpend
{
    /// <summary>Name of a tool, a repository or a model that may not be told.</summary>
    public const string Unnamed = "(not shown)";

    private ShownSpend()
    {
    }

    /// <summary>The days that are looked at: those asked, or with the rest of their weeks.</summary>
    public required ScoreWindow Window { get; init; }

    /// <summary>By day and fate; of whole weeks the day is their Monday.</summary>
    public required IReadOnlyList<DaySpend> Days { get; init; }

    public required SpendFlow Flow { get; init; }

    /// <summary>Dearest first, what is not told last.</summary>
    public required IReadOnlyList<NamedSpend> Models { get; init; }

    /// <summary>Mondays of the weeks that are shown, where spend is shown by weeks.</summary>
    public IReadOnlySet<DateOnly> Mondays { get; init; } = new HashSet<DateOnly>();

    /// <summary>Weeks of the window, where spend is shown by weeks; else 0.</summary>
    public int Weeks { get; init; }

    /// <summary>Those of them of which nothing is shown.</summary>
    public int LeftOut { get; init; }

    /// <summary>Why something is left out; null: nothing is.</summary>
    public string? Why { get; init; }

    /// <summary><c>11 of 12 weeks</c>; null when all of them are shown, or none is.</summary>
    public string? Part => LeftOut > 0 && LeftOut < Weeks ? $"{Weeks - LeftOut} of {Weeks} weeks" : null;

    /// <summary>True for a day whose spend is in the answer.</summary>
    public bool Has(DateOnly day) => LeftOut == 0 || Mondays.Contains(IsoWeek.Monday(day));

    /// <summary>True when nothing at all is shown.</summary>
    public bool IsHidden => Why is not null && LeftOut == Weeks;

    public FlowAmount Total => FlowAmount.Sum(Days.Select(d => d.Amount));

    /// <param name="filter">Without a person: people's own figures are asked of the spend itself.</param>
    public static ShownSpend Of(Shield shield, ISpendBook spend, ScoreWindow days, SpendFilter filter)
    {
        if (shield.Level == ShieldLevel.Open || (shield.Level == ShieldLevel.Few && (filter.Team is null || shield.IsOpen(filter.Team))))
        {
            return new() { Window = days, Days = spend.ByDay(days, filter), Flow = spend.Flow(days, filter), Models = spend.ByModel(days, filter) };
        }

        if (shield.Level == ShieldLevel.Few) return Nothing(shield, days);
        var window = shield.Whole(days);
        var mondays = Shield.Mondays(window);
        var cell = new CellKey(filter.Team, filter.Tool, filter.Repository, filter.Model, null);
        var weeks = mondays.Where(m => filter.Team is not { } team || shield.IsGroup(team, m)).Select(m => Week(shield.Week(m), m, cell)).OfType<ShownWeek>().ToList();
        var left = mondays.Count - weeks.Count;
        return new()
        {
            Window = window,
            Days = [.. weeks.SelectMany(w => w.Fates)],
            Flow = new([.. weeks.SelectMany(w => w.Paths).GroupBy(p => (p.Tool, p.Repository, p.Fate)).Select(g => new FlowPath(g.Key.Tool, g.Key.Repository, g.Key.Fate, FlowAmount.Sum(g.Select(p => p.Amount))))
                .OrderBy(p => p.Tool == Unnamed).ThenBy(p => p.Tool, StringComparer.Ordinal).ThenBy(p => p.Repository is null or Unnamed).ThenBy(p => p.Repository, StringComparer.Ordinal).ThenBy(p => p.Fate)]),
            Models = [.. weeks.SelectMany(w => w.Models).GroupBy(m => m.Name, StringComparer.Ordinal).Select(g => new NamedSpend(g.Key, FlowAmount.Sum(g.Select(m => m.Amount))))
                .OrderBy(m => m.Name == Unnamed).ThenByDescending(m => m.Amount.NanoUsd ?? -1).ThenBy(m => m.Name, StringComparer.Ordinal)],
            Mondays = weeks.Select(w => w.Monday).ToHashSet(),
            Weeks = mondays.Count,
            LeftOut = left,
            Why = left == 0 ? null : Reason(shield),
        };
    }

    /// <summary>For a group of which nothing may be shown.</summary>
    public static ShownSpend Nothing(Shield shield, ScoreWindow days) => new() { Window = days, Days = [], Flow = new([]), Models = [], Why = Reason(shield) };

    private sealed record ShownWeek(DateOnly Monday, IReadOnlyList<DaySpend> Fates, IReadOnlyList<FlowPath> Paths, IReadOnlyList<NamedSpend> Models);

    private static string Reason(Shield shield) => $"fewer than {shield.Rules.Least} people, or one with more than {100 * shield.Rules.Dominance:0} %";

    private static ShownWeek? Week(WeekRelease week, DateOnly monday, CellKey cell)
    {
        if (week.Amount(cell) is not { } total) return null;
        var paths = Paths(week, cell, total);
        var told = week.In(cell, cell.Cuts | Cuts.Fate).ToDictionary(f => f.Cell.Fate!.Value, f => f.Amount);

        // A fate that may not be shown whole has at least what its paths show.
        foreach (var some in paths.Where(p => p.Fate != SpendFate.NotShown && !told.ContainsKey(p.Fate)).ToLookup(p => p.Fate, p => p.Amount)) told.Add(some.Key, FlowAmount.Sum(some));
        var fates = told.Select(f => new DaySpend(monday, f.Key, f.Value)).OrderBy(d => d.Fate).ToList();
        Rest(total, fates.Select(f => f.Amount), rest => fates.Add(new(monday, SpendFate.NotShown, rest)));
        List<NamedSpend> models = cell.Model is { } one ? [new(one, total)] : [.. week.In(cell, cell.Cuts | Cuts.Model).Select(m => new NamedSpend(m.Cell.Model!, m.Amount))];
        Rest(total, models.Select(m => m.Amount), rest => models.Add(new(Unnamed, rest)));
        return new(monday, fates, paths, models);
    }

    /// <summary>From tool through repository to fate, as far as each may be told.</summary>
    private static List<FlowPath> Paths(WeekRelease week, CellKey cell, FlowAmount total)
    {
        List<FlowPath> paths = [];
        var tools = week.In(cell, cell.Cuts | Cuts.Tool).ToList();
        foreach (var tool in tools)
        {
            var repositories = week.In(tool.Cell, tool.Cell.Cuts | Cuts.Repository).ToList();
            foreach (var repository in repositories)
            {
                var fates = week.In(repository.Cell, repository.Cell.Cuts | Cuts.Fate).ToList();
                var name = repository.Cell.Repository is { Length: > 0 } known ? known : null;
                paths.AddRange(fates.Select(f => new FlowPath(tool.Cell.Tool!, name, f.Cell.Fate!.Value, f.Amount)));
                Rest(repository.Amount, fates.Select(f => f.Amount), rest => paths.Add(new(tool.Cell.Tool!, name, SpendFate.NotShown, rest)));
            }

            Rest(tool.Amount, repositories.Select(r => r.Amount), rest => paths.Add(new(tool.Cell.Tool!, Unnamed, SpendFate.NotShown, rest)));
        }

        Rest(total, tools.Select(t => t.Amount), rest => paths.Add(new(Unnamed, Unnamed, SpendFate.NotShown, rest)));
        return paths;
    }

    private static void Rest(FlowAmount whole, IEnumerable<FlowAmount> parts, Action<FlowAmount> add)
    {
        var rest = whole - FlowAmount.Sum(parts);
        if (rest != default) add(rest);
    }
}
