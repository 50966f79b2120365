using Shiprank.Core.Caps;
using Shiprank.Sources.Hooks;

namespace Shiprank.Cli.Commands.Hook;

/// <summary>What a call of a hook comes to.</summary>
/// <param name="Slow">The call waits: never one of a person at work.</param>
/// <param name="Entry">For the run's trace; null: nothing to tell.</param>
/// <param name="Counted">Looks whose counters count the call.</param>
internal sealed record HookResult(SessionMemory Memory, HookDecision Decision, bool Slow, CapEvent? Entry, IReadOnlyList<CapLook> Counted)
{
    /// <summary>Files that the call was the first of the session to name.</summary>
    public int NewFiles { get; init; }

    public static HookResult Of(SessionMemory memory, HookDecision? decision = null, CapEvent? entry = null) => new(memory, decision ?? HookDecision.Go, false, entry, []);
}
