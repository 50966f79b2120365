using System.Net.Http.Headers;
using System.Text;
using System.Text.Json;
using Shiprank.Core.Access;
using Shiprank.Core.Caps;
using Shiprank.Server.Tests.Ingest.Otlp;

namespace Shiprank.Server.Tests.Ingest;

/// <summary>What hooks saw of runs, on its way from a machine into the store.</summary>
public sealed class CapEventTests
{
    private static readonly DateTimeOffset Now = DateTimeOffset.UtcNow;

    private static readonly CapEvent Step = new() { Id = "hook-1", Kind = CapEventKind.Step, Place = CapPlace.Hook, At = Now, Run = "claude-code:s", Session = "s", Agent = "claude-code", Step = "Bash", Person = "mallory", NewFiles = 1 };

    [Fact]
    public async Task What_a_hook_saw_is_sent_by_collect_once_and_is_of_whose_token_it_is()
    {
        await using var server = await RunningServer.Start(RunningServer.Configuration + "\naccess:\n  admins: [ada]\n  proxy: { from: [10.0.0.1], user_header: X-User }\n  base_url: https://shiprank.example.com\n");
        using var folder = new TestFolder();
        var cli = new CliRun(folder, TimeProvider.System);
        foreach (var name in new[] { "PreToolUse", "PostToolUse", "SessionEnd" })
        {
            cli.Input = new MemoryStream(Encoding.UTF8.GetBytes($$$"""{"session_id":"s-1","cwd":"/nowhere","hook_event_name":"{{{name}}}","tool_name":"Bash","tool_input":{"command":"make"},"tool_use_id":"t"}"""));
            Assert.Equal(0, (int)cli.Run("hook claude-code"));
            Assert.Equal("", cli.Error);
        }

        folder.Write("token", Access.Given.Token(server.Store, Scopes.Ingest, "ada"));
        Directory.CreateDirectory(folder.At("empty"));
        var command = $"collect --to {server.Client.BaseAddress} --home {folder.At("empty")}";
        Assert.Equal(4, (int)cli.Run(command));
        Assert.Empty(server.Store.ReadCapEvents("claude-code:s-1"));
        Assert.Equal(0, (int)cli.Run($"{command} --token-file {folder.At("token")}"));
        Assert.Contains("what hooks saw of runs: sent", cli.Out, StringComparison.Ordinal);
        Assert.Equal(0, (int)cli.Run($"{command} --token-file {folder.At("token")}"));
        Assert.DoesNotContain("what hooks saw", cli.Out, StringComparison.Ordinal);

        var events = server.Store.ReadCapEvents("claude-code:s-1");
        Assert.Equal([CapEventKind.Step, CapEventKind.Ended], events.Select(e => e.Kind));
        Assert.All(events, e => Assert.Equal("ada", e.Person));
    }

    [Fact]
    public async Task A_line_counts_once_and_one_that_can_not_be_taken_is_named()
    {
        await using var server = await RunningServer.Start();
        string[] lines =
        [
            Line(Step), "", "nonsense", Line(Step), Line(Step with { Id = "a", Kind = CapEventKind.Settled }), Line(Step with { Id = "b", Place = CapPlace.Gateway }),
            Line(Step with { Id = "c", Usd = 5 }), Line(Step with { Id = "d", At = Now.AddDays(2) }), Line(Step with { Id = "e", Step = new string('x', 300) }),
            Line(Step with { Id = "f", Branch = "a\nb" }), "{\"id\":null}", Line(Step with { Id = "g", Reason = (CapReason)99 }), Line(Step with { Id = "hook-2" }),
        ];

        var first = await Send(server, string.Join('\n', lines));
        var again = await Send(server, string.Join('\n', lines));

        Assert.Equal((2, 9), (Number(first, "taken"), Number(first, "refused")));
        Assert.Equal((0, 9), (Number(again, "taken"), Number(again, "refused")));
        Assert.Equal([3, 5, 6, 7, 8, 9, 10, 11, 12], first.GetProperty("problems").EnumerateArray().Select(p => p.GetProperty("line").GetInt32()).Distinct());
        Assert.Equal(["hook-1", "hook-2"], server.Store.ReadCapEvents("claude-code:s").Select(e => e.Id).Order());
        Assert.All(server.Store.ReadCapEvents("claude-code:s"), e => Assert.NotEqual("mallory", e.Person));
    }

    [Fact]
    public async Task Who_has_no_right_and_what_is_no_such_body_is_refused()
    {
        await using var server = await RunningServer.Start(RunningServer.Configuration + "\naccess:\n  admins: [ada]\n  proxy: { from: [10.0.0.1], user_header: X-User }\n  base_url: https://shiprank.example.com\n");
        Assert.Equal(401, (await server.Send(Request(Line(Step), null))).Status);
        Assert.Equal(403, (await server.Send(Request(Line(Step), Access.Given.Token(server.Store, Scopes.Read)))).Status);
        var token = Access.Given.Token(server.Store, Scopes.Ingest, "ada");
        Assert.Equal(415, (await server.Send(Request(Line(Step), token, "application/json"))).Status);
        Assert.Equal(413, (await server.Send(Request(new string('x', 9 * 1024 * 1024), token))).Status);
        Assert.Empty(server.Store.ReadCapEvents("claude-code:s"));
    }

    private static string Line(CapEvent entry) => Encoding.UTF8.GetString(CapEventJson.Line(entry));

    private static int Number(JsonElement of, string name) => of.GetProperty(name).GetInt32();

    private static async Task<JsonElement> Send(RunningServer server, string body)
    {
        var reply = await server.Send(Request(body, null));
        Assert.Equal(200, reply.Status);
        return JsonDocument.Parse(reply.Text).RootElement;
    }

    private static HttpRequestMessage Request(string body, string? token, string type = "application/x-ndjson")
    {
        var request = new HttpRequestMessage(HttpMethod.Post, "/v1/cap-events") { Content = new ByteArrayContent(Encoding.UTF8.GetBytes(body)) { Headers = { ContentType = new(type) } } };
        if (token is not null) request.Headers.Authorization = new AuthenticationHeaderValue("Bearer", token);
        return request;
    }
}
