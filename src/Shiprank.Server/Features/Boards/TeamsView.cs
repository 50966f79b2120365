using Shiprank.Core.Attribution.Spend.Flow;
using Shiprank.Core.Score;
using Shiprank.Core.Score.Board;
using Shiprank.Core.Score.Dora;
using Shiprank.Engine.Boards;
using Shiprank.Engine.Periods;
using Shiprank.Engine.Privacy;
using Shiprank.Engine.Scoring;

namespace Shiprank.Server.Features.Boards;

/// <summary>The board of teams, each against its own past, with what became of its spend.</summary>
/// <param name="Before">By team id, over as many days right before.</param>
/// <param name="Spend">By team id.</param>
public sealed record TeamsView(
    IReadOnlyList<BoardLine> Lines, IReadOnlyDictionary<string, BoardLine> Before, IReadOnlyDictionary<string, (IReadOnlyDictionary<SpendGroup, FlowAmount> Groups, FlowAmount All)> Spend)
{
    public static TeamsView Of(Standing standing, ScoreWindow window, RankBy rank)
    {
        var lines = ShownBoard.Of(standing, window, GroupKind.Team, rank);
        return new(
            lines,
            ShownBoard.Of(standing, DoraBuilder.Previous(window), GroupKind.Team, rank).ToDictionary(l => l.Row.Group.Id, StringComparer.Ordinal),
            lines.Where(l => l.Companions is not null).ToDictionary(l => l.Row.Group.Id, l => Fates(standing.Shown(window, new(Team: l.Row.Group.Id))), StringComparer.Ordinal));
    }

    private static (IReadOnlyDictionary<SpendGroup, FlowAmount> Groups, FlowAmount All) Fates(ShownSpend shown) => (PeriodSums.ByGroup(shown.Days), shown.Total);

    /// <summary>True when the interval of now and that of before have no value in common: less is within noise.</summary>
    public bool IsClear(BoardLine line) =>
        line.Row.Ranked is { Lo: { } low, Hi: { } high } && Before.TryGetValue(line.Row.Group.Id, out var before) && before.Row.Ranked is { Lo: { } lowBefore, Hi: { } highBefore }
        && (low > highBefore || high < lowBefore);
}
