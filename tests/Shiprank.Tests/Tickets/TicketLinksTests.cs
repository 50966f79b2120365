using Shiprank.Core.Attribution.Spend;
using Shiprank.Core.Attribution.Tickets;
using Shiprank.Core.Delivery;
using Shiprank.Core.Delivery.Graph;
using Shiprank.Core.Usage;
using Shiprank.Sources.Events;
using Shiprank.Tests.Forges;

namespace Shiprank.Tests.Tickets;

public sealed class TicketLinksTests
{
    private static readonly GitIdentity Ada = new("Ada", "ada@example.com");

    [Fact]
    public void Keys_are_found_in_branch_request_and_message_with_their_owner_then()
    {
        var links = Changes([Commit(1, "SHOP-1: add\n\nRefs: PAY-2", day: 5)], [Request(1, "SHOP-3 and SHOP-1", "ada/shop-1-SHOP-1", 5)]);
        var tickets = Assert.Single(links).Tickets;
        Assert.Equal(
            [("SHOP-1", "Branch Message", "ada"), ("SHOP-3", "Request", null), ("PAY-2", "Message", "eve")],
            tickets.Select(t => (t.Key, string.Join(' ', t.Places), t.Item?.Item.Owner)));
        Assert.Null(tickets[1].Item);
    }

    [Fact]
    public void The_owner_is_the_one_at_the_merge()
    {
        Assert.Equal("bob", Assert.Single(Assert.Single(Changes([Commit(1, "SHOP-1: add", day: 9)])).Tickets).Item?.Item.Owner);
        Assert.Equal("ada", Assert.Single(Assert.Single(Changes([Commit(1, "SHOP-1: add", day: 5)])).Tickets).Item?.Item.Owner);
    }

    [Fact]
    public void A_number_counts_when_it_is_an_issue_of_the_repository_and_no_own_number()
    {
        var change = Assert.Single(Changes([Commit(1, "Add cart (#7)\n\nFixes #12, #7, #99, other/repo#12 and &#12;", day: 5)]));
        Assert.Equal([("shop#12", "Message")], change.Tickets.Select(t => (t.Key, string.Join(' ', t.Places))));
        Assert.Empty(Assert.Single(Changes([Commit(1, "Fixes #12", day: 1)])).Tickets);
    }

    [Theory]
    [InlineData("12-add-cart", "shop#12")]
    [InlineData("ada/12-add-cart", "shop#12")]
    [InlineData("issue-12", "shop#12")]
    [InlineData("fix/gh-12", "shop#12")]
    [InlineData("#12", "shop#12")]
    [InlineData("release-12", null)]
    [InlineData("release/12", null)]
    [InlineData("12", null)]
    [InlineData("v12-1", null)]
    [InlineData("99-add-cart", null)]
    [InlineData("feature/SHOP-1", "SHOP-1")]
    public void A_branch_names_its_issue_as_forges_write_it(string branch, string? key) =>
        Assert.Equal(key, Assert.Single(Changes([Commit(1, "Add", day: 5)], [Request(1, "Add", branch, 5)])).Tickets.SingleOrDefault()?.Key);

    [Fact]
    public void A_merge_brings_the_tickets_of_its_branch()
    {
        var commits = new[] { Commit(0, "Start", 2), Commit(1, "SHOP-1", 3, 0), Commit(2, "Merge pull request #5 from ada/PAY-2-cart", 5, 0, 1) };
        var links = Changes(commits, firstParents: [0, 2]);
        Assert.Equal([("PAY-2", "Branch Message"), ("SHOP-1", "Message")], links[1].Tickets.Select(t => (t.Key, string.Join(' ', t.Places))).Order());
    }

    [Fact]
    public void A_session_has_the_tickets_that_its_usage_states_and_its_branches_name()
    {
        var session = new WorkSession(new("claude-code", "s1", "/w/shop", "12-add-cart", Day(5), Day(5), 0, true, []), "ada", "shop", ["12-add-cart", "SHOP-1-x"]);
        var stated = new[] { (session.Id, "shop-1"), (session.Id, " NONE-9 "), (session.Id, "#12"), (session.Id, "") }.ToLookup(s => s.Id, s => s.Item2);
        var tickets = Assert.Single(Links().OfSessions([session], stated)).Tickets;
        Assert.Equal(
            [("SHOP-1", "Session SessionBranch", "ada"), ("NONE-9", "Session", null), ("shop#12", "Session SessionBranch", "eve")],
            tickets.Select(t => (t.Key, string.Join(' ', t.Places), t.Item?.Item.Owner)));
        Assert.DoesNotContain(Links().OfSessions([session with { Repository = null }], stated)[0].Tickets, t => t.Key.Contains('#'));
    }

    private static TicketLinks Links()
    {
        string[] lines =
        [
            """{"type":"work_item","id":"SHOP-1","owner":"ada","status":"open","opened_at":"2026-03-02T00:00:00Z","updated_at":"2026-03-02T00:00:00Z"}""",
            """{"type":"work_item","id":"SHOP-1","owner":"bob","status":"open","opened_at":"2026-03-02T00:00:00Z","updated_at":"2026-03-07T00:00:00Z"}""",
            """{"type":"work_item","id":"PAY-2","owner":"eve","status":"open","opened_at":"2026-03-02T00:00:00Z"}""",
            """{"type":"work_item","id":"shop#12","owner":"eve","status":"open","opened_at":"2026-03-03T00:00:00Z"}""",
            """{"type":"work_item","id":"docs#99","owner":"eve","status":"open","opened_at":"2026-03-03T00:00:00Z"}""",
        ];
        using var input = new MemoryStream(System.Text.Encoding.UTF8.GetBytes(string.Join('\n', lines)));
        var log = EventLog.From(EventReader.Read(input, "e", ForgeSite.Messages, new(), cancellation: TestContext.Current.CancellationToken).Events);
        return new(log.WorkItemsUntil(DateTimeOffset.MaxValue), ForgeSite.Messages);
    }

    private static IReadOnlyList<ChangeTickets> Changes(Commit[] commits, IReadOnlyList<RequestEvent>? requests = null, int[]? firstParents = null)
    {
        var history = new RepositoryHistory { Repository = "shop", Commits = commits, FirstParents = [.. (firstParents ?? [.. Enumerable.Range(0, commits.Length)]).Select(i => commits[i].Sha)] };
        var graph = CommitGraph.Of(history, DateTimeOffset.MaxValue);
        return Links().OfChanges("shop", graph, ChangeList.Of(graph, requests ?? []));
    }

    private static Commit Commit(int number, string message, int day, params int[] parents) =>
        new(Sha(number), [.. parents.Select(Sha)], Ada, Day(day), Ada, Day(day), ForgeSite.Messages.Read(message));

    private static RequestEvent Request(int commit, string title, string branch, int day) => new(
        "github", "7", "shop", ForgeSite.Hasher.Title(title), "ada", Day(1), Day(day), Day(day), Sha(commit), branch, "main", null, [], false, [], ForgeSite.Messages.RequestTickets(title, branch, ""));

    private static string Sha(int number) => new((char)('a' + number), 40);

    private static DateTimeOffset Day(int day) => new(2026, 3, day, 12, 0, 0, TimeSpan.Zero);
}
