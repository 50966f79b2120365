using Shiprank.Core.Score;
using Shiprank.Core.Score.Board;
using Shiprank.Engine.Proof.World;

namespace Shiprank.Engine.Proof.Boards;

/// <summary>
/// A team scored by the product's own engine under each policy. A repository's cells depend on no other repository, so boards are put together
/// from teams that were scored one by one.
/// </summary>
/// <param name="Series">By policy, in order, then by person of the team.</param>
internal sealed record ScoredTeam(TeamScene Scene, IReadOnlyList<ScoreResult> Scores, IReadOnlyList<IReadOnlyList<GroupSeries>> Series, IReadOnlyList<Tally> Tallies)
{
    public static ScoredTeam Of(TeamScene scene, IReadOnlyList<Policy> policies)
    {
        var played = Historian.Play(scene);
        List<ScoreResult> scores = [.. policies.Select(p => ScoreEngine.Compute(played.Input(p)))];
        return new(scene, scores, [.. scores.Select(s => SeriesOf(scene, s))], Tally.Of(played, scores[0]));
    }

    private static IReadOnlyList<GroupSeries> SeriesOf(TeamScene scene, ScoreResult score) =>
        new GroupSeriesBuilder(score, scene.Organisation, Calendar.Window, Active(scene, score)).People();

    /// <summary>Weeks of merges and reviews, and those of metered usage.</summary>
    private static Dictionary<string, IReadOnlySet<DateOnly>> Active(TeamScene scene, ScoreResult score)
    {
        var weeks = scene.People.ToDictionary(p => p.Id, p => score.ActiveWeeks.GetValueOrDefault(p.Id)?.ToHashSet() ?? [], StringComparer.Ordinal);
        foreach (var session in scene.Sessions)
        {
            if (session.Metered) weeks[scene.Person(session.Engineer).Id].Add(IsoWeek.Monday(session.StartedAt));
        }

        return weeks.ToDictionary(w => w.Key, IReadOnlySet<DateOnly> (w) => w.Value, StringComparer.Ordinal);
    }
}
