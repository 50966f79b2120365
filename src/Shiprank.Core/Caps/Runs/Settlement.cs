namespace Shiprank.Core.Caps.Runs;

/// <summary>What became of an autonomous run.</summary>
public enum RunOutcome
{
    /// <summary>It goes on, or may still land.</summary>
    Open,

    /// <summary>Its output landed on an owned ticket.</summary>
    Settled,

    /// <summary>It did not, in the days that there were for it.</summary>
    Abandoned,
}

/// <summary>A change that a run's output is in, was merged and names a ticket that somebody owns.</summary>
/// <param name="Ticket">The key.</param>
/// <param name="At">When it was merged.</param>
public sealed record RunLanding(string Run, string Ticket, string Repository, string Sha, DateTimeOffset At);

/// <param name="Landing">Of a settled run the first; else null.</param>
/// <param name="Due">Until when it has time.</param>
public sealed record JudgedRun(CapRun Run, RunOutcome Outcome, RunLanding? Landing, DateTimeOffset Due)
{
    /// <summary>It was abandoned before it landed.</summary>
    public bool Late => Landing is { } landing && landing.At > Due;
}

/// <summary>What a settled run took from a grace counter and gives back: it had an owned ticket after all.</summary>
/// <param name="Amount">Without minutes, which are never added up.</param>
public sealed record GraceReturn(string Run, CapCounter Counter, CapAmount Amount, string Ticket, DateTimeOffset At);

/// <summary>
/// Settles runs once they are over: each lands on the first owned ticket that a merged change with its output names, however late, or is abandoned when
/// its days are over without one. Only autonomous runs that did something are judged: who sits before an agent owes nobody a ticket.
/// </summary>
public static class Settlement
{
    /// <param name="runs">In any order.</param>
    /// <param name="landings">Of any run, in any order, each any number of times.</param>
    /// <param name="attachDays">Days from a run's end.</param>
    /// <returns>In the order of beginning.</returns>
    public static IReadOnlyList<JudgedRun> Of(IEnumerable<CapRun> runs, IEnumerable<RunLanding> landings, int attachDays, DateTimeOffset now)
    {
        var first = landings.Where(l => l.At <= now).GroupBy(l => l.Run, StringComparer.Ordinal)
            .ToDictionary(g => g.Key, g => g.OrderBy(l => l.At).ThenBy(l => l.Repository, StringComparer.Ordinal).ThenBy(l => l.Sha, StringComparer.Ordinal).ThenBy(l => l.Ticket, StringComparer.Ordinal).First(), StringComparer.Ordinal);
        return
        [
            .. runs.Where(r => r.Autonomous && r.DidSomething).OrderBy(r => r.Began).ThenBy(r => r.Run, StringComparer.Ordinal).Select(r =>
            {
                var due = r.Last.AddDays(attachDays);
                var landing = first.GetValueOrDefault(r.Run);
                return new JudgedRun(r, landing is not null ? RunOutcome.Settled : now > due ? RunOutcome.Abandoned : RunOutcome.Open, landing, due);
            }),
        ];
    }

    /// <summary>Jobs that may use no more than the grace: a run that began after their last landing was abandoned. Runs of no job shrink nothing.</summary>
    public static IReadOnlySet<string> Shrunk(IEnumerable<JudgedRun> judged)
    {
        HashSet<string> shrunk = new(StringComparer.Ordinal);
        foreach (var job in judged.Where(j => j.Run.Job.Length > 0).GroupBy(j => j.Run.Job, StringComparer.Ordinal))
        {
            var landed = job.Where(j => j.Landing is not null).Max(j => (DateTimeOffset?)j.Landing!.At);
            if (job.Any(j => j.Outcome == RunOutcome.Abandoned && (landed is null || j.Run.Began > landed))) shrunk.Add(job.Key);
        }

        return shrunk;
    }

    /// <summary>What settled runs give back, by run and counter: calls at the gateway that counted on a grace because no ticket did.</summary>
    public static IReadOnlyList<GraceReturn> Returns(IEnumerable<JudgedRun> judged, IEnumerable<CapRunPart> parts, CapGrace grace)
    {
        var settled = judged.Where(j => j.Landing is not null).ToDictionary(j => j.Run.Run, StringComparer.Ordinal);
        return
        [
            .. parts.Where(p => p is { Autonomous: true, TicketCounts: false, Place: CapPlace.Gateway, IsPaid: true } && settled.ContainsKey(p.Run))
                .GroupBy(p => (p.Run, Counter: CapJudge.GraceCounterOf(grace, CallOf(p))))
                .Select(g => new GraceReturn(g.Key.Run, g.Key.Counter, AmountOf(g), settled[g.Key.Run].Landing!.Ticket, settled[g.Key.Run].Landing!.At))
                .OrderBy(r => r.At).ThenBy(r => r.Run, StringComparer.Ordinal).ThenBy(r => r.Counter.Window, StringComparer.Ordinal).ThenBy(r => r.Counter.Subject, StringComparer.Ordinal),
        ];
    }

    internal static CapCall CallOf(CapRunPart part) => new() { At = part.First, Run = part.Run, Autonomous = part.Autonomous, Person = part.Person, Agent = part.Agent, Repository = part.Repository, Job = part.Job };

    internal static CapAmount AmountOf(IEnumerable<CapRunPart> parts) => parts.Aggregate(default(CapAmount), (sum, p) => sum + new CapAmount(p.Usd, 0, p.Tokens, p.Entries));
}
