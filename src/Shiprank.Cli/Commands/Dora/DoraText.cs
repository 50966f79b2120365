using Shiprank.Cli.Terminal;
using Shiprank.Core.Score;
using Shiprank.Core.Score.Board.Companions;
using Shiprank.Core.Score.Dora;
using Shiprank.Engine.Documents;
using Spectre.Console;

namespace Shiprank.Cli.Commands.Dora;

/// <summary>The five figures for people: a row for the window, one for the window before, and what the figures leave out.</summary>
internal static class DoraText
{
    private const string None = "?";

    public static void Write(Terminal.Terminal terminal, IReadOnlyList<DoraRow> rows, Policy policy, DateTimeOffset asOf, ScoreWindow window, DoraLevel level)
    {
        var before = DoraBuilder.Previous(window);
        terminal.Out.MarkupLineInterpolated($"[bold]DORA's five by {(level == DoraLevel.Team ? "team" : "service")}[/], {window.Since:yyyy-MM-dd} to {window.Until:yyyy-MM-dd}; in the second row {before.Since:yyyy-MM-dd} to {before.Until:yyyy-MM-dd}");
        terminal.Out.WriteLine();
        var table = new QuietTable().Text(level == DoraLevel.Team ? "team" : "service").Number("lead time").Number("days/week").Number("failed").Number("recovery").Number("rework").Number("ND/week")
            .Number("lead p90").Optional().Number("a day").Optional().Number("recovery p90").Optional().Number("deployments").Optional();
        foreach (var row in rows)
        {
            table.Row(Cells(row.Name, row.Now));
            table.Row(Cells("  before", row.Before));
        }

        table.Write(terminal);
        terminal.Out.WriteLine();
        Notes(terminal, rows, policy, asOf);
    }

    private static IEnumerable<string> Cells(string name, DoraFigures five) =>
    [
        name,
        five.LeadTime.Hours.Median is { } lead ? Hours(lead) + (five.LeadTime.End == LeadTimeEnd.Merge ? "*" : "") : None,
        five.DaysPerWeek.Value is { } days ? $"{days:0.0}" : None,
        Rate(five.ChangeFailRate),
        five.Recovery.Median is { } recovery ? Hours(recovery) : None,
        Rate(five.ReworkRate),
        five.NdPerWeek.Value is { } nd ? $"{nd:0.0}" : None,
        five.LeadTime.Hours.P90 is { } long_ ? Hours(long_) : None,
        five.DeploymentsPerDay.Value is { } aDay ? $"{aDay:0.00}" : None,
        five.Recovery.P90 is { } slow ? Hours(slow) : None,
        Figures.Count((long)five.ChangeFailRate.Denominator),
    ];

    private static void Notes(Terminal.Terminal terminal, IReadOnlyList<DoraRow> rows, Policy policy, DateTimeOffset asOf)
    {
        foreach (var row in rows.Where(r => r.Now.DaysPerWeek.Missing is not null)) Say($"{row.Name}: {row.Now.DaysPerWeek.Missing}.");
        if (rows.Any(r => r.Now.LeadTime.End == LeadTimeEnd.Merge && r.Now.LeadTime.Hours.Count > 0)) Say("* Deployment unknown: the lead time ends with the merge.");
        foreach (var row in rows)
        {
            var parts = Apart(row.Now).ToList();
            if (parts.Count > 0) Say($"{row.Name}, not in the figures: {string.Join(", ", parts)}.");
        }

        var settling = rows.Sum(r => r.Now.Apart.Settling);
        if (settling > 0) Say($"{Figures.Many(settling, "deployment is", "deployments are")} younger than {policy.SurvivalDays} days: a failure may still come.");
        Say("Lead time: first commit (or request opened) to first deployment, median. Days: days with a deployment that delivered something. Recovery: failed deployment to the end of its last cause, median.");
        Say($"{policy.Name}, as of {asOf.UtcDateTime:yyyy-MM-dd HH:mm} UTC. ? is unknown, never good: --json says why for each.");

        void Say(string sentence) => terminal.Out.MarkupLineInterpolated($"[grey]{sentence}[/]");
    }

    private static IEnumerable<string> Apart(DoraFigures five)
    {
        var apart = five.Apart;
        if (apart.Redeployments > 0) yield return Figures.Many(apart.Redeployments, "redeployment");
        if (apart.Rollbacks > 0) yield return Figures.Many(apart.Rollbacks, "rollback");
        if (apart.Empty > 0) yield return Figures.Many(apart.Empty, "deployment without a change of the service", "deployments without a change of the service");
        if (apart.OfBots > 0) yield return Figures.Many(apart.OfBots, "deployment of bots' changes alone", "deployments of bots' changes alone");
        if (apart.FailedAttempts > 0) yield return Figures.Many(apart.FailedAttempts, "roll-out that did not succeed", "roll-outs that did not succeed");
        if (apart.LooseIncidents > 0) yield return Figures.Many(apart.LooseIncidents, "incident that names no deployment and no change", "incidents that name no deployment and no change");
        if (five.LeadTime.LeftOut > 0) yield return Figures.Many(five.LeadTime.LeftOut, "change whose deployment is unknown", "changes whose deployment is unknown");
        if (five.LeadTime.Negative > 0) yield return $"{Figures.Many(five.LeadTime.Negative, "lead time")} below 0 by a wrong clock, counted as 0";
        if (five.NotRestored > 0) yield return $"{Figures.Many(five.NotRestored, "failed deployment", "failed deployments")} not restored yet";
    }

    private static string Rate(Figure figure) => figure.Value is { } value ? $"{100 * value:0} % {figure.Numerator:0}/{figure.Denominator:0}" : None;

    private static string Hours(decimal hours) => hours < 48 ? $"{hours:0.0} h" : $"{hours / 24:0.0} d";
}
