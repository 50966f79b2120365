namespace Shiprank.Core.Signals.Usage;

/// <summary>Contexts that are written to the cache again and again, and hardly read from it.</summary>
public static class CacheThrash
{
    public static readonly SignalRule Rule = new(
        "cache-thrash",
        "Cache written and not read",
        "Most of what these calls send is written to the cache anew instead of read from it, which costs more than no cache: is something undoing it?",
        "Of the tokens of prompts, at least {written} are cache writes, over {least} calls and {tokens} tokens or more; the modified z of that share is above {z} among at least {peers} people with the same kind of use.",
        [
            new("written", 0.5m, "share", "Usual are some percent: a session writes a little and reads the rest."),
            new("least", 200, "calls", "Short sessions always write."),
            new("tokens", 5_000_000, "tokens", "Below, it is not worth asking."),
            new("z", 3.5m, "z", "How far above the others."),
            new("peers", 8, "people", "With fewer to compare with, nothing is asked."),
        ],
        "What was written, read and sent without the cache, beside the others' middle.",
        "A share that falls back to what is usual, or an explanation (many short sessions on large files).",
        ["A2"])
    {
        Source = "Iglewicz and Hoaglin, 1993",
    };

    public static IEnumerable<Finding> Find(SignalFacts facts)
    {
        var settings = facts.Settings;
        var (written, least, tokens, limit, peers) = ((double)settings.Of(Rule, "written"), (long)settings.Of(Rule, "least"), (long)settings.Of(Rule, "tokens"), (double)settings.Of(Rule, "z"), (int)settings.Of(Rule, "peers"));
        foreach (var (subject, share, spread) in Peers.Measured(facts.Usage, peers, s => s.Tokens is { Prompt: > 0 } t && t.CacheRead + Writes(t) > 0 ? (double)Writes(t) / t.Prompt : null))
        {
            if (share < written || subject.CallCount < least || subject.Tokens.Prompt < tokens || spread.Z(share) <= limit) continue;
            var sent = subject.Tokens;
            yield return Peers.Finding(
                Rule, subject, "", subject.Days, Say.Confidence(Math.Exp(-spread.Z(share))),
                $"{Say.Share(share)} of what is sent is written to the cache anew",
                $"{Say.Share(share)} of {Say.Tokens(sent.Prompt)} tokens of prompts are cache writes, where {Say.Share(spread.Median)} is usual.",
                new("Written to the cache", $"{Say.Tokens(Writes(sent))} ({Say.Share(share)}); the middle of {Say.Count(spread.Count)} people is {Say.Share(spread.Median)}"),
                new("Read from the cache", Say.Tokens(sent.CacheRead)),
                new("Sent without it", Say.Tokens(sent.Input)),
                new("Calls", Say.Count(subject.CallCount)),
                new("Cost", Say.Usd(subject.Usd)));
        }
    }

    private static long Writes(Core.Usage.TokenCounts tokens) => tokens.CacheWrite5m + tokens.CacheWrite1h;
}
