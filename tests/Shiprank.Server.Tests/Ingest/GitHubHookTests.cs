using System.Net;
using System.Text;
using Shiprank.Core.Delivery;
using Shiprank.Server.Ingest;

namespace Shiprank.Server.Tests.Ingest;

/// <summary>GitHub's deliveries: who may send them, and that each counts once.</summary>
public sealed class GitHubHookTests : IAsyncLifetime
{
    private RunningServer server = null!;

    public async ValueTask InitializeAsync() => server = await RunningServer.Start();

    public ValueTask DisposeAsync() => server.DisposeAsync();

    [Fact]
    public async Task A_signed_delivery_becomes_events()
    {
        var reply = await server.Send(GitHubHook.Request(GitHubHook.Pull(7, "closed", "2026-06-01T10:00:00Z"), "d-1"));
        Assert.Equal((202, "taken"), (reply.Status, reply.Outcome));
        var request = Assert.Single(EventLog.From(server.Store.ReadEvents()).At(DateTimeOffset.MaxValue).Requests);
        Assert.Equal(("7", "ada", "0123456789abcdef0123456789abcdef01234567"), (request.Id, request.Author, request.MergeSha));
        Assert.DoesNotContain("Mend the till", server.Log, StringComparison.Ordinal);
        Assert.Contains("github: pull_request d-1: events 1, new 1", server.Log, StringComparison.Ordinal);
    }

    [Fact]
    public void The_example_of_the_documentation_is_signed() => Assert.True(
        Signatures.IsHmac([new(RunningServer.GitHubSecret)], "Hello, World!"u8, "sha256=757107ea0eb2509fc211221cce984b8a37570b6d7586c22c46f4379c8b043e17", "sha256"));

    [Fact]
    public async Task A_signature_with_any_digit_changed_opens_nothing()
    {
        var body = GitHubHook.Pull(1);
        var right = GitHubHook.Sign(Encoding.UTF8.GetBytes(body));
        var wrong = Enumerable.Range("sha256=".Length, 64).Select(i => $"{right[..i]}{(right[i] == '0' ? '1' : '0')}{right[(i + 1)..]}");
        foreach (var signature in wrong) (await server.Send(GitHubHook.Request(body, "d-1", signature: signature))).IsProblem(401);
        Nothing();
        Assert.Equal("taken", (await server.Send(GitHubHook.Request(body, "d-1", signature: right))).Outcome);
    }

    [Theory]
    [InlineData("")]
    [InlineData("sha256=")]
    [InlineData("sha256=00")]
    [InlineData("sha1=0123456789012345678901234567890123456789")]
    [InlineData("757107ea0eb2509fc211221cce984b8a37570b6d7586c22c46f4379c8b043e17")]
    [InlineData("sha256=zz7107ea0eb2509fc211221cce984b8a37570b6d7586c22c46f4379c8b043e17")]
    [InlineData("sha256=757107ea0eb2509fc211221cce984b8a37570b6d7586c22c46f4379c8b043e1700")]
    [InlineData("sha256=757107ea0eb2509fc211221cce984b8a37570b6d7586c22c46f4379c8b043e1")]
    public async Task What_is_no_signature_of_the_body_opens_nothing(string signature)
    {
        (await server.Send(GitHubHook.Request(GitHubHook.Pull(1), "d-1", signature: signature))).IsProblem(401);
        Nothing();
    }

    [Fact]
    public async Task The_older_signature_alone_opens_nothing()
    {
        var body = GitHubHook.Pull(1);
        var request = GitHubHook.Request(body, "d-1");
        request.Headers.Remove("X-Hub-Signature-256");
        request.Headers.Add("X-Hub-Signature", "sha1=" + Convert.ToHexStringLower(System.Security.Cryptography.HMACSHA1.HashData(Encoding.UTF8.GetBytes(RunningServer.GitHubSecret), Encoding.UTF8.GetBytes(body))));
        (await server.Send(request)).IsProblem(401);
        Nothing();
    }

    [Fact]
    public async Task A_signature_of_another_body_or_secret_opens_nothing()
    {
        var body = GitHubHook.Pull(1);
        (await server.Send(GitHubHook.Request(body + " ", "d-1", signature: GitHubHook.Sign(Encoding.UTF8.GetBytes(body))))).IsProblem(401);
        (await server.Send(GitHubHook.Request(body, "d-1", signature: GitHubHook.Sign(Encoding.UTF8.GetBytes(body), "another")))).IsProblem(401);
        Nothing();
    }

    [Fact]
    public async Task While_secrets_are_changed_both_open()
    {
        var body = Encoding.UTF8.GetBytes(GitHubHook.Pull(1));
        Assert.Equal("taken", (await server.Send(GitHubHook.Request(GitHubHook.Pull(1), "d-1", signature: GitHubHook.Sign(body, "the one before")))).Outcome);
        Assert.Equal("taken", (await server.Send(GitHubHook.Request(GitHubHook.Pull(1), "d-2", signature: GitHubHook.Sign(body)))).Outcome);
        Assert.Single(server.Store.ReadEvents());
    }

    [Fact]
    public async Task A_redelivery_is_known_and_changes_nothing()
    {
        Assert.Equal("taken", (await server.Send(GitHubHook.Request(GitHubHook.Pull(1), "d-1"))).Outcome);
        Assert.Equal((200, "known"), (await server.Send(GitHubHook.Request(GitHubHook.Pull(1), "d-1"))) is var r ? (r.Status, r.Outcome) : default);
        Assert.Equal("known", (await server.Send(GitHubHook.Request(GitHubHook.Pull(2), "d-1"))).Outcome);
        Assert.Single(server.Store.ReadEvents());
        Assert.Single(server.Store.ReadDeliveries(10));
    }

    [Fact]
    public async Task Two_hooks_that_tell_of_one_thing_give_one_event()
    {
        Assert.Equal(1, (await server.Send(GitHubHook.Request(GitHubHook.Pull(1), "of the repository"))).Json.GetProperty("events").GetInt32());
        Assert.Equal(0, (await server.Send(GitHubHook.Request(GitHubHook.Pull(1), "of the organisation"))).Json.GetProperty("events").GetInt32());
        Assert.Single(server.Store.ReadEvents());
    }

    [Fact]
    public async Task The_same_delivery_at_once_counts_once()
    {
        var replies = await Task.WhenAll(Enumerable.Range(0, 40).Select(i => server.Send(GitHubHook.Request(GitHubHook.Pull(i % 2), $"d-{i % 2}"))));
        Assert.Equal((2, 38), (replies.Count(r => r.Outcome == "taken"), replies.Count(r => r.Outcome == "known")));
        Assert.Equal(2, server.Store.ReadEvents().Count());
    }

    [Fact]
    public async Task A_form_is_read_like_its_payload()
    {
        var form = "payload=" + WebUtility.UrlEncode(GitHubHook.Pull(1));
        Assert.Equal("taken", (await server.Send(GitHubHook.Request(form, "d-1", type: "application/x-www-form-urlencoded"))).Outcome);
        (await server.Send(GitHubHook.Request("other=1", "d-2", type: "application/x-www-form-urlencoded"))).IsProblem(400, "payload");
        Assert.Single(server.Store.ReadEvents());
    }

    [Fact]
    public async Task A_ping_is_answered()
    {
        var reply = await server.Send(GitHubHook.Request("{\"zen\":\"Keep it logically awesome.\",\"hook_id\":1}", "d-1", "ping"));
        Assert.Equal((200, "ignored"), (reply.Status, reply.Outcome));
        Assert.Contains("works", reply.Json.GetProperty("reason").GetString(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task What_tells_nothing_is_ignored_with_the_reason_and_looked_at_again()
    {
        var elsewhere = GitHubHook.Pull(1).Replace("northwind/shop", "northwind/other", StringComparison.Ordinal);
        for (var i = 0; i < 2; i++)
        {
            var reply = await server.Send(GitHubHook.Request(elsewhere, "d-1"));
            Assert.Equal("ignored", reply.Outcome);
            Assert.Contains("northwind/other is not in the organisation file", reply.Json.GetProperty("reason").GetString(), StringComparison.Ordinal);
        }

        Assert.Equal("ignored", (await server.Send(GitHubHook.Request("{}", "d-2", "star"))).Outcome);
        Assert.Empty(server.Store.ReadEvents());
        Assert.Equal(2, server.Store.ReadDeliveries(10).Count);
    }

    [Theory]
    [InlineData("not json", 422, "not valid JSON")]
    [InlineData("", 422, "not valid JSON")]
    [InlineData("{\"action\":\"opened\"", 422, "not valid JSON")]
    [InlineData("[]", 422, "not a JSON object")]
    [InlineData("{\"repository\":{\"full_name\":\"northwind/shop\"}}", 422, "pull_request")]
    public async Task A_malformed_payload_is_refused_and_may_come_again(string body, int status, string reason)
    {
        (await server.Send(GitHubHook.Request(body, "d-1"))).IsProblem(status, reason);
        Assert.Empty(server.Store.ReadDeliveries(10));
        Assert.Equal("taken", (await server.Send(GitHubHook.Request(GitHubHook.Pull(1), "d-1"))).Outcome);
    }

    [Theory]
    [InlineData(64, false)]
    [InlineData(65, true)]
    [InlineData(1_000_000, true)]
    public async Task JSON_that_is_too_deep_is_refused(int depth, bool refused)
    {
        var body = new StringBuilder("{\"repository\":{\"full_name\":\"northwind/other\"},\"a\":").Append('[', depth - 1).Append(']', depth - 1).Append('}').ToString();
        var reply = await server.Send(GitHubHook.Request(body, "d-1"));
        if (refused) reply.IsProblem(422, "nested more than 64");
        else Assert.Equal("ignored", reply.Outcome);
    }

    [Fact]
    public async Task A_delivery_without_a_name_is_refused()
    {
        var unnamed = GitHubHook.Request(GitHubHook.Pull(1), "d-1");
        unnamed.Headers.Remove("X-GitHub-Delivery");
        (await server.Send(unnamed)).IsProblem(400, "X-GitHub-Delivery");
        var kindless = GitHubHook.Request(GitHubHook.Pull(1), "d-1");
        kindless.Headers.Remove("X-GitHub-Event");
        (await server.Send(kindless)).IsProblem(400, "X-GitHub-Event");
        Nothing();
    }

    [Fact]
    public async Task A_payload_of_the_largest_size_is_read()
    {
        var start = GitHubHook.Pull(1)[..^1] + ",\"filler\":\"";
        var body = start + new string('x', (25 * 1024 * 1024) - start.Length - 2) + "\"}";
        Assert.Equal("taken", (await server.Send(GitHubHook.Request(body, "d-1"))).Outcome);
    }

    private void Nothing()
    {
        Assert.Empty(server.Store.ReadEvents());
        Assert.Empty(server.Store.ReadDeliveries(10));
        Assert.DoesNotContain(RunningServer.GitHubSecret, server.Log, StringComparison.Ordinal);
    }
}
