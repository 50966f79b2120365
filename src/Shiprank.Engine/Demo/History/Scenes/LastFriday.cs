using Shiprank.Engine.Demo.Code;

namespace Shiprank.Engine.Demo.History.Scenes;

/// <summary>The last Friday: a roll-out that goes wrong and stays out over the weekend, and work that is merged when the last release has left.</summary>
internal sealed class LastFriday(Site site, Stage stage, Releases releases)
{
    private DateTimeOffset Evening => site.Options.Week(site.Options.Weeks - 1).AddDays(4).AddHours(17);

    /// <summary>Production goes back to Thursday's state. The fix is merged in the evening; it has to wait until Monday.</summary>
    public void PlanRollback(string team, AgentTool tool, string area, string ticket)
    {
        var service = site.Repository.Services[0];
        site.Agenda.At(Evening.AddMinutes(24), now => releases.Incident(service, "INC-4790", "sev1", now, null, change: null));
        site.Agenda.At(Evening.AddMinutes(58), now => releases.TakeBack(service, now));
        Merge(team, tool, area, $"{ticket}-2010", "Keep postings apart when a batch is closed twice", Evening.AddMinutes(190).AddSeconds(7), "INC-4790: the batch was posted twice.");
    }

    public void PlanMerge(string team, AgentTool tool, string area, string ticket) =>
        Merge(team, tool, area, $"{ticket}-2010", "Show the delivery day before the basket is paid", Evening.AddMinutes(41).AddSeconds(7), "");

    private void Merge(string teamId, AgentTool tool, string area, string ticket, string title, DateTimeOffset time, string body)
    {
        var (author, reviewer) = (stage.Member(teamId, 0), stage.Member(teamId, 1));
        site.Agenda.At(time, now =>
        {
            site.Tickets.Add(ticket, author, author.Team, now.AddDays(-1), now);
            var edit = new Edit();
            stage.Bench.Add(edit, area, 18, now);
            var help = stage.Help(tool, "claude-opus-4-8");
            var work = new Work(author, author.Team, title, ticket, now.AddMinutes(-40), help with { Trace = author.Team.Trace }) { Body = body };
            stage.Land(work, now, now.AddMinutes(-33), reviewer == author ? [] : [(reviewer.Id, now.AddMinutes(-6))], edit);
            stage.Log(author, help, work, now.AddMinutes(-130), 82, 14, edit.Added);
        });
    }
}
