using Shiprank.Core.Caps;
using Shiprank.Core.Caps.Runs;

namespace Shiprank.Engine.Loops;

/// <summary>What came after a stop.</summary>
public enum StopAnswer
{
    /// <summary>Nothing.</summary>
    Open,

    /// <summary>It goes on when it gets a ticket.</summary>
    WaitsForTicket,

    /// <summary>The loop ran again with an owned ticket, which it had not before.</summary>
    TicketAdded,

    /// <summary>The loop ran again.</summary>
    StartedAgain,

    /// <summary>Its day or month is not over.</summary>
    BeginsAnew,
}

/// <summary>A run of a loop as others may see it: its job, tool, repository and ticket, nobody's prompt and no session.</summary>
/// <param name="Mark">What it is asked for by (<see cref="RunMark"/>).</param>
/// <param name="Owner">Name of the person who owns its ticket; null: it has none that counts.</param>
/// <param name="Looks">Every rule in its order, as it looks at the run at its end, or now.</param>
/// <param name="Kept">Of a stopped run; null: there is no pace to go by.</param>
/// <param name="Asked">Whom its refusal named.</param>
/// <param name="Again">When its counter begins anew, where the answer is <see cref="StopAnswer.BeginsAnew"/>.</param>
public sealed record LoopRun(
    CapRun Run, string Mark, string? Owner, IReadOnlyList<CapLook> Looks, JudgedRun? Judged, KeptBack? Kept, string Asked, StopAnswer Answer, DateTimeOffset? Again)
{
    /// <summary>Such a part of a cap is near it.</summary>
    public const decimal Near = 0.8m;

    /// <summary>The rule that leaves least room, of those that only slow none where another stops; null: none that does more than tell is about the run.</summary>
    public CapLook? Cap { get; } = Looks.Where(l => l.Applies && l.Rule is not { Action: CapAction.Tell }).OrderBy(l => l.Rule is { Action: CapAction.Slow }).ThenByDescending(l => l.Limit > 0 ? l.Used / l.Limit : 1).FirstOrDefault();

    /// <summary>The used part of the cap; 1 where it is used up.</summary>
    public decimal? Share => Cap is { Limit: > 0 } look ? Math.Min(1, look.Used / look.Limit) : Cap is null ? null : 1;

    public bool IsNear => Run.State == CapRunState.Running && Share >= Near;
}
