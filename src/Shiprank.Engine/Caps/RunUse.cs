using Shiprank.Core.Caps;

namespace Shiprank.Engine.Caps;

/// <summary>What one run used so far, and whether it was stopped: counts alone.</summary>
/// <param name="Calls">Of models, made and paid.</param>
/// <param name="Steps">Of tools, as hooks saw them.</param>
/// <param name="Usd">Of calls with a price; what nobody told is in it as reserved.</param>
/// <param name="Unpriced">Calls without one.</param>
/// <param name="Refused">Calls that were not made.</param>
/// <param name="Reason">Of the last that was not made.</param>
/// <param name="Rule">The cap that refused it; empty: none did.</param>
public sealed record RunUse(string Run, long Calls, long Steps, long Tokens, decimal Usd, long Unpriced, long Refused, CapReason Reason, string Rule)
{
    public static RunUse Of(string run, IEnumerable<CapEvent> events)
    {
        var use = new RunUse(run, 0, 0, 0, 0, 0, 0, CapReason.Within, "");
        foreach (var e in events)
        {
            use = e.Kind switch
            {
                CapEventKind.Settled or CapEventKind.Estimated => use with { Calls = use.Calls + 1, Tokens = checked(use.Tokens + e.Tokens.Total), Usd = use.Usd + (e.Usd ?? 0), Unpriced = use.Unpriced + (e.Usd is null ? 1 : 0) },
                CapEventKind.Step => use with { Steps = use.Steps + 1 },
                CapEventKind.Refused => use with { Refused = use.Refused + 1, Reason = e.Reason, Rule = e.Rule },
                _ => use,
            };
        }

        return use;
    }
}
