using Shiprank.Core.Score;
using Shiprank.Core.Score.Board;
using Shiprank.Core.Score.Board.Companions;
using Shiprank.Engine.Scoring;

namespace Shiprank.Engine.Boards;

/// <summary>A place on the board with its companions: a row can't be had without them (normalised-deployments.md, section 7).</summary>
/// <param name="Companions">Null for a person who has not opted in: nothing of theirs is shown.</param>
public sealed record BoardLine(BoardRow Row, CompanionFigures? Companions)
{
    /// <summary>Of which weeks the spend is, and what stands on it; null: of the whole window.</summary>
    public string? SpendOf { get; init; }
}

/// <summary>The board of teams or people over a window.</summary>
public static class Board
{
    /// <param name="kind">Teams, or people: of these only those who opted in have figures.</param>
    public static IReadOnlyList<BoardLine> Of(Standing standing, ScoreWindow window, GroupKind kind, RankBy rank)
    {
        var of = standing.Index.Window(window);
        var rows = OutcomeBoard.Of(of.Series(kind), standing.Workspace.Policy, rank);
        return [.. rows.Select(r => new BoardLine(r, r.NotRanked.HasFlag(NotRanked.NotOptedIn) ? null : of.Companions.Of(r.Group)))];
    }

    /// <summary>A person's own row, whether they share it or not; null for somebody whom the organisation file doesn't list.</summary>
    public static BoardLine? Own(Standing standing, ScoreWindow window, string person)
    {
        var line = Of(standing, window, GroupKind.Person, RankBy.Nd).FirstOrDefault(l => l.Row.Group.Id == person);
        return line is { Companions: null } ? line with { Companions = standing.Index.Window(window).Companions.Of(line.Row.Group) } : line;
    }

    /// <summary>A team's whole ISO weeks in a window, those that still settle too.</summary>
    public static IReadOnlyList<GroupWeek> Weeks(Standing standing, string team, ScoreWindow window) =>
        new GroupSeriesBuilder(standing.Score, standing.Workspace.Organisation, window, standing.Index.ActiveWeeks, settling: true).Teams().First(t => t.Id == team).Weeks;
}
