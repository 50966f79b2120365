using FsCheck;
using FsCheck.Fluent;
using Shiprank.Core.Delivery;
using Shiprank.Core.Organisation;
using Shiprank.Core.Score;

namespace Shiprank.Tests.Scoring.Properties;

/// <summary>Properties 9 and 11: neither the order of reading nor what happens later changes a result.</summary>
public sealed class OrderTests
{
    private static readonly Arbitrary<(Step[] Steps, int Seed)> Histories = Arb.From(
        from steps in Step.Lists(Step.Everything, 25).Generator from seed in Gen.Choose(0, 9999) select (steps, seed));

    [Theory]
    [MemberData(nameof(World.Policies), MemberType = typeof(World))]
    public void The_order_of_events_and_repositories_does_not_matter(string policy) => Property.Holds(Histories, h =>
    {
        var (one, other) = (new World(policy: policy).Run(h.Steps), new MemoryRepository("other"));
        other.Commit("dan", one.Now, "Start", t => t.Write("main.py", one.NewLines(20)));
        ScoreInput Input(IReadOnlyList<RepositoryHistory> histories, DeliveryEvents events) => new()
        {
            Organisation = one.Organisation with { Repositories = [.. one.Organisation.Repositories, new() { Name = "other", Services = [new("other", [], null, "production", DeploymentMode.Trunk)] }] },
            Histories = histories,
            Patches = MemoryRepository.Reader([one.Repository, other]),
            Events = events,
            Policy = one.Policy,
            AsOf = one.Now.AddDays(100),
        };

        var straight = ScoreEngine.Compute(Input([one.Repository.History, other.History], one.Events));
        var mixed = ScoreEngine.Compute(Input([other.History, Shuffled(one.Repository.History, h.Seed)], Shuffled(one.Events, h.Seed)));
        Assert.Equal(straight.EarnedWithShare(), mixed.EarnedWithShare());
        Assert.Equal(straight.Judged(), mixed.Judged());
    });

    [Fact]
    public void Of_two_requests_for_one_change_the_later_counts_in_any_order()
    {
        var world = new World();
        world.Settle();
        world.Commit("ada", "Discounts", t => t.Append(World.Web + "discounts.py", world.NewLines(20)));
        world.Deploy();
        world.Review(world.Repository.Line[^1], "ada", "bob");
        world.Pass(TimeSpan.FromHours(1));
        world.Review(world.Repository.Line[^1], "ada", "ada");
        var backwards = world.Events with { Requests = [.. Enumerable.Reverse(world.Requests)] };
        Assert.Equal(10, Assert.Single(world.Score().Cells).S);
        Assert.Equal(10, Assert.Single(world.Score(events: backwards).Cells).S);
    }

    [Theory]
    [MemberData(nameof(World.Policies), MemberType = typeof(World))]
    public void What_is_later_than_as_of_changes_nothing(string policy) => Property.Holds(Histories, h =>
    {
        var world = new World(policy: policy).Run(h.Steps);
        var start = world.Repository.Line[0].At;
        var asOf = start + ((world.Now - start) * (h.Seed / 9999.0));
        var early = new World(policy: policy).Run(Until(h.Steps, start, asOf));
        Assert.Equal(early.Score(asOf, events: At(early.Events, asOf)).EarnedWithShare(), world.Score(asOf, events: At(world.Events, asOf)).EarnedWithShare());
        Assert.Equal(early.Score(asOf, events: At(early.Events, asOf)).Judged(), world.Score(asOf, events: At(world.Events, asOf)).Judged());
    });

    private static IEnumerable<Step> Until(Step[] steps, DateTimeOffset at, DateTimeOffset asOf)
    {
        foreach (var step in steps)
        {
            at += TimeSpan.FromHours(step.Hours);
            if (at > asOf) yield break;
            yield return step;
        }
    }

    private static DeliveryEvents At(DeliveryEvents events, DateTimeOffset asOf) => new()
    {
        Deployments = [.. events.Deployments.Where(d => d.FinishedAt <= asOf)],
        Requests = [.. events.Requests.Where(r => r.OpenedAt <= asOf)],
        Incidents = [.. events.Incidents.Where(i => i.OpenedAt <= asOf)],
    };

    private static DeliveryEvents Shuffled(DeliveryEvents events, int seed) => new()
    {
        Deployments = Shuffled(events.Deployments, seed),
        Requests = Shuffled(events.Requests, seed),
        Incidents = Shuffled(events.Incidents, seed),
    };

    /// <summary>Tags in any order, and commits in another order that has parents before children.</summary>
    private static RepositoryHistory Shuffled(RepositoryHistory history, int seed)
    {
        var waiting = Shuffled(history.Commits, seed).ToList();
        var done = new HashSet<string>(StringComparer.Ordinal);
        var ordered = new List<Commit>();
        while (waiting.Count > 0)
        {
            var next = waiting.First(c => c.Parents.All(done.Contains));
            waiting.Remove(next);
            done.Add(next.Sha);
            ordered.Add(next);
        }

        return history with { Commits = ordered, Tags = Shuffled(history.Tags, seed) };
    }

    private static List<T> Shuffled<T>(IReadOnlyList<T> items, int seed)
    {
        var mixed = items.ToArray();
        new Random(seed).Shuffle(mixed);
        return [.. mixed];
    }
}
