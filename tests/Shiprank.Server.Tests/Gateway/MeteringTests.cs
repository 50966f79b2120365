using Shiprank.Core.Caps;
using Shiprank.Core.Usage;
using Shiprank.Engine.Gateway;
using static Shiprank.Server.Tests.Gateway.GatewayCase;

namespace Shiprank.Server.Tests.Gateway;

/// <summary>What each wire tells is what counts, and what the client gets is what the provider sent.</summary>
public sealed class MeteringTests
{
    private static readonly TokenCounts OfOthers = new(1434, 5000, 0, 0, 60, 40);

    public static TheoryData<string, string, string, bool> Wires => new()
    {
        { "/gateway/anthropic/v1/messages", "claude-sonnet-4-6", "msg_1", true },
        { "/gateway/anthropic/v1/messages", "claude-sonnet-4-6", "msg_1", false },
        { "/gateway/openai/v1/responses", "gpt-5.2", "resp_1", true },
        { "/gateway/openai/v1/responses", "gpt-5.2", "resp_1", false },
        { "/gateway/openai/v1/chat/completions", "gpt-5.2", "chat_1", true },
        { "/gateway/openai/v1/chat/completions", "gpt-5.2", "chat_1", false },
        { "/gateway/gemini/v1beta/models/gemini-2.5-flash:streamGenerateContent?alt=sse", "gemini-2.5-flash", "gem_1", true },
        { "/gateway/gemini/v1beta/models/gemini-2.5-flash:generateContent", "gemini-2.5-flash", "gem_1", false },
    };

    [Theory]
    [MemberData(nameof(Wires))]
    public async Task Every_wire_is_metered_to_the_token(string path, string model, string response, bool stream)
    {
        await using var gateway = await Start(DayCap(5));
        var body = path.Contains("gemini", StringComparison.Ordinal) ? """{"contents":[{"parts":[{"text":"x"}]}],"generationConfig":{"maxOutputTokens":100}}""" : $$"""{"model":"{{model}}","max_tokens":100,"stream":{{(stream ? "true" : "false")}},"messages":[]}""";
        var (status, text, answer) = await gateway.Send(Request(path, body, gateway.Token()));
        Assert.Equal(200, status);
        Assert.Equal(stream, answer.Content.Headers.ContentType!.MediaType == "text/event-stream");
        Assert.Contains(stream ? "piece" : response, text, StringComparison.Ordinal);
        var (reserved, settled) = (gateway.Entries[0], gateway.Entries[1]);
        var anthropic = path.Contains("anthropic", StringComparison.Ordinal);
        Assert.Equal((CallEntryKind.Reserved, CallEntryKind.Settled, response, model), (reserved.Kind, settled.Kind, settled.Response, settled.Model));
        Assert.Equal(anthropic ? OfAnthropic : OfOthers, settled.Tokens);
        Assert.Equal(("ada", "PAY-1", "run-7", true), (settled.Person, settled.Ticket, settled.Run, settled.Autonomous));
        var cost = gateway.Server.Services.Prices().CostOf("", model, "", settled.Tokens, settled.Tokens.Prompt, settled.At);
        Assert.Equal((cost, cost!.Value), (settled.Usd, settled.Used.Usd));
        Assert.Equal((cost.Value, 0), (gateway.Desk.Settled(Day()).Usd, gateway.Desk.Open));
        Assert.True(reserved.Worst.Tokens > 100);
    }

    [Fact]
    public async Task A_thousand_calls_come_to_a_thousand_times_their_usage()
    {
        await using var gateway = await Start(DayCap(1000));
        var token = gateway.Token();
        await Parallel.ForEachAsync(Enumerable.Range(0, 1000), new ParallelOptions { MaxDegreeOfParallelism = 64 }, async (_, _) => Assert.Equal(200, (await gateway.Ask(token: token)).Status));
        var settled = gateway.Entries.Where(e => e.Kind == CallEntryKind.Settled).ToList();
        Assert.Equal(1000, settled.Count);
        Assert.All(settled, s => Assert.Equal(OfAnthropic, s.Tokens));
        Assert.Equal(1000 * settled[0].Usd!.Value, gateway.Desk.Settled(Day()).Usd);
        Assert.Equal(1000 * OfAnthropic.Total, gateway.Desk.Settled(Day()).Tokens);
    }

    [Fact]
    public async Task A_stream_without_the_wish_for_usage_gets_it_and_nothing_else_changes()
    {
        await using var gateway = await Start();
        foreach (var (options, sent) in ((string, string)[])
        [
            ("", "{\"stream_options\":{\"include_usage\":true},\"model\":\"gpt-5.2\",\"stream\":true}"),
            (",\"stream_options\":{}", "{\"model\":\"gpt-5.2\",\"stream\":true,\"stream_options\":{\"include_usage\":true}}"),
            (",\"stream_options\":{\"a\":1}", "{\"model\":\"gpt-5.2\",\"stream\":true,\"stream_options\":{\"include_usage\":true,\"a\":1}}"),
            (",\"stream_options\":{\"include_usage\":true}", "{\"model\":\"gpt-5.2\",\"stream\":true,\"stream_options\":{\"include_usage\":true}}"),
            (",\"stream_options\":{\"include_usage\":false}", "{\"model\":\"gpt-5.2\",\"stream\":true,\"stream_options\":{\"include_usage\":false}}"),
        ])
        {
            await gateway.Send(Request("/gateway/openai/v1/chat/completions", "{\"model\":\"gpt-5.2\",\"stream\":true" + options + "}", gateway.Token()));
            Assert.Equal(sent, gateway.Provider.Seen[^1].Body);
        }

        Assert.Equal(4, gateway.Entries.Count(e => e.Kind == CallEntryKind.Settled));
        Assert.Equal(1, gateway.Entries.Count(e => e.Kind == CallEntryKind.Estimated));
    }

    [Fact]
    public async Task Counting_tokens_and_listing_models_cost_nothing()
    {
        await using var gateway = await Start(DayCap(0));
        Assert.Equal(200, (await gateway.Send(Request("/gateway/anthropic/v1/messages/count_tokens?beta=true", Claude(), gateway.Token()))).Status);
        Assert.Equal(200, (await gateway.Send(new(HttpMethod.Get, "/gateway/openai/v1/models") { Headers = { { "x-api-key", gateway.Token() } } })).Status);
        Assert.Equal(200, (await gateway.Send(new(HttpMethod.Head, "/gateway/anthropic/") { Headers = { { "x-api-key", gateway.Token() } } })).Status);
        Assert.Equal(["/v1/messages/count_tokens", "/v1/models", "/"], gateway.Provider.Seen.Select(s => s.Path));
        Assert.Equal("?beta=true", gateway.Provider.Seen[0].Query);
        Assert.Equal(429, (await gateway.Ask(token: gateway.Token())).Status);
    }

    [Fact]
    public async Task The_providers_key_goes_out_and_nothing_that_says_who_calls()
    {
        await using var gateway = await Start();
        await gateway.Ask(null, gateway.Token(), ("Authorization", "Bearer mine"), ("Cookie", "a=b"), ("x-ticket", "PAY-9"), ("x-claude-gateway-user-email", "ada@example.com"), ("anthropic-version", "2023-06-01"), ("x-drop-me", "1"), ("Connection", "x-drop-me"));
        await gateway.Send(Request("/gateway/openai/v1/responses", """{"model":"gpt-5.2"}""", null, ("Authorization", $"Bearer {gateway.Token()}")));
        await gateway.Send(Request("/gateway/gemini/v1beta/models/gemini-2.5-flash:generateContent?key=abc&alt=json", """{}""", null, ("x-goog-api-key", gateway.Token())));
        var (claude, openAi, gemini) = (gateway.Provider.Seen[^3], gateway.Provider.Seen[^2], gateway.Provider.Seen[^1]);
        Assert.Equal((ProviderKey, "2023-06-01", "identity"), (claude.Headers["x-api-key"], claude.Headers["anthropic-version"], claude.Headers["accept-encoding"]));
        Assert.Empty(claude.Headers.Keys.Intersect(["authorization", "cookie", "x-ticket", "x-claude-gateway-user-email", "x-drop-me"], StringComparer.Ordinal));
        Assert.Equal(gateway.Provider.Address.Authority, claude.Headers["host"]);
        Assert.Equal(($"Bearer {ProviderKey}", ProviderKey, "?alt=json"), (openAi.Headers["authorization"], gemini.Headers["x-goog-api-key"], gemini.Query));
        Assert.All(gateway.Provider.Seen, s => Assert.DoesNotContain(s.Headers.Values, v => v.Contains("shw_", StringComparison.Ordinal)));
    }

    [Fact]
    public async Task Codex_is_told_what_its_turns_cost_by_the_organisations_prices()
    {
        await using var gateway = await Start();
        var turn = ("x-codex-turn-metadata", """{"turn_id":"turn-1","session_id":"s-1","turn_trigger":"user"}""");
        for (var i = 0; i < 2; i++) await gateway.Send(Request("/gateway/openai/v1/responses", """{"model":"gpt-5.2","stream":true}""", gateway.Token(), turn));
        var (status, text, _) = await gateway.Send(Request("/gateway/openai/v1/analytics/codex/turn-costs", """{"turn_ids":["turn-1","turn-2"]}""", gateway.Token()));
        Assert.Equal(200, status);
        using var answer = System.Text.Json.JsonDocument.Parse(text);
        var (first, second) = (answer.RootElement.GetProperty("turns")[0], answer.RootElement.GetProperty("turns")[1]);
        var total = gateway.Entries.Where(e => e.Kind == CallEntryKind.Settled).Sum(e => e.Usd!.Value);
        Assert.Equal(("turn-1", "priced", total.ToString("0.##########", System.Globalization.CultureInfo.InvariantCulture), 2), (first.GetProperty("turn_id").GetString(), first.GetProperty("status").GetString(), first.GetProperty("total_usd").GetString(), first.GetProperty("event_count").GetInt32()));
        Assert.Equal(("turn-2", "pending"), (second.GetProperty("turn_id").GetString(), second.GetProperty("status").GetString()));
        Assert.Equal(2, gateway.Provider.Seen.Count);
    }
}
