namespace Shiprank.Engine.Demo;

/// <summary>The parts that the demo organisation plays, each there to show something about the score.</summary>
public enum CastRole
{
    Regular,
    SteadyShipper,
    Tokenmaxxer,
    RequestSplitter,
    RevertReapplyLooper,
    LittleAiSenior,
    Deleter,
    LateAdopter,
    CiAgent,
    HeavyUser,
    NightShift,
    Reviewer,
    Newcomer,
    Maintainer,
    OverBudgetJob,
}

/// <summary>One part of the demo.</summary>
/// <param name="Id">A person's id; for <see cref="CastRole.LateAdopter"/> a team's, for <see cref="CastRole.CiAgent"/> the agent's login, for <see cref="CastRole.OverBudgetJob"/> the job's name.</param>
/// <param name="Phrase">The role as a sentence names it: calm, no blame.</param>
/// <param name="Shows">What to look at.</param>
public sealed record CastMember(CastRole Role, string Id, string Name, string Phrase, string Shows);

internal static class Parts
{
    public static string Phrase(CastRole role) => role switch
    {
        CastRole.SteadyShipper => "an engineer who ships on most days",
        CastRole.Tokenmaxxer => "an engineer whose agents run in loops on side tasks",
        CastRole.RequestSplitter => "an engineer who cuts work into many small requests",
        CastRole.RevertReapplyLooper => "an engineer whose features go in and out and in again",
        CastRole.LittleAiSenior => "a senior engineer who rarely asks an agent",
        CastRole.Deleter => "an engineer who clears away old code",
        CastRole.LateAdopter => "a team that started with agents late",
        CastRole.CiAgent => "an agent that works at night without a ticket",
        CastRole.HeavyUser => "an engineer who uses agents all day and ships what comes of it",
        CastRole.NightShift => "an engineer who works at night",
        CastRole.Reviewer => "an engineer who reviews and commits nothing",
        CastRole.Newcomer => "an engineer who joined in the middle of the history",
        CastRole.Maintainer => "a maintainer who works in bursts",
        CastRole.OverBudgetJob => "a CI job that has cost ten times its usual for months",
        _ => "an engineer",
    };

    public static string Shows(CastRole role) => role switch
    {
        CastRole.SteadyShipper => "A change of middling size reaches production on most days and lives: the plain way up the board.",
        CastRole.Tokenmaxxer => "First by tokens by far, near the end by what shipped: usage is not in the score.",
        CastRole.RequestSplitter => "Many tiny requests a day fill the same cell that one request would fill: splitting gives nothing.",
        CastRole.RevertReapplyLooper => "Each feature is reverted and applied again, twice; its lines earn once.",
        CastRole.LittleAiSenior => "Almost no spend and among the first by what shipped: nobody has to burn tokens to rank.",
        CastRole.Deleter => "Old lines that go count a quarter each: deleting old code is work.",
        CastRole.LateAdopter => "No usage before it started, then the adoption figure climbs; what it ships is counted the same all the time.",
        CastRole.CiAgent => "Its commits have no human behind them: counted for the organisation, for no person (unattributed).",
        CastRole.HeavyUser => "Among the first by tokens and in the upper half by what shipped: much usage is no question where it becomes code that lives.",
        CastRole.NightShift => "Sessions, commits and merges around midnight, none in the morning: a night worker sleeps too, at another time.",
        CastRole.Reviewer => "Approves about every other change of the repository, asks agents a little, has no cell: not seen by the score, and no question either.",
        CastRole.Newcomer => "Nothing before the first day, ordinary work after it: a beginning is no leap.",
        CastRole.Maintainer => "Several changes a day in one week, next to nothing in four: a burst of real work is not a split request.",
        CastRole.OverBudgetJob => "An owned ticket, the same report before each working day; after its first weeks each run costs nearly ten times what it did, and what comes out is the same.",
        _ => "",
    };
}
