using System.Globalization;
using Shiprank.Core.Money.Alerts;
using Shiprank.Core.Organisation;
using Shiprank.Core.Score;
using Shiprank.Core.Score.Board.Companions;
using Shiprank.Engine.Boards;
using Shiprank.Engine.Scoring;

namespace Shiprank.Engine.Alerts;

/// <summary>
/// Rework, failures and reverts of the organisation and of teams that are large enough to be shown, over the last weeks: what spend alone never tells.
/// Each once a month and group.
/// </summary>
internal static class QualityAlerts
{
    public static IEnumerable<Alert> Of(Standing standing, WatchSettings watch)
    {
        if (watch is { Rework: null, ChangeFailure: null, Reverts: null }) return [];
        var window = ScoreWindow.Weeks(watch.Weeks, standing.AsOf);
        var organisation = standing.Workspace.Organisation;
        var all = new GroupWork(standing, window, (_, _) => "");
        var teams = new GroupWork(standing, window, standing.Index.Teams.Of);
        return
        [
            .. OfGroup("organisation", organisation.Name.Length > 0 ? organisation.Name : "The organisation", "", all, watch, window),
            .. organisation.Teams.Where(t => !standing.Shield.IsSmall(t.Id, window)).SelectMany(t => OfGroup($"team:{t.Id}", t.Name, t.Id, teams, watch, window)),
        ];
    }

    private static IEnumerable<Alert> OfGroup(string subject, string name, string key, GroupWork work, WatchSettings watch, ScoreWindow window)
    {
        var changes = work.Changes[key].ToList();
        var figures = CompanionFigures.Of(new() { Changes = [.. changes.Select(CompanionFinder.Delivered)], DeploymentFailures = [.. work.Deployments[key].Select(d => d.Failed)], Nd = 0 });
        var reverts = Figure.Of(changes.Count(c => c.Any(s => s.WasReverted || s.WasRolledBack)), changes.Count, "no change was delivered");
        foreach (var (rule, line, figure, cases, what) in new[]
        {
            (AlertRule.Rework, watch.Rework, figures.Rework, changes.Count, $"of the lines of {changes.Count} changes are gone again"),
            (AlertRule.ChangeFailure, watch.ChangeFailure, figures.ChangeFailureRate, (int)figures.ChangeFailureRate.Denominator, $"of {figures.ChangeFailureRate.Denominator:0} deployments failed"),
            (AlertRule.Reverts, watch.Reverts, reverts, changes.Count, $"of {changes.Count} changes were reverted or rolled back"),
        })
        {
            if (line is null || cases < line.Least || figure.Value is not { } value || value <= line.Over) continue;
            yield return new(
                rule, subject, new(window.Until.Year, window.Until.Month, 1), "", $"{name}: {Word(rule)} {Percent(value)}",
                $"{Percent(value)} {what}, {Budgets.BudgetWords.Day(window.Since)} to {Budgets.BudgetWords.Day(window.Until)}; the line is {Percent(line.Over)}.");
        }
    }

    private static string Word(AlertRule rule) => rule switch { AlertRule.Rework => "rework", AlertRule.ChangeFailure => "failed deployments", _ => "reverts" };

    private static string Percent(decimal part) => $"{(100 * part).ToString("0.#", CultureInfo.InvariantCulture)} %";
}
