using Shiprank.Core.Organisation;

namespace Shiprank.Core.Caps;

/// <summary>One rule of the <c>caps:</c> part of the organisation file: whom it is about, how much, and what happens then.</summary>
/// <param name="Name">What refusals, pages and <c>cap explain</c> call it; unique.</param>
/// <param name="Matches">All have to fit; none: the rule is about everything.</param>
/// <param name="Each">Every value of it has a counter of its own; null: all that fits shares one. A rule per run counts each run apart whatever this is.</param>
/// <param name="AskWhom">Whom to ask for more: a channel or a role, no person's name is needed; null: the ticket's owner.</param>
public sealed record CapRule(string Name, IReadOnlyList<CapMatch> Matches, CapWhen When, CapUnit Unit, decimal Limit, CapPer Per, CapPart? Each, CapAction Action, string? AskWhom)
{
    public bool AppliesTo(CapCall call) => (When == CapWhen.Any || (When == CapWhen.Autonomous) == call.Autonomous) && Matches.All(m => m.Fits(call));
}

/// <param name="Globs">One has to fit, without case.</param>
public sealed record CapMatch(CapPart Part, IReadOnlyList<Glob> Globs)
{
    public bool Fits(CapCall call)
    {
        if (Part == CapPart.Team) return call.Teams.Any(One);
        return call.Value(Part) is { Length: > 0 } value && One(value);
    }

    private bool One(string value) => Globs.Any(g => g.IsMatch(value));
}

/// <summary>What a job, or a person without one, may use without an owned ticket.</summary>
public sealed record CapGrace(CapUnit Unit, decimal Limit, CapPer Per);

/// <summary>How many calls in a row are too many, from the first warning on; 0: not looked at.</summary>
/// <param name="Same">Calls of one shape.</param>
/// <param name="Errors">Calls that failed and were tried again.</param>
/// <param name="NothingNew">Calls without a file that was not touched before.</param>
public sealed record LoopLimits(int Same, int Errors, int NothingNew)
{
    public static readonly LoopLimits Default = new(5, 4, 60);
}
