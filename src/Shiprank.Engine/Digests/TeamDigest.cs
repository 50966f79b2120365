using Shiprank.Core.Badges;
using Shiprank.Core.Score;
using Shiprank.Core.Score.Board.Companions;
using Shiprank.Engine.Changes;
using Shiprank.Engine.Scoring;
using Shiprank.Engine.Teams;

namespace Shiprank.Engine.Digests;

/// <summary>A team's week, as a channel may read it: what its page shows to everyone, and no person's name.</summary>
public static class TeamDigest
{
    public static string SubjectOf(string team) => $"team:{team}";

    /// <summary>Null for a team that is not in the organisation file, or of too few people to be shown.</summary>
    public static Digest? Of(Standing standing, string team, ScoreWindow week, Uri? pages)
    {
        if (TeamView.Of(standing, team, week) is not { IsHidden: false } view) return null;
        List<DigestLine> lines =
        [
            new("Shipped", DigestWords.Shipped(view.Sums, view.SumsBefore, standing.Score.Policy.SurvivalDays)),
            new("Spend", view.Spend.IsHidden ? $"not shown: {view.Spend.Why}" : DigestWords.Spend(view.Sums, view.SumsBefore)),
        ];
        if (!view.Spend.IsHidden && DigestWords.Became(view.Sums) is { } became) lines.Add(new("Became", became));
        lines.Add(new("Quality", Quality(view.Now.Companions!)));
        if (view.Adoption is { } adoption && adoption.Weeks is [var last] && !last.IsHidden) lines.Add(new("Adoption", $"{last.Users} of {DigestWords.Many(last.Employed, "person", "people")} used an agent; the target is {100 * standing.Workspace.Organisation.AdoptionTarget:0} %"));
        if (DigestWords.Standing(Judged(standing, week, new() { Teams = new HashSet<string>([team], StringComparer.Ordinal) })) is { } change) lines.Add(new("Still standing", change));
        if (DigestWords.Badge(standing, HolderKind.Team, team, week) is { } badge) lines.Add(new("Badge", badge));
        return new(SubjectOf(team), $"{view.Team.Name}, {DigestWeek.Days(week)}", week, lines, pages is null ? null : new(pages, $"teams/{Uri.EscapeDataString(team)}?since={week.Since:yyyy-MM-dd}&until={week.Until:yyyy-MM-dd}"), null);
    }

    /// <summary>Changes whose survival is final since a day of the week: delivered as many days before as the policy waits.</summary>
    internal static IReadOnlyList<ChangeRow> Judged(Standing standing, ScoreWindow week, ChangeFilter filter)
    {
        var wait = -standing.Score.Policy.SurvivalDays;
        return ChangeListing.Of(standing, filter with { Since = week.Since.AddDays(wait), Until = week.Until.AddDays(wait) }, ChangeSort.Date, null).Rows;
    }

    private static string Quality(CompanionFigures figures)
    {
        var (failed, reviewed, cycle) = (figures.ChangeFailureRate, figures.ReviewCoverage, figures.CycleTime.Median);
        var deployments = failed.Missing is { } none ? none : $"{failed.Numerator:0} of {DigestWords.Many((long)failed.Denominator, "deployment")} failed";
        return $"{deployments}; reviewed: {(reviewed.Missing is { } unknown ? unknown : DigestWords.Percent(reviewed))}{(cycle is { } hours ? $"; {hours:0.0} h from the first commit to production" : "")}";
    }
}
