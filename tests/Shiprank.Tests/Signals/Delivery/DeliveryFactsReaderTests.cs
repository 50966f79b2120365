using Shiprank.Cli;
using Shiprank.Core.Signals.Delivery;
using Shiprank.Engine;
using Shiprank.Engine.Scoring;
using Shiprank.Engine.Signals;
using Shiprank.Tests.Cli;

namespace Shiprank.Tests.Signals.Delivery;

/// <summary>A small history in git with its events, synced as anybody would: what rules look at is in the facts.</summary>
public sealed class DeliveryFactsReaderTests : IDisposable
{
    private static readonly DateTimeOffset Start = new(2026, 9, 1, 9, 0, 0, TimeSpan.Zero);
    private readonly CliRun run = new();
    private readonly TestGit git;
    private readonly List<string> events = [];

    public DeliveryFactsReaderTests()
    {
        git = new TestGit(Path.Combine(run.Folder, "shop")).Init();
        File.WriteAllText(Path.Combine(run.Folder, "shiprank.yaml"), """
            organisation: Example
            policy: default
            time_zone: UTC
            repositories:
              - name: shop
                path: ./shop
                services: [{ name: web, environment: production, mode: events }]
            people:
              - { id: ada, name: Ada Example, emails: [ada@example.com], logins: [ada] }
              - { id: bob, name: Bob Example, emails: [bob@example.com], logins: [bob] }
            teams:
              - { id: all, name: All, members: [{ person: ada }, { person: bob, to: 2026-09-20 }] }
            """);
    }

    [Fact]
    public void Lines_that_an_author_takes_out_again_and_files_are_told()
    {
        var first = Commit(0, "Add", ("a.py", Lines(0, 20)));
        var second = Commit(2, "Write anew", ("a.py", Lines(100, 15) + Lines(15, 5)));
        var facts = Read();
        var (one, two) = (facts.Changes.Single(c => c.Sha == first), facts.Changes.Single(c => c.Sha == second));
        Assert.Equal((20, 15, 15, 0), (one.Lines, one.OwnRework, two.Lines, two.OwnRework));
        Assert.Equal(one.Files, two.Files);
        Assert.Equal("ada", one.Author);
    }

    [Fact]
    public void Data_is_beside_and_lock_files_are_nothing()
    {
        var sha = Commit(0, "Bump", ("data.json", Lines(0, 6)), ("package-lock.json", Lines(10, 50)));
        var change = Read().Changes.Single(c => c.Sha == sha);
        Assert.Equal((0, 6), (change.Size, change.Beside));
    }

    [Fact]
    public void A_mark_is_claimed_whatever_usage_tells()
    {
        var plain = Commit(0, "Add", ("a.py", Lines(0, 5)));
        var marked = Commit(1, "More\n\nCo-authored-by: Claude <noreply@anthropic.com>", ("b.py", Lines(10, 5)));
        var facts = Read();
        Assert.Equal([(plain, false, false), (marked, true, false)], facts.Changes.Select(c => (c.Sha, c.Claims, c.Metered)));
    }

    [Fact]
    public void Anothers_name_under_an_address_is_told()
    {
        for (var i = 0; i < 6; i++) Commit(i, $"Work {i}", ($"f{i}.py", Lines(10 * i, 5)));
        for (var i = 6; i < 12; i++) Commit(i, $"Work {i}", $"{(i % 2 == 0 ? "Bob Example" : "Ada E.")} <ada@example.com>", ($"f{i}.py", Lines(10 * i, 5)));
        var identity = Assert.Single(Read().Identities);
        Assert.Equal(("ada", 1, 3, 12), (identity.Person, identity.Names, identity.Foreign, identity.All));
        Assert.Equal(3, identity.Commits.Count);
    }

    [Fact]
    public void Roll_outs_are_told_by_what_they_bring()
    {
        var first = Commit(0, "Add", ("a.py", Lines(0, 5)));
        var second = Commit(1, "More", ("b.py", Lines(10, 5)));
        Deploy("d1", first, 0);
        Deploy("d2", second, 1);
        Deploy("d3", second, 2);
        Deploy("d4", first, 3);
        Deploy("d5", second, 4);
        var facts = Read();
        Assert.Equal(
            [("d1", RollOutKind.Delivery), ("d2", RollOutKind.Delivery), ("d3", RollOutKind.Again), ("d4", RollOutKind.Rollback), ("d5", RollOutKind.Delivery)],
            facts.RollOuts.Select(r => (r.Id, r.Kind)));
        Assert.Equal([second], facts.RollOuts[3].TakenOut);
    }

    [Fact]
    public void An_incident_remembers_how_it_was_told_first()
    {
        Commit(0, "Add", ("a.py", Lines(0, 5)));
        foreach (var (severity, at) in new[] { ("sev1", 2), ("sev3", 5) })
        {
            events.Add($$"""{"type":"incident","id":"INC-1","severity":"{{severity}}","opened_at":"{{Time(1)}}","service":"web","updated_at":"{{Time(at)}}"}""");
        }

        events.Add($$"""{"type":"incident","id":"INC-2","severity":"sev2","opened_at":"{{Time(1)}}","service":"web"}""");
        Assert.Equal([("INC-1", 1, 3), ("INC-2", 2, 2)], Read().Incidents.Select(i => (i.Id, i.FirstSeverity, i.Severity)).Order());
    }

    [Fact]
    public void Requests_tickets_and_teams_are_told()
    {
        var sha = Commit(1, "SHP-7: Add (#4)", ("a.py", Lines(0, 5)));
        events.Add($$"""{"type":"request","id":"4","repository":"shop","title":"SHP-7: Add","author":"ada","opened_at":"{{Time(0)}}","merged_at":"{{Time(1)}}","merge_sha":"{{sha}}","approvals":[{"person":"ada","at":"{{Time(0.5)}}"},{"person":"bob","at":"{{Time(0.9)}}"}],"review_known":true}""");
        events.Add($$"""{"type":"work_item","id":"SHP-7","owner":"ada@example.com","status":"done","opened_at":"{{Time(0)}}","closed_at":"{{Time(1)}}"}""");
        var facts = Read();
        var change = Assert.Single(facts.Changes);
        Assert.Equal(("SHP-7", Start, true), (Assert.Single(change.Tickets), change.OpenedAt, change.ReviewKnown));
        Assert.Equal(("bob", Start.AddDays(0.9)), (Assert.Single(change.Approvals).Person, change.Approvals[0].At));
        Assert.Equal(new TicketFact("SHP-7", "ada", Start, Start.AddDays(1)), Assert.Single(facts.Tickets));
        Assert.Equal([("ada", "all"), ("bob", "all")], facts.Teams.Select(t => (t.Key, t.Value)).Order());
    }

    [Fact]
    public void Older_work_is_not_looked_at()
    {
        Commit(-120, "Old", ("a.py", Lines(0, 5)));
        var sha = Commit(1, "New", ("b.py", Lines(10, 5)));
        Assert.Equal([sha], Read().Changes.Select(c => c.Sha));
    }

    public void Dispose() => run.Dispose();

    private static string Time(double day) => $"{Start.AddDays(day):yyyy-MM-ddTHH:mm:ssZ}";

    private static string Lines(int from, int count) => string.Concat(Enumerable.Range(from, count).Select(i => $"value_{i} = compute_{i}(order)\n"));

    private string Commit(double day, string message, params (string Path, string Text)[] files) => Commit(day, message, "Ada Example <ada@example.com>", files);

    private string Commit(double day, string message, string author, params (string Path, string Text)[] files)
    {
        foreach (var (path, text) in files) File.WriteAllText(Path.Combine(git.Folder, path), text);
        return git.Commit(message, Start.AddDays(day), author);
    }

    private void Deploy(string id, string sha, double day) =>
        events.Add($$"""{"type":"deployment","id":"{{id}}","repository":"shop","service":"web","environment":"production","sha":"{{sha}}","status":"success","finished_at":"{{Time(day + 0.5)}}"}""");

    private DeliveryFacts Read()
    {
        var (config, data, told) = (Path.Combine(run.Folder, "shiprank.yaml"), Path.Combine(run.Folder, "data"), Path.Combine(run.Folder, "events.jsonl"));
        File.WriteAllLines(told, events);
        Assert.True(run.Run("sync", "--events", told, "--config", config, "--data", data) == ExitCode.Ok, run.Error);
        using var store = Workspace.OpenStore(data, TimeProvider.System).Value;
        return DeliveryFactsReader.Read(store, Standing.Read(store, Workspace.Load(config).Value!).Value!);
    }
}
