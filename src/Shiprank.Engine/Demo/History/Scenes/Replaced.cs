using Shiprank.Engine.Demo.Code;

namespace Shiprank.Engine.Demo.History.Scenes;

/// <summary>A try that ships and that another way of doing it replaces within two weeks: nothing of it is alive at the horizon, and nobody reverted it.</summary>
internal sealed class Replaced(Site site, Stage stage)
{
    private const int Lines = 26;

    /// <param name="place">Of the author among the team's members; the other one is the third.</param>
    public void Plan(string teamId, int place, AgentTool tool, string area, string ticket, string what)
    {
        var (author, other) = (stage.Member(teamId, place), stage.Member(teamId, 2));
        var team = author.Team;
        var week = Math.Max(1, site.Options.Weeks * 16 / 26);
        var model = tool == AgentTool.Codex ? "gpt-5.3-codex" : "claude-sonnet-4-6";
        site.Agenda.At(site.Options.Week(week).AddDays(2).AddHours(13).AddMinutes(2).AddSeconds(11), now =>
        {
            site.Tickets.Add($"{ticket}-2001", author, team, now.AddDays(-2), now);
            var edit = new Edit();
            stage.Bench.Add(edit, area, Lines, now);
            var first = Land(author, other, $"Try {what}", $"{ticket}-2001", now, stage.Help(tool, model), edit);
            site.Agenda.At(now.AddDays(9).AddHours(-2), then =>
            {
                site.Tickets.Add($"{ticket}-2002", other, team, then.AddDays(-1), then);
                var instead = new Edit();
                stage.Bench.Remove(instead, area);
                stage.Bench.Add(instead, area, Lines + 6, then);
                Land(other, author, $"Replace {what}", $"{ticket}-2002", then, stage.Help(tool, model), instead);
            });
        });
    }

    private Landed Land(Person author, Person reviewer, string title, string ticket, DateTimeOffset now, Help help, Edit edit)
    {
        var authored = now.AddMinutes(-95);
        var work = new Work(author, author.Team, title, ticket, authored, help with { Trace = author.Team.Trace });
        var landed = stage.Land(work, now, authored.AddMinutes(5), reviewer == author ? [] : [(reviewer.Id, now.AddMinutes(-12))], edit);
        stage.Log(author, help, work, authored.AddMinutes(-70), 64, 11, edit.Added);
        return landed;
    }
}
