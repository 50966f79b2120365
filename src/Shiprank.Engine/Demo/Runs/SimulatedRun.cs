using Shiprank.Core.Caps;
using Shiprank.Core.Pricing;
using Shiprank.Core.Usage;

namespace Shiprank.Engine.Demo.Runs;

/// <summary>A run of a CI job as it would go: call after call, each judged by the real judge before it is made, and stopped where that says so.</summary>
/// <param name="Calls">After so many it is done.</param>
/// <param name="Every">From one call to the next.</param>
/// <param name="Context">Tokens that the first call reads again.</param>
/// <param name="FilesEvery">Every so many calls touch a new file; 0: it never does.</param>
/// <param name="IsTold">Its end is told; else its runner was left waiting, or it still goes on.</param>
internal sealed record SimulatedRun(string Run, DateTimeOffset Start, int Calls, TimeSpan Every, int Context, int FilesEvery, bool IsTold)
{
    /// <summary>What a call may answer at most: what its worst case is reserved by.</summary>
    private const int MostOutput = 8000;

    /// <param name="call">Job, agent, repository, model; the rest is put in.</param>
    /// <param name="ticketAt">How the job's ticket stands at a moment.</param>
    /// <param name="used">The counters of all jobs; what this run uses is added.</param>
    public IEnumerable<CapEvent> Play(CapSettings settings, PriceList prices, CapCall call, string branch, Func<DateTimeOffset, TicketStanding> ticketAt, Dictionary<CapCounter, CapAmount> used, Chance chance)
    {
        var read = (long)Context;
        for (var i = 0; i < Calls; i++)
        {
            var at = Start + (i * Every);
            var now = call with { At = at, Run = Run, RunBegan = Start, Autonomous = true, Ticket = ticketAt(at) };
            var tokens = new TokenCounts(chance.Between(200, 900), read, chance.Between(1500, 4000), 0, chance.Skewed(700));
            read += tokens.CacheWrite5m;
            var worst = Usd(prices, now, tokens with { Output = MostOutput });
            var verdict = CapJudge.Judge(settings, now, new(worst ?? 0, 0, tokens.Prompt + MostOutput, 1), worst is not null, c => used.GetValueOrDefault(c));
            if (verdict.Stops)
            {
                yield return Entry(now, branch, $"{i}/refused", CapEventKind.Refused, CapPlace.Gateway, at) with
                {
                    Usd = worst,
                    Action = verdict.Action,
                    Reason = verdict.Reason,
                    Rule = verdict.Deciding is { } look ? look.Rule?.Name ?? CapCounter.Grace : "",
                };
                if (IsTold) yield return Entry(now, branch, "end", CapEventKind.Ended, CapPlace.Command, at.AddSeconds(4)) with { ExitCode = 10 };
                yield break;
            }

            var cost = Usd(prices, now, tokens);
            foreach (var counter in verdict.Counters) used[counter] = used.GetValueOrDefault(counter) + new CapAmount(cost ?? 0, 0, tokens.Total, 1);
            yield return Entry(now, branch, $"{i}", CapEventKind.Settled, CapPlace.Gateway, at) with { EndedAt = at.AddSeconds(chance.Between(4, 20)), Tokens = tokens, Usd = cost, ReservedUsd = worst };
            var isNew = FilesEvery > 0 && i % FilesEvery == 0;
            if (i % 3 == 0 || isNew) yield return Entry(now, branch, $"{i}/step", CapEventKind.Step, CapPlace.Hook, at.AddSeconds(21)) with { Model = "", Step = isNew ? "Edit" : "Bash", NewFiles = isNew ? 1 : 0, ExitCode = isNew ? 0 : chance.Below(2) };
        }

        if (IsTold) yield return Entry(call with { At = Start, Ticket = ticketAt(Start) }, branch, "end", CapEventKind.Ended, CapPlace.Command, Start + (Calls * Every));
    }

    private CapEvent Entry(CapCall call, string branch, string id, CapEventKind kind, CapPlace place, DateTimeOffset at) => new()
    {
        Id = $"{Run}/{id}", Kind = kind, Place = place, At = at, Run = Run, Autonomous = true, Agent = call.Agent, Job = call.Job, Ticket = call.Ticket.Key, TicketCounts = call.Ticket.Counts, Repository = call.Repository, Branch = branch,
        Model = kind is CapEventKind.Step or CapEventKind.Ended ? "" : call.Model,
    };

    private static decimal? Usd(PriceList prices, CapCall call, TokenCounts tokens) =>
        prices.Price(new() { Tool = call.Agent, Key = "", OccurredAt = call.At, Session = "", Model = call.Model, Tokens = tokens }).CostUsd;
}
