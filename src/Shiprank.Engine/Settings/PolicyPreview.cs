using Shiprank.Core.Score;
using Shiprank.Core.Score.Board;
using Shiprank.Engine.Boards;
using Shiprank.Engine.Scoring;
using Shiprank.Store;

namespace Shiprank.Engine.Settings;

/// <summary>A parameter that differs.</summary>
public sealed record PolicyChange(PolicyParameter Parameter, IReadOnlyList<decimal> Before, IReadOnlyList<decimal> After);

/// <summary>A team's place on the board by both policies; null figures: it is not ranked.</summary>
public sealed record TeamShift(string Id, string Name, BoardRow Before, BoardRow After)
{
    /// <summary>True when its band is another, or it is ranked by one of them alone.</summary>
    public bool Moves => Before.Band != After.Band;
}

/// <summary>Sums of all that was scored.</summary>
public sealed record PolicyTotals(decimal Nd, decimal Scu, int Cells, int Final);

/// <summary>What other parameters would make of the board of teams, over the policy's own number of weeks. Nothing of it is stored.</summary>
public sealed record PolicyPreview
{
    public required DateTimeOffset AsOf { get; init; }

    /// <summary>In the order of the specification.</summary>
    public required IReadOnlyList<PolicyChange> Changes { get; init; }

    public required ScoreWindow WindowBefore { get; init; }

    public required ScoreWindow WindowAfter { get; init; }

    public required PolicyTotals Before { get; init; }

    public required PolicyTotals After { get; init; }

    /// <summary>In the order of the board as it is.</summary>
    public required IReadOnlyList<TeamShift> Teams { get; init; }

    public int Moves => Teams.Count(t => t.Moves);

    public static IReadOnlyList<PolicyChange> Differences(Policy before, Policy after) =>
    [
        .. PolicyParameter.All.Select(p => new PolicyChange(p, p.Of(before), p.Of(after))).Where(c => !c.Before.SequenceEqual(c.After)),
    ];

    /// <summary>Scores the stored facts by another policy. As long as a scoring run, and as much memory: one at a time.</summary>
    /// <param name="now">How things stand by the policy in force.</param>
    /// <exception cref="OperationCanceledException">The token was cancelled.</exception>
    public static PolicyPreview Of(IStore store, Standing now, Policy policy, CancellationToken cancel = default)
    {
        cancel.ThrowIfCancellationRequested();
        var workspace = now.Workspace with { Policy = policy };
        var then = Standing.Of(Facts.Try(store, workspace, now.AsOf, cancel));
        cancel.ThrowIfCancellationRequested();
        var (before, after) = (Window(now.Workspace.Policy, now.AsOf), Window(policy, now.AsOf));
        var (rows, others) = (Rows(now, before), Rows(then, after).ToDictionary(r => r.Group.Id, StringComparer.Ordinal));
        return new()
        {
            AsOf = now.AsOf,
            Changes = Differences(now.Workspace.Policy, policy),
            WindowBefore = before,
            WindowAfter = after,
            Before = Totals(now.Score, before),
            After = Totals(then.Score, after),
            Teams = [.. rows.Select(r => new TeamShift(r.Group.Id, r.Group.Name, r, others[r.Group.Id]))],
        };
    }

    private static ScoreWindow Window(Policy policy, DateTimeOffset asOf) => ScoreWindow.Weeks(policy.WindowWeeks, asOf);

    private static IReadOnlyList<BoardRow> Rows(Standing standing, ScoreWindow window) => [.. Board.Of(standing, window, GroupKind.Team, RankBy.Nd).Select(l => l.Row)];

    private static PolicyTotals Totals(ScoreResult score, ScoreWindow window)
    {
        var cells = score.Cells.Where(c => window.Has(c.Day)).ToList();
        var sum = NdSum.Of(cells);
        return new(sum.Nd, sum.Scu, cells.Count, cells.Count(c => !c.Provisional));
    }
}
