using Shiprank.Core.Badges;
using Shiprank.Core.Score;
using Shiprank.Engine.Changes;
using Shiprank.Engine.People;
using Shiprank.Engine.Scoring;

namespace Shiprank.Engine.Digests;

/// <summary>A person's week, for that person alone.</summary>
public static class PersonDigest
{
    public static string SubjectOf(string person) => $"person:{person}";

    /// <summary>Null for who is not in the organisation file.</summary>
    /// <param name="stop">What <see cref="StopLink"/> gives; null: no link.</param>
    public static Digest? Of(Standing standing, string person, ScoreWindow week, Uri? pages, Uri? stop)
    {
        if (MeView.Of(standing, person, week, DigestWeek.Before(week)) is not { } view) return null;
        var delivered = view.Changes.Rows.Where(c => c.DeployedAt is not null).ToList();
        List<DigestLine> lines =
        [
            new("Shipped", DigestWords.Shipped(view.Now, view.Before, standing.Score.Policy.SurvivalDays)),
            new("Spend", DigestWords.Spend(view.Now, view.Before)),
        ];
        if (DigestWords.Became(view.Now) is { } became) lines.Add(new("Became", became));
        lines.Add(new("Changes", delivered.Count == 0 ? "none of yours was deployed" : $"{DigestWords.Many(delivered.Count, "change")} of yours deployed, {DigestWords.Percent(view.Survival)} of their lines alive"));
        if (DigestWords.Standing(TeamDigest.Judged(standing, week, new() { People = new HashSet<string>([person], StringComparer.Ordinal) })) is { } change) lines.Add(new("Still standing", change));
        if (DigestWords.Badge(standing, HolderKind.Person, person, week) is { } badge) lines.Add(new("Badge", badge));
        lines.Add(new("Seen by", view.Person.Share && standing.Workspace.Organisation.Privacy.PersonViews ? "you share your row on the board of people; your page lists who sees what" : "you alone; others see sums of your team"));
        return new(SubjectOf(person), $"Your week, {DigestWeek.Days(week)}", week, lines, pages is null ? null : new(pages, $"me?since={week.Since:yyyy-MM-dd}&until={week.Until:yyyy-MM-dd}"), stop);
    }
}
