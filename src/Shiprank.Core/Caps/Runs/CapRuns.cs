namespace Shiprank.Core.Caps.Runs;

/// <summary>
/// Makes runs of their parts. It makes no difference whether entries come one by one or added up. A run goes on while something of it is younger than
/// <see cref="Live"/> and no end was told.
/// </summary>
public static class CapRuns
{
    /// <summary>So long after its last entry a run counts as going on: an agent may think, or a build take, some minutes.</summary>
    public static readonly TimeSpan Live = TimeSpan.FromMinutes(15);

    /// <summary>So long a run that was stopped for want of a ticket waits for one.</summary>
    public static readonly TimeSpan Patience = TimeSpan.FromDays(1);

    /// <param name="usage">Costs of sessions for runs that no gateway saw. Each counts once: with the first run that has it.</param>
    /// <returns>In the order of their beginning, then id.</returns>
    public static IReadOnlyList<CapRun> Of(IEnumerable<CapRunPart> parts, IEnumerable<SessionCost> usage, DateTimeOffset now)
    {
        var runs = parts.Where(p => p.First <= now).GroupBy(p => p.Run, StringComparer.Ordinal).Select(g => Run([.. g], now)).OrderBy(r => r.Began).ThenBy(r => r.Run, StringComparer.Ordinal).ToList();
        var left = usage.GroupBy(u => (u.Agent, u.Session)).ToDictionary(g => g.Key, g => g.First());

        // What a gateway paid is in the ledger of usage too: it is taken from one of them alone.
        foreach (var run in runs.Where(r => r.PaidCalls > 0))
        {
            foreach (var session in run.Sessions) left.Remove((run.Agent, session));
        }

        for (var i = 0; i < runs.Count; i++)
        {
            if (runs[i].PaidCalls > 0) continue;
            List<SessionCost> own = [];
            foreach (var session in runs[i].Sessions)
            {
                if (left.Remove((runs[i].Agent, session), out var cost)) own.Add(cost);
            }

            if (own.Count == 0) continue;
            runs[i] = runs[i] with
            {
                Cost = new(own.Sum(c => c.Measured), own.Sum(c => c.Estimated), own.Sum(c => c.Unpriced), true),
                Tokens = own.Sum(c => c.Tokens),
                Calls = own.Sum(c => c.Calls),
                PaidCalls = own.Sum(c => c.Calls),
            };
        }

        return runs;
    }

    private static CapRun Run(List<CapRunPart> parts, DateTimeOffset now)
    {
        parts.Sort(Order);
        var last = parts.Max(p => p.Last);
        DateTimeOffset? active = parts.Any(p => p.IsActivity) ? parts.Where(p => p.IsActivity).Max(p => p.Last) : null;
        var stops = parts.Where(p => p.IsStop).ToList();
        var ends = parts.Where(p => p.Kind == CapEventKind.Ended).ToList();

        // An end that a cap made tells no more than that: the refusal before it says which.
        var deciding = stops.Where(p => active is null || p.Last >= active).OrderBy(p => p.Kind == CapEventKind.Refused).ThenBy(p => p.Last).ThenBy(p => p.Rule, StringComparer.Ordinal).ThenBy(p => p.Reason).LastOrDefault();
        var stopped = deciding is not null;
        var ended = ends.Count > 0 && (active is null || ends.Max(e => e.Last) >= active);
        var state = stopped
            ? !ended && CapRun.IsOfTicket(deciding!.Reason) && now - deciding.Last <= Patience ? CapRunState.WaitsForTicket : CapRunState.Stopped
            : !ended && now - last <= Live ? CapRunState.Running : CapRunState.Ended;
        var (job, agent, repository) = (Said(parts, p => p.Job), Said(parts, p => p.Agent), Said(parts, p => p.Repository));
        var ticketed = parts.Where(p => p.Ticket.Length > 0).OrderBy(p => p.Last).ThenBy(p => p.Ticket, StringComparer.Ordinal).ThenBy(p => p.TicketCounts).LastOrDefault();
        var paid = parts.Where(p => p.IsPaid).ToList();
        return new()
        {
            Run = parts[0].Run,
            Loop = LoopOf(job, agent, repository),
            Job = job,
            Agent = agent,
            Sessions = [.. parts.Select(p => p.Session).Where(s => s.Length > 0).Distinct(StringComparer.Ordinal).Order(StringComparer.Ordinal)],
            Repository = repository,
            Branches = [.. parts.Select(p => p.Branch).Where(b => b.Length > 0).Distinct(StringComparer.Ordinal).Order(StringComparer.Ordinal)],
            Ticket = ticketed?.Ticket ?? "",
            TicketCounts = ticketed?.TicketCounts ?? false,
            Autonomous = parts.Exists(p => p.Autonomous),
            Person = Said(parts, p => p.Person),
            Began = parts.Min(p => p.First),
            Last = last,
            Active = active,
            Calls = parts.Where(p => p.IsPaid || p.Kind == CapEventKind.Failed).Sum(p => p.Entries),
            PaidCalls = paid.Sum(p => p.Entries),
            Steps = parts.Where(p => p.Kind == CapEventKind.Step).Sum(p => p.Entries),
            Refused = parts.Where(p => p.Kind == CapEventKind.Refused).Sum(p => p.Entries),
            Cost = new(paid.Where(p => p.Kind == CapEventKind.Settled).Sum(p => p.Usd), paid.Where(p => p.Kind == CapEventKind.Estimated).Sum(p => p.Usd), paid.Sum(p => p.UnpricedEntries), false),
            Tokens = paid.Sum(p => p.Tokens),
            Files = parts.Sum(p => p.NewFiles),
            State = state,
            StoppedAt = stopped ? active ?? stops.Min(p => p.First) : null,
            Reason = stopped ? deciding!.Reason : CapReason.Within,
            Rule = stopped ? deciding!.Rule : "",
            ExitCode = ended ? ends.MaxBy(e => e.Last)!.ExitCode : 0,
        };
    }

    /// <summary>In words, without anybody's name: the job, else <c>codex in shop</c>.</summary>
    public static string LoopOf(string job, string agent, string repository) =>
        job.Length > 0 ? job : $"{(agent.Length > 0 ? agent : "an agent")}{(repository.Length > 0 ? $" in {repository}" : "")}";

    /// <summary>The last that was said.</summary>
    private static string Said(List<CapRunPart> parts, Func<CapRunPart, string> what) =>
        parts.Where(p => what(p).Length > 0).OrderBy(p => p.Last).ThenBy(what, StringComparer.Ordinal).Select(what).LastOrDefault("");

    private static int Order(CapRunPart a, CapRunPart b) => a.First.CompareTo(b.First) is not 0 and var time ? time : a.Kind.CompareTo(b.Kind);
}
