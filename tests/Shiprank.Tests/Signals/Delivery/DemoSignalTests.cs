using Shiprank.Cli;
using Shiprank.Core.Signals;
using Shiprank.Core.Signals.Delivery;
using Shiprank.Engine;
using Shiprank.Engine.Demo;
using Shiprank.Engine.Scoring;
using Shiprank.Engine.Signals;
using Shiprank.Tests.Cli;
using Shiprank.Tests.Demo;

namespace Shiprank.Tests.Signals.Delivery;

/// <summary>The whole demo, synced as anybody would: who is asked what by what was delivered.</summary>
public sealed class DemoSignalTests(DemoSignalTests.Synced demo, ITestOutputHelper output) : IClassFixture<DemoSignalTests.Synced>
{
    [Fact]
    public void The_cast_is_asked_by_the_right_rule_and_nobody_else_is()
    {
        foreach (var finding in demo.Findings)
        {
            output.WriteLine($"{finding.Rule} · {finding.Subject.Kind} {finding.Subject.Id} {finding.Episode} · {finding.Title} · {finding.Seen}");
            foreach (var evidence in finding.Evidence) output.WriteLine($"    {evidence.What}: {evidence.Value}");
        }

        string Of(CastRole role) => demo.Folder.Facts.Cast.Single(c => c.Role == role).Id;
        Assert.Equal(
            [
                $"spend-without-output {Of(CastRole.Tokenmaxxer)}",
                $"request-splitting {Of(CastRole.RequestSplitter)}",
                $"revert-loop {Of(CastRole.RevertReapplyLooper)}",
            ],
            demo.Findings.Select(f => $"{f.Rule} {f.Subject.Id}"));
    }

    /// <summary>By all rules over all facts: usage, deliveries and jobs. Who stands out honestly is asked nothing.</summary>
    [Fact]
    public void The_whole_catalogue_asks_the_cast_and_its_jobs_and_no_honest_person()
    {
        string Of(CastRole role) => demo.Folder.Facts.Cast.Single(c => c.Role == role).Id;
        foreach (var finding in demo.Everything) output.WriteLine($"{finding.Rule} {finding.Subject.Kind} {finding.Subject.Id}: {finding.Seen}");
        Assert.Equal(
            new SortedSet<string>(StringComparer.Ordinal)
            {
                $"level-outlier {Of(CastRole.Tokenmaxxer)}",
                $"spend-without-output {Of(CastRole.Tokenmaxxer)}",
                $"request-splitting {Of(CastRole.RequestSplitter)}",
                $"revert-loop {Of(CastRole.RevertReapplyLooper)}",
                "unattended-without-ticket claude-code in platform",
                "unattended-without-ticket openclaw in insight",
                "job-over-usual claude-code in fulfilment on FUL-2001",
            },
            new SortedSet<string>(demo.Everything.Select(f => $"{f.Rule} {f.Subject.Id}"), StringComparer.Ordinal));
    }

    [Fact]
    public void Every_change_that_evidence_names_is_a_change_of_the_subject()
    {
        var changes = demo.Facts.Changes.ToDictionary(c => c.Id);
        var named = demo.Findings.SelectMany(f => f.Evidence.Where(e => e.Change is not null).Select(e => (f.Subject.Id, Change: changes[e.Change!.Value]))).ToList();
        Assert.True(named.Count >= 15);
        Assert.All(named, n => Assert.Contains(n.Id, n.Change.People));
    }

    /// <summary>The whole way with a store: what it publishes gives the same facts as what was computed in memory.</summary>
    [Fact]
    public void Published_results_give_the_same_facts() => Assert.Equal(Text(demo.Facts), Text(demo.Computed));

    [Fact]
    public void Facts_hold_what_the_demo_did()
    {
        Assert.InRange(demo.Facts.Changes.Count, 500, 5000);
        Assert.Contains(demo.Facts.Changes, c => c is { Claims: true, Metered: true });
        Assert.Contains(demo.Facts.Changes, c => c.OwnRework > 0);
        Assert.Contains(demo.Facts.Changes, c => c.Beside > 0);
        Assert.Contains(demo.Facts.Changes, c => c.Author is null);
        Assert.Contains(demo.Facts.Changes, c => c.Tickets.Count > 0 && c.Approvals.Count > 0 && c.Files.Count > 0);
        Assert.Contains(demo.Facts.RollOuts, r => r.Kind == RollOutKind.Rollback && r.TakenOut.Count > 0);
        Assert.NotEmpty(demo.Facts.Incidents);
        Assert.NotEmpty(demo.Facts.Tickets);
        Assert.NotEmpty(demo.Facts.Thresholds);
        Assert.Contains(demo.Facts.Spend, s => s.Autonomous);
    }

    private static string Text(DeliveryFacts facts) => string.Join('\n', facts.Changes.Select(c => $"{c.Sha} {c.Author} {c.Lines} {c.OwnRework} {c.Size} {c.Claims} {c.Metered} {c.MatchedLines} {string.Join(',', c.Tickets)}"))
        + string.Join('\n', facts.RollOuts.Select(r => $"{r.Service} {r.Id} {r.Kind}")) + string.Join('\n', facts.Spend.Select(s => $"{s.Person} {s.Day} {s.Autonomous} {s.Fate} {s.Usd}"))
        + string.Join('\n', facts.Thresholds.Select(t => $"{t.Name} {string.Join(',', t.Values.Order())}")) + facts.Teams.Count;

    public sealed class Synced : IDisposable
    {
        private readonly CliRun run = new();

        public Synced()
        {
            var data = Path.Combine(Folder.Path, "data");
            var ended = run.Run("sync", "--events", Path.Combine(Folder.Path, "events.jsonl"), "--config", Folder.Facts.OrganisationFile, "--data", data, "--as-of", $"{Folder.Facts.Options.AsOf:yyyy-MM-ddTHH:mm:ssZ}");
            if (ended != ExitCode.Ok) throw new InvalidOperationException(run.Error);
            using var store = Workspace.OpenStore(data, TimeProvider.System).Value;
            var workspace = Workspace.Load(Folder.Facts.OrganisationFile).Value!;
            var standing = Standing.Read(store, workspace).Value!;
            Facts = DeliveryFactsReader.Read(store, standing);
            Everything = SignalCatalogue.Look(new SignalFactsReader(store).Read(standing, Folder.Facts.Options.AsOf));
            Computed = DeliveryFactsReader.Read(store, Standing.Of(Engine.Scoring.Facts.Read(store, workspace, Folder.Facts.Options.AsOf)));
            Findings = SignalCatalogue.Look(new() { AsOf = Folder.Facts.Options.AsOf, Usage = Core.Signals.Usage.UsageFacts.None, Delivery = Facts });
        }

        public DemoFolder Folder { get; } = new(new DemoOptions());

        public DeliveryFacts Facts { get; }

        public DeliveryFacts Computed { get; }

        public IReadOnlyList<Finding> Findings { get; }

        public IReadOnlyList<Finding> Everything { get; }

        public void Dispose()
        {
            run.Dispose();
            Folder.Dispose();
        }
    }
}
