using Shiprank.Core.Usage;
using Shiprank.Engine.Gateway;
using static Shiprank.Server.Tests.Gateway.GatewayCase;

namespace Shiprank.Server.Tests.Gateway;

/// <summary>Calls that end badly count what they cost, as far as anybody knows, and never nothing by accident.</summary>
public sealed class BrokenCallTests
{
    [Theory]
    [InlineData(429)]
    [InlineData(529)]
    [InlineData(500)]
    [InlineData(400)]
    public async Task What_the_provider_did_not_do_costs_nothing_and_its_words_go_through(int status)
    {
        await using var gateway = await Start(DayCap(1));
        gateway.Provider.Status = status;
        var (got, text, answer) = await gateway.Ask(token: gateway.Token());
        Assert.Equal((status, """{"error":"as the provider has it"}""", "7"), (got, text, answer.Headers.GetValues("retry-after").Single()));
        Assert.Equal((CallEntryKind.Failed, 0m, 0), (gateway.Last.Kind, gateway.Desk.Used(Day()).Usd, gateway.Desk.Open));
    }

    [Fact]
    public async Task A_redirect_is_followed_nowhere()
    {
        await using var gateway = await Start(DayCap(1));
        await using var elsewhere = await FakeProvider.Start();
        (gateway.Provider.Status, gateway.Provider.Location) = (307, new Uri(elsewhere.Address, "/v1/messages").ToString());
        var (status, text, answer) = await gateway.Ask(token: gateway.Token());
        Assert.Equal(502, status);
        Assert.DoesNotContain(elsewhere.Address.Authority, text, StringComparison.Ordinal);
        Assert.Null(answer.Headers.Location);
        Assert.Empty(elsewhere.Seen);
        Assert.Equal(0m, gateway.Desk.Used(Day()).Usd);
    }

    [Fact]
    public async Task A_provider_that_is_not_there_costs_nothing()
    {
        await using var gateway = await Start(DayCap(1));
        await gateway.Provider.DisposeAsync();
        var (status, text, answer) = await gateway.Ask(token: gateway.Token());
        Assert.Equal(529, status);
        Assert.Contains("overloaded_error", text, StringComparison.Ordinal);
        Assert.Equal(0m, gateway.Desk.Used(Day()).Usd);
        Assert.Equal(CallEntryKind.Failed, gateway.Last.Kind);
        Assert.False(answer.Headers.Contains("x-should-retry"));
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task An_answer_without_usage_is_charged_as_reserved_and_marked(bool stream)
    {
        await using var gateway = await Start(DayCap(1));
        gateway.Provider.TellsUsage = false;
        Assert.Equal(200, (await gateway.Ask(Claude(stream), gateway.Token())).Status);
        var last = gateway.Last;
        Assert.Equal((CallEntryKind.Estimated, false, default(TokenCounts)), (last.Kind, last.Told, last.Tokens));
        Assert.Equal(last.Worst, last.Used);
        Assert.Equal(last.Worst.Usd, gateway.Desk.Settled(Day()).Usd);
    }

    [Fact]
    public async Task A_stream_that_is_cut_counts_what_was_asked_and_what_came()
    {
        await using var gateway = await Start(DayCap(1));
        gateway.Provider.CutAfter = 3;
        using var answer = await gateway.Server.Client.SendAsync(Request("/gateway/anthropic/v1/messages", Claude(mostOutput: 1000), gateway.Token()), HttpCompletionOption.ResponseHeadersRead);
        Assert.True(answer.IsSuccessStatusCode);
        await Assert.ThrowsAnyAsync<Exception>(() => answer.Content.ReadAsStringAsync());
        await Eventually.Holds(() => gateway.Desk.Open == 0, () => "the call is still open");
        var last = gateway.Last;
        Assert.Equal((CallEntryKind.Estimated, true), (last.Kind, last.Told));
        Assert.Equal(OfAnthropic with { Output = last.Tokens.Output }, last.Tokens);
        Assert.InRange(last.Tokens.Output, 2, 1000);
        Assert.True(last.Used.Usd <= last.Worst.Usd && last.Used.Usd > 0);
    }

    [Fact]
    public async Task A_stream_of_a_wire_that_tells_at_its_end_is_charged_as_reserved_when_it_is_cut()
    {
        await using var gateway = await Start(DayCap(5));
        gateway.Provider.CutAfter = 3;
        using var answer = await gateway.Server.Client.SendAsync(Request("/gateway/openai/v1/responses", """{"model":"gpt-5.2","stream":true,"max_output_tokens":500}""", gateway.Token()), HttpCompletionOption.ResponseHeadersRead);
        Assert.True(answer.IsSuccessStatusCode);
        await Assert.ThrowsAnyAsync<Exception>(() => answer.Content.ReadAsStringAsync());
        await Eventually.Holds(() => gateway.Desk.Open == 0, () => "the call is still open");
        Assert.Equal((CallEntryKind.Estimated, gateway.Last.Worst), (gateway.Last.Kind, gateway.Last.Used));
    }

    [Fact]
    public async Task Clients_that_go_away_are_charged_and_hold_nothing()
    {
        await using var gateway = await Start(DayCap(100));
        gateway.Provider.HangAfter = 4;
        var token = gateway.Token();
        await Parallel.ForEachAsync(Enumerable.Range(0, 50), new ParallelOptions { MaxDegreeOfParallelism = 50 }, async (_, _) =>
        {
            using var gone = new CancellationTokenSource();
            using var answer = await gateway.Server.Client.SendAsync(Request("/gateway/anthropic/v1/messages", Claude(), token), HttpCompletionOption.ResponseHeadersRead, gone.Token);
            using var stream = await answer.Content.ReadAsStreamAsync(gone.Token);
            Assert.True(await stream.ReadAsync(new byte[16], gone.Token) > 0);
            await gone.CancelAsync();
        });
        await Eventually.Holds(() => gateway.Desk.Open == 0, () => $"{gateway.Desk.Open} calls are still open");
        var ended = gateway.Entries.Where(e => e.Kind == CallEntryKind.Estimated).ToList();
        Assert.Equal((50, 50), (ended.Count, gateway.Provider.Seen.Count));
        Assert.Equal(ended.Sum(e => e.Used.Usd), gateway.Desk.Settled(Day()).Usd);
        Assert.All(ended, e => Assert.True(e.Used.Usd > 0));
    }

    [Fact]
    public async Task A_call_under_way_at_a_kill_is_charged_when_the_gateway_is_back()
    {
        await using var gateway = await Start(DayCap(1));
        gateway.Provider.HangAfter = 2;
        using var answer = await gateway.Server.Client.SendAsync(Request("/gateway/anthropic/v1/messages", Claude(), gateway.Token()), HttpCompletionOption.ResponseHeadersRead);
        using var copy = new TestFolder();
        Directory.CreateDirectory(copy.At("gateway"));
        foreach (var file in Directory.GetFiles(gateway.Folder.At("data/gateway"))) File.Copy(file, copy.At(Path.Combine("gateway", Path.GetFileName(file))));
        using var after = CallJournal.Open(copy.At("gateway"), TimeProvider.System);
        var entry = Assert.Single(after.Read(default, 1 << 20).Entries, e => e.Kind == CallEntryKind.Reserved);
        Assert.Equal(entry.Worst, after.Counters().Single(c => c.Key == Day()).Value);
    }
}
