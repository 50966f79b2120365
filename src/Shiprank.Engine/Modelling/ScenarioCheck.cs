using Shiprank.Core.Money;
using Shiprank.Core.Money.Modelling;
using Shiprank.Core.Score;
using Shiprank.Engine.Scoring;
using Shiprank.Store;

namespace Shiprank.Engine.Modelling;

/// <summary>What became of what was said.</summary>
public enum ScenarioVerdict
{
    /// <summary>Its days are not over.</summary>
    Open,

    Within,

    Below,

    Above,
}

/// <param name="Name">Id of a team; null: none.</param>
/// <param name="Said">Of as many days as were modelled.</param>
public sealed record CheckedGroup(string? Name, decimal BeforeUsd, Estimate Said, decimal ActualUsd, ScenarioVerdict Verdict);

/// <summary>A scenario against the days that followed it: as many as it was modelled on, from its day on.</summary>
/// <param name="Days">How many of them are over.</param>
/// <param name="BeforeTokens">Of the days that it was modelled on.</param>
public sealed record ScenarioCheck(SpendModelView Said, ScoreWindow After, int Days, CheckedGroup Total, IReadOnlyList<CheckedGroup> Teams, long BeforeTokens, long ActualTokens, long ActualUnpricedTokens)
{
    public int AllDays => After.Until.DayNumber - After.Since.DayNumber + 1;

    public bool IsOver => Days >= AllDays;

    /// <returns>Null for a scenario without a date.</returns>
    public static ScenarioCheck? Of(Standing standing, IStore store, SpendScenario scenario)
    {
        if (scenario.Date is not { } date) return null;
        var said = SpendModelView.Of(standing, store, scenario);
        var after = new ScoreWindow(date, date.AddDays(said.Window.Until.DayNumber - said.Window.Since.DayNumber));
        var today = DateOnly.FromDateTime(standing.AsOf.UtcDateTime);
        var days = Math.Clamp(today.DayNumber - date.DayNumber, 0, after.Until.DayNumber - date.DayNumber + 1);
        var (before, actual) = (UsageReader.Read(store, said.Window, [], null, standing.Workspace.Prices), UsageReader.Read(store, after, [], null, standing.Workspace.Prices));
        var isOver = days == after.Until.DayNumber - date.DayNumber + 1;
        var byTeam = actual.ToLookup(u => u.Team);
        CheckedGroup Group(string? name, decimal now, Estimate then, IEnumerable<UsageSlice> happened) => new(name, now, then, Usd(happened), Judge(then, Usd(happened), isOver));
        return new(
            said, after, days, Group(null, said.Model.NowUsd, said.Model.ThenUsd, actual),
            [
                .. said.Model.ByTeam.Select(t => Group(t.Name, t.NowUsd, t.ThenUsd, byTeam[t.Name])),
                .. byTeam.Where(g => said.Model.ByTeam.All(t => t.Name != g.Key)).Select(g => Group(g.Key, 0, default, g)),
            ],
            before.Sum(u => u.Tokens.Total), actual.Sum(u => u.Tokens.Total), actual.Where(u => u.CostNano is null).Sum(u => u.Tokens.Total));
    }

    /// <summary>To the cent, as it is read.</summary>
    private static ScenarioVerdict Judge(Estimate said, decimal actual, bool isOver) =>
        !isOver ? ScenarioVerdict.Open : Math.Round(actual, 2) < Math.Round(said.Lo, 2) ? ScenarioVerdict.Below : Math.Round(actual, 2) > Math.Round(said.Hi, 2) ? ScenarioVerdict.Above : ScenarioVerdict.Within;

    private static decimal Usd(IEnumerable<UsageSlice> usage) => usage.Sum(u => Nano.Units(u.CostNano ?? 0));
}
