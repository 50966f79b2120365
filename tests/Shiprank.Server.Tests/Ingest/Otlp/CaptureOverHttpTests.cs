using Shiprank.Core.Usage;
using Shiprank.Tests.Telemetry;

namespace Shiprank.Server.Tests.Ingest.Otlp;

/// <summary>Everything that real clients sent, sent again.</summary>
public sealed class CaptureOverHttpTests
{
    [Fact]
    public async Task All_captures_come_to_their_totals_in_every_form_and_any_number_of_times()
    {
        var captures = Capture.Names.Select(n => new Capture(n)).ToList();
        var total = captures.Aggregate(default(TokenCounts), (sum, c) => sum + c.Totals);
        await using var server = await RunningServer.Start();

        foreach (var body in captures.SelectMany(c => c.Bodies)) await Taken(server.Send(body));
        await server.Holds(total);
        foreach (var body in captures.SelectMany(c => c.Bodies).Reverse()) await Taken(server.Send(body.AsProtobuf(), gzip: true, prefix: "/otlp"));
        await Taken(server.Send(Sender.Response("last", 1, output: 5)));

        await server.Holds(total + new TokenCounts(1234, 0, 0, 0, 5));
        await Eventually.Holds(() => server.Store.ReadTelemetry().Any(t => t.Kind.Client == "opencode"), () => server.Log);
        var sources = (await server.Get("/api/v1/sources")).Text;
        Assert.Contains("invoke_agent repeats its chat spans", sources, StringComparison.Ordinal);
        Assert.Contains("its telemetry has no tokens", sources, StringComparison.Ordinal);
    }

    [Fact]
    public async Task New_usage_leads_to_new_figures_by_itself()
    {
        await using var server = await RunningServer.Start(jobs: true);

        await Taken(server.Send(Sender.Response("s", 1)));

        await Eventually.Holds(() => server.Store.LastRun() is not null, () => server.Log);
    }

    [Fact]
    public async Task What_an_earlier_process_acknowledged_is_in_the_store_after_the_next_start()
    {
        using var folder = new TestFolder();
        folder.Write("shiprank.yaml", RunningServer.Configuration);
        await using (var first = await RunningServer.Over(folder, keep: true, o => o with { Store = BusyStore.Over(o.Store) }))
        {
            for (var i = 0; i < 20; i++) await Taken(first.Send(Sender.Response("s", i)));
            Assert.Equal(default, Sender.Total(first.Store));
        }

        await using var second = await RunningServer.Over(folder, keep: true, o => o);
        await second.Holds(new(20 * 1234, 0, 0, 0, 20 * 6));
    }

    [Fact]
    public async Task A_store_that_hangs_slows_neither_an_answer_nor_a_page()
    {
        await using var server = await RunningServer.Over(Folder(), keep: false, o => o with { Store = BusyStore.Over(o.Store) });

        for (var i = 0; i < 200; i++) await Taken(server.Send(Sender.Response("s", i)));

        Assert.Equal(200, (await server.Get("/livez")).Status);
        Assert.Equal(200, (await server.Get("/readyz")).Status);
        Assert.Equal(200, (await server.Get("/settings")).Status);
    }

    private static TestFolder Folder()
    {
        var folder = new TestFolder();
        folder.Write("shiprank.yaml", RunningServer.Configuration);
        return folder;
    }

    private static async Task Taken(Task<Reply> sent)
    {
        var reply = await sent;
        Assert.True(reply.Status == 200, $"{reply.Status} {reply.Text}");
    }
}
