using System.Text.Json;
using static Shiprank.Server.Tests.Gateway.GatewayCase;

namespace Shiprank.Server.Tests.Gateway;

/// <summary>Each client is refused as it understands it, with the sentence that says how to go on.</summary>
public sealed class RefusalTests
{
    public static TheoryData<string, string, string, int, string, bool, string> Clients => new()
    {
        { "/gateway/anthropic/v1/messages", "claude-cli/2.1.329 (external, cli)", "", 429, "billing_error", true, "error.type" },
        { "/gateway/openai/v1/responses", "codex_exec/0.169.0", "", 429, "usage_limit_reached", false, "error.type" },
        { "/gateway/gemini/v1beta/models/gemini-2.5-flash:streamGenerateContent?alt=sse", "GeminiCLI/0.61.0/gemini-2.5-flash (linux; x64)", "", 403, "PERMISSION_DENIED", false, "error.status" },
        { "/gateway/openai/v1/chat/completions", "node", "x-initiator", 402, "insufficient_quota", false, "error.code" },
        { "/gateway/anthropic/v1/messages", "node", "x-initiator", 402, "billing_error", false, "error.type" },
        { "/gateway/openai/v1/chat/completions", "OpenAI/JS 6.1", "", 429, "insufficient_quota", false, "error.type" },
        { "/gateway/anthropic/v1/messages", "python-httpx", "", 429, "billing_error", true, "error.type" },
    };

    [Theory]
    [MemberData(nameof(Clients))]
    public async Task Each_client_is_told_in_its_own_dialect(string path, string agent, string header, int status, string word, bool retryAfter, string at)
    {
        await using var gateway = await Start(DayCap(0));
        var request = Request(path, """{"model":"gpt-5.2","max_tokens":10}""", gateway.Token(), ("User-Agent", agent));
        if (header.Length > 0) request.Headers.Add(header, "user");
        var (got, text, answer) = await gateway.Send(request);
        using var body = JsonDocument.Parse(text);
        var parts = at.Split('.');
        Assert.Equal((status, word, retryAfter), (got, body.RootElement.GetProperty(parts[0]).GetProperty(parts[1]).GetString(), answer.Headers.RetryAfter is not null));
        Assert.Equal("false", answer.Headers.GetValues("x-should-retry").Single());
        var sentence = body.RootElement.GetProperty("error").GetProperty("message").GetString()!;
        Assert.Contains("the cap \"everybody\" ($0.00 of $0.00 used). Ask #finops for more. It begins anew at", sentence, StringComparison.Ordinal);

        // Codex shows nothing of the body: its words stand in a header, without a full stop, behind which it says when to try again.
        Assert.Equal(word == "usage_limit_reached" ? sentence.TrimEnd('.') : null, answer.Headers.TryGetValues(Shiprank.Server.Gateway.Refusing.CodexDialect.Words, out var words) ? words.Single() : null);
        Assert.Empty(gateway.Provider.Seen);
    }

    [Fact]
    public async Task Without_a_ticket_a_run_stops_at_its_grace_and_goes_on_with_an_owned_one()
    {
        await using var gateway = await Start("caps: { grace: { usd: 0 } }");
        var (status, text, _) = await gateway.Ask(token: gateway.Token(t => t with { Ticket = "" }));
        Assert.Equal(429, status);

        // The ticket of the branch in the body is found, and nobody knows it.
        Assert.Contains("nobody knows the ticket PAY-1234", text, StringComparison.Ordinal);
        var attended = await gateway.Ask(token: gateway.Token(t => t with { Autonomous = false }));
        Assert.Equal(200, attended.Status);
        var ticket = await gateway.Server.SendLines("""{"type":"work_item","source":"jira","id":"PAY-1","status":"open","owner":"ada@example.com","opened_at":"2026-11-01T00:00:00Z"}""" + "\n");
        Assert.Equal(202, ticket.Status);
        gateway.Server.Services.Refresh();
        Assert.Equal(200, (await gateway.Ask(token: gateway.Token())).Status);
    }

    [Fact]
    public async Task A_persons_own_limits_stop_their_run()
    {
        await using var gateway = await Start();
        var token = gateway.Token(t => t with { MostSteps = 2, Autonomous = false });
        Assert.Equal(200, (await gateway.Ask(token: token)).Status);
        Assert.Equal(200, (await gateway.Ask(token: token)).Status);
        var (status, text, _) = await gateway.Ask(token: token);
        Assert.Equal(429, status);
        Assert.Contains("max-steps of this run", text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_trial_refuses_nobody_and_writes_down_what_it_would_have_done()
    {
        await using var gateway = await Start("caps:\n  enforce: false\n  rules:\n    - { name: everybody, when: any, limit: { usd: 0 } }");
        Assert.Equal(200, (await gateway.Ask(token: gateway.Token())).Status);
        Assert.Equal(("everybody", Core.Caps.CapAction.Tell), (gateway.Entries[0].Rule, gateway.Entries[0].Action!.Value));
    }
}
