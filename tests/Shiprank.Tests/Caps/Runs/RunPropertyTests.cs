using FsCheck;
using FsCheck.Fluent;
using Shiprank.Core.Caps;
using Shiprank.Core.Caps.Runs;
using Property = Shiprank.Tests.Scoring.Properties.Property;

namespace Shiprank.Tests.Caps.Runs;

public sealed class RunPropertyTests
{
    private static readonly CapGrace grace = new(CapUnit.Usd, 5, CapPer.Day);

    private static readonly Gen<CapEvent> entry =
        from run in Gen.Choose(0, 4)
        from kind in Gen.Choose(0, 5)
        from minute in Gen.Choose(0, 9000)
        from cents in Gen.Choose(0, 300)
        from ticket in Gen.Choose(0, 2)
        from attended in Gen.Choose(0, 9)
        select new CapEvent
        {
            Id = $"{run}/{kind}/{minute}/{cents}", Kind = (CapEventKind)kind, Place = kind == 3 ? CapPlace.Hook : CapPlace.Gateway, At = Trace.At(minute), Run = $"r{run}", Autonomous = attended > 0, Agent = "codex", Job = run % 2 == 0 ? "even" : "odd",
            Session = $"s{run}", Ticket = ticket == 0 ? "" : $"T-{ticket}", TicketCounts = ticket == 1, Tokens = new(cents, 0, 0, 0, 1), Usd = cents == 0 ? null : cents / 100m, Reason = kind == 2 ? (CapReason)(1 + (cents % 8)) : CapReason.Within,
            Action = kind == 2 ? CapAction.Stop : null, Rule = kind == 2 ? $"rule {cents % 3}" : "", NewFiles = kind == 3 ? cents % 3 : 0,
        };

    private static readonly Arbitrary<(CapEvent[] Entries, RunLanding[] Landings, int Now)> worlds = Arb.From(
        from entries in entry.ArrayOf()
        from landings in (from run in Gen.Choose(0, 5) from day in Gen.Choose(0, 40) from ticket in Gen.Choose(1, 3) select new RunLanding($"r{run}", $"T-{ticket}", "shop", $"sha{day}", Trace.Noon.AddDays(day))).ArrayOf()
        from now in Gen.Choose(0, 40)
        select (entries, landings, now));

    [Fact]
    public void It_makes_no_difference_whether_entries_come_one_by_one_or_added_up() => Property.Holds(worlds, w =>
    {
        var now = Trace.Noon.AddDays(w.Now);
        var single = CapRuns.Of(w.Entries.Select(CapRunPart.Of), [], now).Select(Text);
        var added = CapRuns.Of(Added(w.Entries.Where(e => e.At <= now)), [], now).Select(Text);
        Assert.Equal(single, added);
        Assert.Equal(single, CapRuns.Of(w.Entries.Reverse().Select(CapRunPart.Of), [], now).Select(Text));
    });

    [Fact]
    public void Sums_over_runs_are_sums_over_entries() => Property.Holds(worlds, w =>
    {
        var runs = CapRuns.Of(w.Entries.Select(CapRunPart.Of), [], Trace.Noon.AddDays(99));
        Assert.Equal(w.Entries.Where(e => e.Kind == CapEventKind.Settled).Sum(e => e.Usd ?? 0), runs.Sum(r => r.Cost.Measured));
        Assert.Equal(w.Entries.Where(e => e.Kind == CapEventKind.Estimated).Sum(e => e.Usd ?? 0), runs.Sum(r => r.Cost.Estimated));
        Assert.Equal(w.Entries.LongCount(e => e.Kind == CapEventKind.Refused), runs.Sum(r => r.Refused));
        Assert.Equal(w.Entries.Sum(e => (long)e.NewFiles), runs.Sum(r => r.Files));
    });

    [Fact]
    public void A_run_is_settled_once_and_stays_so() => Property.Holds(worlds, w =>
    {
        var (at, later) = (Trace.Noon.AddDays(w.Now), Trace.Noon.AddDays(w.Now + 5));
        var judged = Judge(w.Entries, w.Landings, at);
        Assert.Equal(judged.Count, judged.Select(j => j.Run.Run).Distinct().Count());
        var after = Judge(w.Entries, [.. w.Landings.Reverse(), .. w.Landings], later).ToDictionary(j => j.Run.Run);
        Assert.All(judged.Where(j => j.Outcome == RunOutcome.Settled), j => Assert.Equal(j.Landing, after[j.Run.Run].Landing));
        Assert.All(judged, j => Assert.Equal(j.Outcome == RunOutcome.Settled, w.Landings.Any(l => l.Run == j.Run.Run && l.At <= at)));
    });

    [Fact]
    public void A_landing_of_every_run_leaves_no_job_shrunk() => Property.Holds(worlds, w =>
    {
        var now = Trace.Noon.AddDays(w.Now + 60);
        RunLanding[] landings = [.. Enumerable.Range(0, 5).Select(i => new RunLanding($"r{i}", "T-1", "shop", "sha", now.AddHours(-1)))];
        Assert.Empty(Settlement.Shrunk(Judge(w.Entries, landings, now)));
        Assert.Equal(Judge(w.Entries, [], now).Where(j => j.Outcome == RunOutcome.Abandoned).Select(j => j.Run.Job).ToHashSet().Order(), Settlement.Shrunk(Judge(w.Entries, [], now)).Order());
    });

    [Fact]
    public void What_returns_to_the_grace_is_what_settled_runs_took_from_it() => Property.Holds(worlds, w =>
    {
        var now = Trace.Noon.AddDays(w.Now);
        var judged = Judge(w.Entries, w.Landings, now);
        var parts = w.Entries.Where(e => e.At <= now).Select(CapRunPart.Of).ToList();
        var returns = Settlement.Returns(judged, Added(w.Entries.Where(e => e.At <= now)), grace);
        Assert.Equal(returns, Settlement.Returns(judged, parts, grace));
        Assert.Equal(returns.Count, returns.Select(r => (r.Run, r.Counter)).Distinct().Count());
        var settled = judged.Where(j => j.Outcome == RunOutcome.Settled).Select(j => j.Run.Run).ToHashSet();
        Assert.Equal(parts.Where(p => p is { IsPaid: true, Autonomous: true, TicketCounts: false } && settled.Contains(p.Run)).Sum(p => p.Usd), returns.Sum(r => r.Amount.Usd));
    });

    private static IReadOnlyList<JudgedRun> Judge(CapEvent[] entries, RunLanding[] landings, DateTimeOffset now) => Settlement.Of(CapRuns.Of(entries.Select(CapRunPart.Of), [], now), landings, 14, now);

    private static string Text(CapRun run) => $"{run with { Sessions = [], Branches = [] }} {string.Join(',', run.Sessions)}";

    /// <summary>As the store adds entries up.</summary>
    private static IEnumerable<CapRunPart> Added(IEnumerable<CapEvent> entries) => entries.Select(CapRunPart.Of)
        .GroupBy(p => (p.Day, p with { First = default, Last = default, Entries = 0, UnpricedEntries = 0, Tokens = 0, Usd = 0, NewFiles = 0 }))
        .Select(g => g.Key.Item2 with
        {
            First = g.Min(p => p.First),
            Last = g.Max(p => p.Last),
            Entries = g.Sum(p => p.Entries),
            UnpricedEntries = g.Sum(p => p.UnpricedEntries),
            Tokens = g.Sum(p => p.Tokens),
            Usd = g.Sum(p => p.Usd),
            NewFiles = g.Sum(p => p.NewFiles),
        });
}
