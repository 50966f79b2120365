using Shiprank.Core.Caps;
using Shiprank.Engine.Gateway;
using static Shiprank.Tests.Gateway.JournalCase;

namespace Shiprank.Tests.Gateway;

public sealed class CallDeskTests : IDisposable
{
    private static readonly CapSettings Settings = new()
    {
        Rules = [new("day", [], CapWhen.Any, CapUnit.Usd, 2m, CapPer.Day, null, CapAction.Stop, null)],
        Gateway = new() { OfflineUsd = 1m },
    };

    private readonly TemporaryFolder folder = new();

    [Fact]
    public void At_any_number_of_parallel_calls_nothing_beyond_the_cap_goes_out()
    {
        using var desk = Desk();
        var sent = 0;
        Parallel.For(0, 200, new() { MaxDegreeOfParallelism = 200 }, i =>
        {
            if (desk.Ask(Settings, Request()).Call is not { } call) return;
            Interlocked.Increment(ref sent);
            desk.End(Settled(call, 0.5m));
        });
        Assert.Equal((4, 2m, 0), (sent, desk.Settled(Day).Usd, desk.Open));
    }

    [Fact]
    public void A_refused_run_is_written_down_once_a_minute_with_what_it_would_have_cost()
    {
        using var desk = Desk();
        for (var i = 0; i < 4; i++) desk.Ask(Settings, Request());
        for (var i = 0; i < 50; i++) Assert.Equal(CapReason.OverCap, desk.Ask(Settings, Request()).Verdict.Reason);
        var refused = desk.Journal.Read(default, 1 << 20).Entries.Where(e => e.Kind == CallEntryKind.Refused).ToList();
        Assert.Equal(("day", 0.5m, CapAction.Stop), Assert.Single(refused) is var one ? (one.Rule, one.Usd!.Value, one.Action!.Value) : default);
    }

    [Fact]
    public void While_nothing_can_be_written_people_go_on_within_their_allowance_and_runs_stop()
    {
        var room = 1;
        using var desk = Desk((segment, bytes) => room-- > 0
            ? File.OpenHandle(Path.Combine(folder.Path, "gateway", $"{segment:D12}.calls"), FileMode.CreateNew, FileAccess.Write, FileShare.Read, FileOptions.None, bytes)
            : throw new IOException("No space left on device"));
        Assert.True(desk.Journal.IsScarce);
        Assert.Equal((CapReason.Outage, null), desk.Ask(Settings, Request()) is var run ? (run.Verdict.Reason, run.Call) : default);
        Assert.NotNull(desk.Ask(Settings, Request(autonomous: false)).Call);
        Assert.NotNull(desk.Ask(Settings, Request(autonomous: false)).Call);
        Assert.Equal((CapReason.Outage, null), desk.Ask(Settings, Request(autonomous: false)) is var third ? (third.Verdict.Reason, third.Call) : default);
    }

    [Fact]
    public void After_a_kill_counters_go_on_with_what_was_under_way()
    {
        var journal = folder.Open();
        var desk = new CallDesk(journal, Settings, new Noon());
        desk.End(Settled(desk.Ask(Settings, Request()).Call!, 0.4m));
        Assert.NotNull(desk.Ask(Settings, Request()).Call);

        // As after a kill: nothing was closed, and another process reads what is there.
        using var copy = new TemporaryFolder();
        Directory.CreateDirectory(Path.Combine(copy.Path, "gateway"));
        foreach (var file in Directory.GetFiles(Path.Combine(folder.Path, "gateway"))) File.Copy(file, Path.Combine(copy.Path, "gateway", Path.GetFileName(file)));
        desk.Dispose();
        using var after = new CallDesk(copy.Open(), Settings, new Noon());
        Assert.Equal(0.9m, after.Settled(Day).Usd);
        Assert.Equal(CapReason.OverCap, after.Ask(Settings, Request(1.2m)).Verdict.Reason);
        Assert.NotNull(after.Ask(Settings, Request(1.1m)).Call);
    }

    public void Dispose() => folder.Dispose();

    private static CallRequest Request(decimal usd = 0.5m, bool autonomous = true) => new(new() { At = Now, Run = "r1", Autonomous = autonomous, Model = "m" }, "s1", "", new(usd, 0, 1000, 1), Priced: true, []);

    private CallDesk Desk(Func<long, long, Microsoft.Win32.SafeHandles.SafeFileHandle>? create = null) => new(folder.Open(create: create), Settings, new Noon());

    private sealed class Noon : TimeProvider
    {
        public override DateTimeOffset GetUtcNow() => Now;
    }
}
