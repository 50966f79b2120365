namespace Shiprank.Core.Caps;

/// <summary>A counter that a limit is measured by.</summary>
/// <param name="Rule">Name of the rule; <see cref="Grace"/>: what goes on without an owned ticket.</param>
/// <param name="Subject">Whose it is, where a rule counts apart; else empty.</param>
/// <param name="Window"><c>run:…</c>, <c>2026-11-28</c> or <c>2026-11</c>.</param>
public readonly record struct CapCounter(string Rule, string Subject, string Window)
{
    public const string Grace = "(grace)";
}

/// <summary>How one rule looks at a call, as <c>cap explain</c> prints it.</summary>
/// <param name="Rule">Null: the grace without a ticket.</param>
/// <param name="Unit">Of the amounts.</param>
/// <param name="Applies">False: it is about something else.</param>
/// <param name="Used">With what is reserved.</param>
/// <param name="Fires">With this call it would be over its limit.</param>
public sealed record CapLook(CapRule? Rule, CapUnit Unit, bool Applies, decimal Used, decimal Limit, bool Fires, CapReason Reason, CapCounter Counter);

/// <summary>Whether a call may go on.</summary>
/// <param name="Action">The strongest that fired; null: none did.</param>
/// <param name="Deciding">The look that decided: of the strongest the first in order; null: none fired.</param>
/// <param name="Counters">All that count this call, to be reserved on.</param>
/// <param name="Looks">Every rule in the order of evaluation.</param>
public sealed record CapVerdict(CapAction? Action, CapReason Reason, CapLook? Deciding, IReadOnlyList<CapCounter> Counters, IReadOnlyList<CapLook> Looks)
{
    /// <summary>The call is not made.</summary>
    public bool Stops => Action is CapAction.Stop or CapAction.Ask;
}
