using Shiprank.Cli.Terminal;
using Shiprank.Core.Organisation;
using Shiprank.Core.Score;
using Spectre.Console;

namespace Shiprank.Cli.Commands.Score;

/// <summary>The score for people: the total first, then teams, then services with the fate of their changes.</summary>
internal static class ScoreText
{
    public static void Write(Terminal.Terminal terminal, ScoreResult score, OrganisationFile organisation, ScoreWindow window)
    {
        var cells = score.Cells.Where(c => window.Has(c.Day)).ToList();
        var total = NdSum.Of(cells);
        terminal.Out.MarkupLineInterpolated($"[bold]{total.Nd:0.0}[/] normalised deployments, {window.Since:yyyy-MM-dd} to {window.Until:yyyy-MM-dd}; with AI {total.NdAi.Mid:0.0} ({total.NdAi.Lo:0.0} to {total.NdAi.Hi:0.0}); {total.Scu:0.0} shipped code units");
        var provisional = cells.Count(c => c.Provisional);
        if (provisional > 0) terminal.Out.MarkupLineInterpolated($"[grey]{provisional} of {cells.Count} cells are provisional: their lines have not lived {score.Policy.SurvivalDays} days yet.[/]");
        if (organisation.Teams.Count > 0) Teams(terminal, organisation, cells);
        Services(terminal, score, window);
        terminal.Out.MarkupLineInterpolated($"[grey]{score.Policy.Name}, as of {score.AsOf.UtcDateTime:yyyy-MM-dd HH:mm} UTC. It does not see review, mentoring, design or operations.[/]");
    }

    private static void Teams(Terminal.Terminal terminal, OrganisationFile organisation, List<Cell> cells)
    {
        var days = new TeamDays(organisation);
        var byTeam = cells.ToLookup(c => days.Of(c.Person, c.Day) ?? "", StringComparer.Ordinal);
        var table = new QuietTable().Text("team").Number("ND").Number("with AI").Number("SCU").Number("cells");
        foreach (var team in organisation.Teams) Row(table, team.Name, [.. byTeam[team.Id]]);
        if (byTeam[""].Any()) Row(table, "no team", [.. byTeam[""]]);
        terminal.Out.WriteLine();
        table.Write(terminal);
    }

    private static void Row(QuietTable table, string name, IReadOnlyCollection<Cell> cells)
    {
        var sum = NdSum.Of(cells);
        var (lo, hi) = ($"{sum.NdAi.Lo:0.0}", $"{sum.NdAi.Hi:0.0}");
        table.Row(name, $"{sum.Nd:0.0}", lo == hi ? lo : $"{lo}–{hi}", $"{sum.Scu:0.0}", Figures.Count(cells.Count));
    }

    private static void Services(Terminal.Terminal terminal, ScoreResult score, ScoreWindow window)
    {
        var table = new QuietTable().Text("service").Text("mode").Optional().Number("deployments").Optional().Number("changes").Number("live").Number("undone").Number("dead").Number("not deployed");
        foreach (var service in score.Changes.Where(window.Has).GroupBy(c => c.Service, StringComparer.Ordinal).OrderBy(g => g.Key, StringComparer.Ordinal))
        {
            var deployments = score.Deployments.Count(d => d.Service == service.Key && window.Has(d.At));
            string Many(params ReadOnlySpan<ChangeFate> fates)
            {
                var count = 0;
                foreach (var change in service)
                {
                    if (fates.Contains(change.Fate)) count++;
                }

                return Figures.Count(count);
            }

            table.Row(
                service.Key, string.Join(", ", service.Select(c => c.Mode.ToString().ToLowerInvariant()).Distinct(StringComparer.Ordinal)), Figures.Count(deployments), Figures.Count(service.Count()),
                Many(ChangeFate.Live), Many(ChangeFate.Reverted, ChangeFate.RolledBack), Many(ChangeFate.Dead), Many(ChangeFate.Merged));
        }

        terminal.Out.WriteLine();
        table.Write(terminal);
        terminal.Out.WriteLine();
    }
}
