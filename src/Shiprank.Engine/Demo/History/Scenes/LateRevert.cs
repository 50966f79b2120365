using Shiprank.Engine.Demo.Code;

namespace Shiprank.Engine.Demo.History.Scenes;

/// <summary>A change that stood for a quarter and is taken out long after its horizon: its figures stay as they were final, the badge that rests on it goes.</summary>
internal sealed class LateRevert(Site site, Stage stage)
{
    private const int FewestWeeks = 24;
    private const int Lines = 24;

    /// <param name="place">Of the author among the team's ordinary members; the next one takes it out.</param>
    public void Plan(string teamId, int place, string area, string ticket, string what)
    {
        if (site.Options.Weeks < FewestWeeks) return;
        var (author, other) = (stage.Member(teamId, place), stage.Member(teamId, place + 1));
        site.Agenda.At(site.Options.Week(5).AddDays(2).AddHours(10).AddMinutes(21).AddSeconds(5), now =>
        {
            site.Tickets.Add($"{ticket}-2020", author, author.Team, now.AddDays(-2), now);
            var edit = new Edit();
            stage.Bench.Add(edit, area, Lines, now);
            var work = new Work(author, author.Team, $"Show {what}", $"{ticket}-2020", now.AddMinutes(-70), null);
            var change = stage.Land(work, now, now.AddMinutes(-64), [(other.Id, now.AddMinutes(-10))], edit);
            site.Agenda.At(site.Options.Week(21).AddDays(1).AddHours(9).AddMinutes(40).AddSeconds(3), then => TakeOut(change, other, author, then));
        });
    }

    private void TakeOut(Landed change, Person by, Person reviewer, DateTimeOffset now)
    {
        var work = new Work(by, change.Team, $"Revert \"{change.Subject} (#{change.Request})\"", "", now.AddMinutes(-15), null) { BareTitle = true, Body = $"This reverts commit {change.Commit.Sha}." };
        stage.Land(work, now, now.AddMinutes(-12), [(reviewer.Id, now.AddMinutes(-3))], Workbench.Without(change.Added));
    }
}
