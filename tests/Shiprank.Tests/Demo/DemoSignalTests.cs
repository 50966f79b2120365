using Shiprank.Core.Signals;
using Shiprank.Engine;
using Shiprank.Engine.Demo;
using Shiprank.Engine.Signals;
using UsageFacts = Shiprank.Core.Signals.Usage.UsageFacts;

namespace Shiprank.Tests.Demo;

/// <summary>What rules about usage ask on the demo: the one whose agents run in loops, and nobody else.</summary>
[Collection(SyncedDemo.Name)]
public sealed class DemoSignalTests(SyncedDemo demo, ITestOutputHelper output)
{
    [Fact]
    public void Whose_agents_run_in_loops_is_asked_and_nobody_else()
    {
        UsageFacts facts;
        using (var store = Workspace.OpenStore(Path.Combine(demo.Folder.Path, "data"), TimeProvider.System).Value)
        {
            facts = new UsageFactsReader(store).Read(SmallDemo.Options.AsOf, TestContext.Current.CancellationToken);
        }

        var people = facts.Subjects.Where(s => s.Subject.Kind == SubjectKind.Person).ToList();
        Assert.True(people.Count > 15);
        Assert.Contains(people, s => s.Prompts.Prompts > 0);
        var found = SignalCatalogue.Look(new() { AsOf = SmallDemo.Options.AsOf, Usage = facts, Delivery = new() });
        foreach (var one in found) output.WriteLine($"{one.Rule} {one.Subject.Kind} {one.Subject.Id}: {one.Seen}");
        var looper = demo.Folder.Facts.Cast.Single(c => c.Role == CastRole.Tokenmaxxer).Id;
        Assert.Contains(found, f => f.Rule == "level-outlier" && f.Subject == new SignalSubject(SubjectKind.Person, looper));
        Assert.All(found, f => Assert.Equal(looper, f.Subject.Id));
    }
}
