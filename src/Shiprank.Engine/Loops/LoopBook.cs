using Shiprank.Core.Caps;
using Shiprank.Core.Caps.Runs;
using Shiprank.Core.Organisation;
using Shiprank.Engine.Caps;

namespace Shiprank.Engine.Loops;

/// <summary>Looks at every autonomous run: whose ticket it is on, how near its cap it is, what it kept back, whom it asked and what came of that.</summary>
internal sealed class LoopBook
{
    private readonly RunSettlement settlement;
    private readonly CapRegister register;
    private readonly DateTimeOffset now;
    private readonly TimeZoneInfo zone;
    private readonly CapUse use;
    private readonly Dictionary<string, string> people;
    private readonly Dictionary<string, TicketStanding> tickets = new(StringComparer.Ordinal);

    public LoopBook(RunSettlement settlement, CapRegister register, OrganisationFile organisation, DateTimeOffset now)
    {
        (this.settlement, this.register, this.now) = (settlement, register, now);
        zone = TimeZoneInfo.FindSystemTimeZoneById(organisation.TimeZone);
        use = CapUse.Of(register.Settings, [.. settlement.Parts], register.Known);
        people = organisation.People.GroupBy(p => p.Id, StringComparer.Ordinal).ToDictionary(g => g.Key, g => g.First().Name, StringComparer.Ordinal);
    }

    public IReadOnlyList<LoopRun> Runs()
    {
        var judged = settlement.Judged.ToDictionary(j => j.Run.Run, StringComparer.Ordinal);
        var loops = settlement.Runs.Where(r => r.Autonomous).GroupBy(r => r.Loop, StringComparer.Ordinal).ToDictionary(g => g.Key, g => g.ToList(), StringComparer.Ordinal);
        return [.. settlement.Runs.Where(r => r.Autonomous).Select(r => Run(r, judged.GetValueOrDefault(r.Run), loops[r.Loop]))];
    }

    public LoopRow Row(IReadOnlyList<LoopRun> runs) => LoopRow.Of(runs, Standing(runs.MaxBy(r => (r.Run.Began, r.Run.Run))!.Run.Ticket), settlement.ShrunkJobs);

    private LoopRun Run(CapRun run, JudgedRun? judged, List<CapRun> loop)
    {
        var kept = run.IsStopped ? KeptBack.Of(run, loop, zone) : null;
        var (answer, again) = run.IsStopped ? Answer(run, loop) : (StopAnswer.Open, null);
        return new(run, RunMark.Of(run.Run), OwnerOf(run.Ticket), CapJudge.Judge(register.Settings, Call(run), default, priced: true, c => use[c]).Looks, judged, kept, Asked(run), answer, again);
    }

    /// <summary>The call that the run would make now, or would have made at its end.</summary>
    private CapCall Call(CapRun run) => register.Known(new()
    {
        At = run.State == CapRunState.Running ? now : run.Last, Run = run.Run, RunBegan = run.Began, Autonomous = true, Person = run.Person, Agent = run.Agent, Repository = run.Repository, Job = run.Job,
        Ticket = new(run.Ticket, run.TicketCounts ? CapReason.Within : run.Ticket.Length > 0 ? Standing(run.Ticket).Reason : CapReason.NoTicket, null, null),
    });

    private TicketStanding Standing(string key)
    {
        if (!tickets.TryGetValue(key, out var standing)) tickets[key] = standing = register.Ticket(key, now);
        return standing;
    }

    private string? OwnerOf(string ticket) => Standing(ticket).Owner is { } owner ? people.GetValueOrDefault(owner, owner) : null;

    private string Asked(CapRun run) => RuleOf(run)?.AskWhom is { } whom ? whom
        : CapRun.IsOfTicket(run.Reason) ? "who started it"
        : OwnerOf(run.Ticket) ?? (run.Reason == CapReason.Loop ? "who started it" : "an administrator");

    private (StopAnswer Answer, DateTimeOffset? Again) Answer(CapRun run, List<CapRun> loop)
    {
        if (loop.Where(r => r.Run != run.Run && r.Began > run.StoppedAt).MinBy(r => r.Began) is { } next) return (next.TicketCounts && !run.TicketCounts ? StopAnswer.TicketAdded : StopAnswer.StartedAgain, null);
        if (run.State == CapRunState.WaitsForTicket) return (StopAnswer.WaitsForTicket, null);
        var per = run.Rule == CapCounter.Grace ? register.Settings.Grace?.Per : RuleOf(run)?.Per;
        return per is { } known && CapJudge.Reset(known, run.StoppedAt!.Value) is { } again && again > now ? (StopAnswer.BeginsAnew, again) : (StopAnswer.Open, null);
    }

    private CapRule? RuleOf(CapRun run) => register.Settings.Rules.FirstOrDefault(r => r.Name == run.Rule);
}
