using Shiprank.Core.Score;
using Shiprank.Core.Score.Board;
using Shiprank.Engine.Scoring;

namespace Shiprank.Engine.Boards;

/// <summary>What boards over one window are made from, whatever they are ranked by.</summary>
internal sealed class BoardWindow(Standing standing, ScoreWindow window)
{
    private readonly Lazy<GroupSeriesBuilder> builder = new(() => new(standing.Score, standing.Workspace.Organisation, window, standing.Index.ActiveWeeks));
    private readonly Lazy<CompanionFinder> companions = new(() => new(standing, window));
    private IReadOnlyList<GroupSeries>? teams;
    private IReadOnlyList<GroupSeries>? people;

    public CompanionFinder Companions => companions.Value;

    public IReadOnlyList<GroupSeries> Series(GroupKind kind) => kind == GroupKind.Team ? teams ??= builder.Value.Teams() : people ??= builder.Value.People();
}
