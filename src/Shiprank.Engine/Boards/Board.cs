using Shiprank.Core.Score;
using Shiprank.Core.Score.Board;
using Shiprank.Core.Score.Board.Companions;
using Shiprank.Engine.Scoring;

namespace Shiprank.Engine.Boards;

/// <summary>A place on the board with its companions: a row can't be had without them (normalised-deployments.md, section 7).</summary>
/// <param name="Companions">Null for a person who has not opted in: nothing of theirs is shown.</param>
public sealed record BoardLine(BoardRow Row, CompanionFigures? Companions);

/// <summary>The board of teams or people over a window.</summary>
public static class Board
{
    /// <param name="kind">Teams, or people: of these only those who opted in have figures.</param>
    public static IReadOnlyList<BoardLine> Of(Standing standing, ScoreWindow window, GroupKind kind, RankBy rank)
    {
        var series = new GroupSeriesBuilder(standing.Score, standing.Workspace.Organisation, window, ActiveWeeks(standing));
        var rows = OutcomeBoard.Of(kind == GroupKind.Team ? series.Teams() : series.People(), standing.Workspace.Policy, rank);
        var companions = new CompanionFinder(standing, window);
        return [.. rows.Select(r => new BoardLine(r, r.NotRanked.HasFlag(NotRanked.NotOptedIn) ? null : companions.Of(r.Group)))];
    }

    /// <summary>A team's whole ISO weeks in a window, those that still settle too.</summary>
    public static IReadOnlyList<GroupWeek> Weeks(Standing standing, string team, ScoreWindow window) =>
        new GroupSeriesBuilder(standing.Score, standing.Workspace.Organisation, window, ActiveWeeks(standing), settling: true).Teams().First(t => t.Id == team).Weeks;

    /// <summary>Weeks with a merged change, a review or a usage response.</summary>
    private static Dictionary<string, IReadOnlySet<DateOnly>> ActiveWeeks(Standing standing)
    {
        var weeks = standing.Score.ActiveWeeks.ToDictionary(w => w.Key, w => w.Value.ToHashSet(), StringComparer.Ordinal);
        foreach (var (person, used) in standing.Spend.ActiveWeeks())
        {
            if (!weeks.TryGetValue(person, out var set)) weeks[person] = set = [];
            set.UnionWith(used);
        }

        return weeks.ToDictionary(w => w.Key, IReadOnlySet<DateOnly> (w) => w.Value, StringComparer.Ordinal);
    }
}
