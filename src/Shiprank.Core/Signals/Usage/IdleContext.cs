using Shiprank.Core.Usage;

namespace Shiprank.Core.Signals.Usage;

/// <summary>Long contexts that are sent for hardly an answer.</summary>
public static class IdleContext
{
    /// <summary>A call that sends at least so much …</summary>
    public const long LongPrompt = 20_000;

    /// <summary>… and gets at most so much: a call of a tool takes more.</summary>
    public const long HardlyAnAnswer = 20;

    public static readonly SignalRule Rule = new(
        "idle-context",
        "Long contexts for hardly an answer",
        "Most of what these calls send is a long context that hardly anything comes back for: what are they for?",
        "At least {share} of the tokens of prompts are in calls that send 20,000 tokens or more and get 20 or fewer, over {least} such calls or more; the modified z of that share is above {z} among at least {peers} people with the same kind of use.",
        [
            new("share", 0.5m, "share", "Of the tokens of prompts."),
            new("least", 100, "calls", "With fewer, nothing is asked."),
            new("z", 3.5m, "z", "How far above the others."),
            new("peers", 8, "people", "With fewer to compare with, nothing is asked."),
        ],
        "Such calls and what they sent, beside the others' middle.",
        "A share that falls back to what is usual, or an explanation (a check that answers yes or no over large files).",
        ["A2"])
    {
        LeavesActivityBoard = true,
    };

    public static bool IsIdle(in TokenCounts tokens) => tokens.Prompt >= LongPrompt && tokens.Output <= HardlyAnAnswer;

    public static IEnumerable<Finding> Find(SignalFacts facts)
    {
        var (least, calls, limit, peers) = ((double)facts.Settings.Of(Rule, "share"), (long)facts.Settings.Of(Rule, "least"), (double)facts.Settings.Of(Rule, "z"), (int)facts.Settings.Of(Rule, "peers"));
        foreach (var (subject, share, spread) in Peers.Measured(facts.Usage, peers, s => s.Tokens.Prompt is > 0 and var prompt ? (double)s.Days.Sum(d => d.IdleTokens) / prompt : null))
        {
            var idle = subject.Days.Sum(d => d.IdleCalls);
            if (share < least || idle < calls || spread.Z(share) <= limit) continue;
            List<UsageDay> days = [.. subject.Days.Where(d => d.IdleCalls > 0)];
            yield return Peers.Finding(
                Rule, subject, "", days, Say.Confidence(Math.Exp(-spread.Z(share))),
                $"{Say.Share(share)} of what is sent has hardly an answer",
                $"{Say.Count(idle)} of {Say.Count(subject.CallCount)} calls sent 20,000 tokens or more and got 20 or fewer; they are {Say.Share(share)} of all that was sent, where {Say.Share(spread.Median)} is usual.",
                new("Calls with hardly an answer", $"{Say.Count(idle)} of {Say.Count(subject.CallCount)}"),
                new("Tokens that they sent", $"{Say.Tokens(subject.Days.Sum(d => d.IdleTokens))} ({Say.Share(share)}); the middle of {Say.Count(spread.Count)} people is {Say.Share(spread.Median)}"),
                new("Output in all", Say.Tokens(subject.Tokens.Output)),
                new("Cost of those days", Say.Usd(UsageDay.Sum(days))));
        }
    }
}
