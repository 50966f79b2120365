namespace Shiprank.Core.Signals.Usage;

/// <summary>One call a day at the same minute: it makes a person active and nothing else.</summary>
public static class DailyPing
{
    public static readonly SignalRule Rule = new(
        "daily-ping",
        "One call a day at the same minute",
        "An agent is asked once a day at the same minute, and for nothing else: is this a schedule?",
        "On at least {days} days, and at least {share} of the days with any call, all calls are within two minutes and no more than {calls}, and their time of day stays within {minutes} minutes (standard deviation on the clock).",
        [
            new("days", 10, "days", "In 28; with fewer, nothing is asked."),
            new("share", 0.8m, "share", "Of the days with calls."),
            new("calls", 3, "calls", "What a single prompt may take."),
            new("minutes", 3, "minutes", "Nobody is this punctual."),
        ],
        "The days, their time, and how little was asked.",
        "Use of another kind, marking the use as a run without anybody before it, or an explanation.",
        ["A3"])
    {
        LeavesActivityBoard = true,
    };

    private const int Together = 120;

    public static IEnumerable<Finding> Find(SignalFacts facts)
    {
        var (least, share, calls, minutes) = ((int)facts.Settings.Of(Rule, "days"), (double)facts.Settings.Of(Rule, "share"), (int)facts.Settings.Of(Rule, "calls"), (double)facts.Settings.Of(Rule, "minutes"));
        foreach (var subject in facts.Usage.Subjects.Where(s => !s.Autonomous && s.Subject.Kind == SubjectKind.Person))
        {
            List<UsageDay> pings = [.. subject.Days.Where(d => d.LastAt - d.FirstAt <= Together && d.Calls <= calls)];
            if (pings.Count < least || pings.Count < share * subject.Days.Count) continue;
            var (mean, deviation) = OnTheClock(pings.Select(d => d.FirstAt));
            if (deviation > minutes * 60) continue;
            yield return Peers.Finding(
                Rule, subject, "", pings, 0.97m,
                $"One call a day at {Say.Time(mean)} UTC",
                $"On {pings.Count} of {subject.Days.Count} days with calls there was nothing but a call at {Say.Time(mean)} UTC, within {Say.Seconds(deviation)}.",
                new("Days with nothing else", $"{pings.Count} of {subject.Days.Count}"),
                new("Time", $"{Say.Time(mean)} UTC, standard deviation {Say.Seconds(deviation)}"),
                new("Calls", Say.Count(pings.Sum(d => d.Calls))),
                new("Tokens", Say.Tokens(pings.Sum(d => d.Tokens.Total))));
        }
    }

    /// <summary>Mean and standard deviation of seconds of the day, where 23:59 and 00:01 are near each other.</summary>
    internal static (int Mean, double Deviation) OnTheClock(IEnumerable<int> seconds)
    {
        const double Turn = 86400 / (2 * Math.PI);
        var (sin, cos, count) = (0.0, 0.0, 0);
        foreach (var second in seconds.Order())
        {
            var (s, c) = Math.SinCos(second / Turn);
            (sin, cos, count) = (sin + s, cos + c, count + 1);
        }

        var length = Math.Min(1, Math.Sqrt((sin * sin) + (cos * cos)) / count);
        return (((int)Math.Round(Math.Atan2(sin, cos) * Turn) + 86400) % 86400, length == 0 ? double.MaxValue : Math.Sqrt(-2 * Math.Log(length)) * Turn);
    }
}
