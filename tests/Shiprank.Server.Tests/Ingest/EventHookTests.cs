using Shiprank.Core.Delivery;

namespace Shiprank.Server.Tests.Ingest;

/// <summary>Our own event lines by HTTP.</summary>
public sealed class EventHookTests : IAsyncLifetime
{
    private RunningServer server = null!;

    public async ValueTask InitializeAsync() => server = await RunningServer.Start();

    public ValueTask DisposeAsync() => server.DisposeAsync();

    [Fact]
    public async Task Lines_are_taken_once()
    {
        var first = await server.SendLines(RunningServer.Deployment("d-1") + RunningServer.Deployment("d-2"));
        Assert.Equal((202, "taken", 2), (first.Status, first.Outcome, first.Json.GetProperty("events").GetInt32()));
        var again = await server.SendLines(RunningServer.Deployment("d-1") + RunningServer.Deployment("d-2"));
        Assert.Equal((200, "known", 0), (again.Status, again.Outcome, again.Json.GetProperty("events").GetInt32()));
        Assert.Equal(2, server.Store.ReadEvents().Count());
        Assert.Equal(new(Assert.Single(server.Store.ReadDeliveries(10)).Delivery, 2), server.Store.ReadDeliveries(1)[0]);
    }

    [Fact]
    public async Task A_bad_line_is_refused_alone_with_its_number()
    {
        var reply = await server.SendLines(RunningServer.Deployment("d-1") + "nonsense\n{\"type\":\"deployment\"}\n" + RunningServer.Deployment("d-2"));
        Assert.Equal((202, 2), (reply.Status, reply.Json.GetProperty("refusedLines").GetInt32()));
        Assert.Equal([2, 3], reply.Json.GetProperty("refused").EnumerateArray().Select(r => r.GetProperty("line").GetInt32()));
        Assert.DoesNotContain("nonsense", reply.Text + server.Log, StringComparison.Ordinal);
        Assert.Equal(2, server.Store.ReadEvents().Count());
    }

    [Fact]
    public async Task Nothing_but_bad_lines_is_refused_and_not_remembered()
    {
        var reply = await server.SendLines("nonsense\n", key: "k-1");
        reply.IsProblem(422, "no line could be taken");
        Assert.Equal(1, reply.Json.GetProperty("refusedLines").GetInt32());
        Assert.Empty(server.Store.ReadDeliveries(10));
        Assert.Equal("taken", (await server.SendLines(RunningServer.Deployment("d-1"), key: "k-1")).Outcome);
    }

    [Fact]
    public async Task A_key_names_a_delivery_whatever_is_in_it()
    {
        Assert.Equal("taken", (await server.SendLines(RunningServer.Deployment("d-1"), key: "run 7")).Outcome);
        Assert.Equal("known", (await server.SendLines(RunningServer.Deployment("d-2"), key: "run 7")).Outcome);
        Assert.Equal("taken", (await server.SendLines(RunningServer.Deployment("d-2"), key: "run 8")).Outcome);
        (await server.SendLines(RunningServer.Deployment("d-3"), key: new string('k', 201))).IsProblem(400, "Idempotency-Key");
    }

    [Fact]
    public async Task A_line_that_comes_back_in_a_later_delivery_stands_again()
    {
        const string open = """{"type":"incident","id":"i-1","severity":"sev2","opened_at":"2026-06-01T12:00:00Z"}""";
        const string closed = """{"type":"incident","id":"i-1","severity":"sev2","opened_at":"2026-06-01T12:00:00Z","closed_at":"2026-06-01T13:00:00Z"}""";
        foreach (var (line, key) in new[] { (open, "a"), (closed, "b"), (open, "c"), (open, "c"), (closed, "b") }) await server.SendLines(line, key: key);
        Assert.Null(Assert.Single(EventLog.From(server.Store.ReadEvents()).At(DateTimeOffset.MaxValue).Incidents).ClosedAt);
    }

    [Theory]
    [InlineData(null)]
    [InlineData("")]
    [InlineData("ci-t0ke")]
    [InlineData("ci-t0kenn")]
    [InlineData("Ci-t0ken")]
    public async Task A_wrong_token_opens_nothing(string? token)
    {
        (await server.SendLines(RunningServer.Deployment("d-1"), token)).IsProblem(401);
        Assert.Empty(server.Store.ReadDeliveries(10));
        Assert.Empty(server.Store.ReadEvents());
    }

    [Fact]
    public async Task An_empty_body_tells_nothing() => Assert.Equal((200, "ignored"), (await server.SendLines("\n")) is var r ? (r.Status, r.Outcome) : default);

    [Theory]
    [InlineData("text/plain")]
    [InlineData("application/x-www-form-urlencoded")]
    public async Task Another_content_type_is_refused(string type) => (await server.SendLines(RunningServer.Deployment("d-1"), type: type)).IsProblem(415, "application/x-ndjson");

    [Fact]
    public async Task One_delivery_sent_by_many_at_once_counts_once()
    {
        var lines = string.Concat(Enumerable.Range(0, 50).Select(i => RunningServer.Deployment($"d-{i}")));
        var replies = await Task.WhenAll(Enumerable.Range(0, 20).Select(_ => server.SendLines(lines)));
        Assert.Single(replies, r => r.Outcome == "taken");
        Assert.Equal(19, replies.Count(r => r.Outcome == "known"));
        Assert.Equal(50, server.Store.ReadEvents().Count());
    }

    [Fact]
    public async Task Many_different_deliveries_at_once_all_count()
    {
        var replies = await Task.WhenAll(Enumerable.Range(0, 100).Select(i => server.SendLines(RunningServer.Deployment($"d-{i}"))));
        Assert.All(replies, r => Assert.Equal("taken", r.Outcome));
        Assert.Equal(100, server.Store.ReadEvents().Count());
        Assert.Equal(100, server.Store.ReadDeliveries(1000).Count);
    }
}
