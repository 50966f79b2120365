using Shiprank.Core.Attribution.Spend.Flow;
using Shiprank.Core.Score;
using Shiprank.Core.Score.Board;
using Shiprank.Core.Score.Dora;
using Shiprank.Engine.Boards;
using Shiprank.Engine.Periods;
using Shiprank.Engine.Scoring;
using Shiprank.Engine.Spend;

namespace Shiprank.Server.Features.Boards;

/// <summary>The board of teams, each against its own past, with what became of its spend.</summary>
/// <param name="Before">By team id, over as many days right before.</param>
/// <param name="Spend">By team id.</param>
public sealed record TeamsView(
    IReadOnlyList<BoardLine> Lines, IReadOnlyDictionary<string, BoardLine> Before, IReadOnlyDictionary<string, (IReadOnlyDictionary<SpendGroup, FlowAmount> Groups, FlowAmount All)> Spend)
{
    public static TeamsView Of(Standing standing, ScoreWindow window, RankBy rank)
    {
        var lines = Board.Of(standing, window, GroupKind.Team, rank);
        var days = new TeamDays(standing.Workspace.Organisation);
        var spend = standing.Spend.ByPerson(window).ToLookup(s => days.Of(s.Person, s.Day) ?? "", s => new DaySpend(s.Day, s.Fate, s.Amount));
        return new(
            lines,
            Board.Of(standing, DoraBuilder.Previous(window), GroupKind.Team, rank).ToDictionary(l => l.Row.Group.Id, StringComparer.Ordinal),
            lines.ToDictionary(l => l.Row.Group.Id, l => (PeriodSums.ByGroup(spend[l.Row.Group.Id]), FlowAmount.Sum(spend[l.Row.Group.Id].Select(s => s.Amount))), StringComparer.Ordinal));
    }

    /// <summary>True when the interval of now and that of before have no value in common: less is within noise.</summary>
    public bool IsClear(BoardLine line) =>
        line.Row.Ranked is { Lo: { } low, Hi: { } high } && Before.TryGetValue(line.Row.Group.Id, out var before) && before.Row.Ranked is { Lo: { } lowBefore, Hi: { } highBefore }
        && (low > highBefore || high < lowBefore);
}
