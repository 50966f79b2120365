using Shiprank.Core.Caps;
using Shiprank.Core.Usage;
using Shiprank.Engine.Gateway;
using Shiprank.Store;
using static Shiprank.Server.Tests.Gateway.GatewayCase;

namespace Shiprank.Server.Tests.Gateway;

/// <summary>What went through the gateway is usage, and a run's trace.</summary>
public sealed class DrainTests
{
    [Fact]
    public async Task Calls_become_usage_and_entries_of_their_runs_trace()
    {
        await using var gateway = await Start(DayCap(0.1m));
        for (var i = 0; i < 3; i++) await gateway.Ask(token: gateway.Token());
        gateway.Provider.Status = 500;
        await gateway.Ask(token: gateway.Token());
        Assert.Equal(429, (await gateway.Ask(Claude(mostOutput: 50_000), gateway.Token())).Status);
        await Eventually.Holds(() => gateway.Server.Store.ReadCapEvents("run-7").Count == 5, () => gateway.Server.Log);
        var events = gateway.Server.Store.ReadCapEvents("run-7");
        Assert.Equal([CapEventKind.Settled, CapEventKind.Settled, CapEventKind.Settled, CapEventKind.Failed, CapEventKind.Refused], events.Select(e => e.Kind));
        Assert.All(events, e => Assert.Equal((CapPlace.Gateway, "ada", "PAY-1", true), (e.Place, e.Person, e.Ticket, e.Autonomous)));
        Assert.Equal(("everybody", CapAction.Stop, CapReason.OverCap), (events[4].Rule, events[4].Action!.Value, events[4].Reason));
        Assert.True(events[4].Usd > 0.7m);
        var usage = gateway.Server.Store.ReadUsage(UsageFilter.All).ToList();
        Assert.Equal(3, usage.Count);
        Assert.All(usage, u => Assert.Equal((OfAnthropic, "ada", "PAY-1", UsageQuality.Measured, "run-7"), (u.Row.Tokens, u.Row.Person, u.Row.Ticket, u.Row.Quality, u.Row.Session)));
        Assert.Equal(events.Where(e => e.Kind == CapEventKind.Settled).Sum(e => e.Usd), usage.Sum(u => u.CostNano!.Value) / 1_000_000_000m);
    }

    [Fact]
    public async Task The_same_entries_again_change_nothing()
    {
        await using var gateway = await Start();
        await gateway.Ask(token: gateway.Token());
        await Eventually.Holds(() => gateway.Server.Store.ReadUsage(UsageFilter.All).Any(), () => gateway.Server.Log);
        var entries = gateway.Desk.Journal.Read(default, 1 << 20);
        var intake = new GatewayIntake(gateway.Server.Store);
        var workspace = Engine.Workspace.Load(gateway.Folder.At("shiprank.yaml")).Value!;
        intake.Take(entries.Entries, workspace, entries.Next);
        intake.Take(entries.Entries, workspace, new(entries.Next.Segment, entries.Next.Bytes + 1));
        Assert.Single(gateway.Server.Store.ReadUsage(UsageFilter.All));
        Assert.Single(gateway.Server.Store.ReadCapEvents("run-7"));
    }

    [Fact]
    public async Task With_the_store_away_calls_go_on_and_are_taken_over_by_the_next_start()
    {
        await using var gateway = await Start(DayCap(5));
        await gateway.Ask(token: gateway.Token());
        await Eventually.Holds(() => gateway.Server.Store.ReadUsage(UsageFilter.All).Any(), () => gateway.Server.Log);
        gateway.Server.Store.Dispose();
        for (var i = 0; i < 20; i++) Assert.Equal(200, (await gateway.Ask(token: gateway.Token())).Status);
        Assert.Equal(21, gateway.Entries.Count(e => e.Kind == CallEntryKind.Settled));
        await gateway.Restart();
        await Eventually.Holds(() => gateway.Server.Store.ReadUsage(UsageFilter.All).Count() == 21, () => gateway.Server.Log);
        Assert.Equal(21 * OfAnthropic.Total, gateway.Desk.Settled(Day()).Tokens);
    }

    [Fact]
    public async Task A_response_that_a_log_and_telemetry_tell_as_well_counts_once()
    {
        await using var gateway = await Start();
        await gateway.Ask(null, gateway.Token(), ("x-claude-code-session-id", "s-1"));
        await Eventually.Holds(() => gateway.Server.Store.ReadUsage(UsageFilter.All).Any(), () => gateway.Server.Log);
        var metered = gateway.Server.Store.ReadUsage(UsageFilter.All).Single();
        UsageRow Row(string key) => new() { Tool = "claude-code", Key = key, OccurredAt = DateTimeOffset.UtcNow, Session = "s-1", Model = "claude-sonnet-4-6", Tokens = OfAnthropic, Join = ResponseJoin.OfRequest("claude-code", "req_1"u8) };
        void Add(UsageOrigin origin, string key) => gateway.Server.Store.AddUsage(new() { Source = key, Origin = origin, ContentHash = ContentHash.Of(System.Text.Encoding.UTF8.GetBytes(key)), Rows = [new(Row(key), 1, "x")] });
        Add(UsageOrigin.Sent, "telemetry");
        Assert.Equal(metered.RowKey, Assert.Single(gateway.Server.Store.ReadUsage(UsageFilter.All)).RowKey);
        Add(UsageOrigin.Read, "log");
        var left = Assert.Single(gateway.Server.Store.ReadUsage(UsageFilter.All));
        Assert.Equal((StoredUsage.KeyOf("claude-code", "log"), "ada", "PAY-1"), (left.Row.Key, left.Row.Person, left.Row.Ticket));
    }
}
