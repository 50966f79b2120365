namespace Shiprank.Core.Signals.Usage;

/// <summary>Sessions whose tool calls go round.</summary>
public static class RunawayLoop
{
    public static readonly SignalRule Rule = new(
        "runaway-loop",
        "A session that goes round",
        "A session made the same calls again and again, or tried again what failed, without anything new: was it left alone?",
        "In one session the same call {same} times in a row, or {retries} failures in a row of one thing that is tried again, or {nothing_new} calls in a row that name no new file and change none in a new way.",
        [
            new("same", 40, "calls", "Of one tool with the same input, one after the other."),
            new("retries", 20, "calls", "Failures of one program or tool without one that went well."),
            new("nothing_new", 250, "calls", "A look that names a file for the first time is new, and so is a change that was not made before."),
        ],
        "The sessions, with their counts.",
        "It is about sessions of the last 28 days, and goes when they are older; or an explanation (waiting for a job, a long test).",
        ["A1", "A16"])
    {
        LeavesActivityBoard = true,
    };

    private const int Shown = 5;

    public static IEnumerable<Finding> Find(SignalFacts facts)
    {
        var (same, retries, nothing) = ((int)facts.Settings.Of(Rule, "same"), (int)facts.Settings.Of(Rule, "retries"), (int)facts.Settings.Of(Rule, "nothing_new"));
        foreach (var subject in facts.Usage.Subjects)
        {
            List<LoopSession> rounds =
            [
                .. subject.Loops.Where(l => l.Calls.LongestRun >= same || l.Calls.Retries >= retries || l.Calls.NothingNew >= nothing)
                    .OrderByDescending(l => l.Calls.Calls).ThenBy(l => l.Calls.First).ThenBy(l => l.Calls.Session, StringComparer.Ordinal),
            ];
            if (rounds.Count == 0) continue;
            var worst = rounds[0].Calls;
            yield return new()
            {
                Rule = Rule.Id,
                Subject = subject.Subject,
                Episode = subject.Autonomous ? "runs" : "",
                First = rounds.Min(l => Day(l.Calls.First)),
                Last = rounds.Max(l => Day(l.Calls.Last)),
                AtStakeUsd = rounds.All(l => l.Usd is null) ? null : rounds.Sum(l => l.Usd ?? 0),
                Confidence = 0.95m,
                Title = rounds.Count == 1 ? "A session goes round" : $"{Say.Count(rounds.Count)} sessions go round",
                Seen = $"{(rounds.Count == 1 ? "A session" : $"{Say.Count(rounds.Count)} sessions")} of {worst.Tool}: {Told(worst, same, retries, nothing)}{(rounds.Count == 1 ? "" : " in the longest of them")}.",
                Evidence =
                [
                    .. rounds.Take(Shown).Select(l => new SignalEvidence($"{l.Calls.Tool}, {l.Calls.First:yyyy-MM-dd HH:mm} to {l.Calls.Last:HH:mm} UTC", $"{Told(l.Calls, same, retries, nothing)}; {Say.Count(l.Calls.Calls)} calls of tools, {Say.Count(l.Calls.Errors)} failed; {Say.Usd(l.Usd)}")),
                    .. rounds.Count > Shown ? (SignalEvidence[])[new("More sessions", Say.Count(rounds.Count - Shown))] : [],
                ],
                Days = [.. rounds.SelectMany(l => Span(l.Calls.First, l.Calls.Last)).Distinct().Order()],
            };
        }
    }

    private static string Told(Core.Usage.Marks.SessionCalls calls, int same, int retries, int nothing) =>
        calls.LongestRun >= same ? $"the same call {Say.Count(calls.LongestRun)} times in a row"
        : calls.Retries >= retries ? $"{Say.Count(calls.Retries)} failures in a row of one thing that was tried again"
        : calls.NothingNew >= nothing ? $"{Say.Count(calls.NothingNew)} calls in a row without anything new"
        : "";

    private static DateOnly Day(DateTimeOffset at) => DateOnly.FromDateTime(at.UtcDateTime);

    private static IEnumerable<DateOnly> Span(DateTimeOffset first, DateTimeOffset last)
    {
        for (var day = Day(first); day <= Day(last); day = day.AddDays(1)) yield return day;
    }
}
