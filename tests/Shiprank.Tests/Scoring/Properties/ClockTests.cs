using FsCheck;
using FsCheck.Fluent;
using Shiprank.Core.Delivery;
using Shiprank.Core.Score;

namespace Shiprank.Tests.Scoring.Properties;

/// <summary>Clocks that jump: a change is never earlier than its predecessor, and nothing later than as-of is read, whatever the commits are dated.</summary>
public sealed class ClockTests
{
    private static readonly DateTimeOffset Epoch = DateTimeOffset.UnixEpoch;
    private static readonly DateTimeOffset Last = new(9000, 1, 1, 0, 0, 0, TimeSpan.Zero);

    private static readonly Arbitrary<(Step[] Steps, int Seed)> Histories = Arb.From(
        from steps in Step.Lists(Step.Everything, 20).Generator from seed in Gen.Choose(0, 9999) select (steps, seed));

    [Fact]
    public void A_change_has_the_time_of_its_predecessor_when_its_own_is_earlier() => Property.Holds(Histories, h =>
    {
        var world = new World().Run(h.Steps);
        var (jumped, lifted) = Jump(world, h.Seed);
        foreach (var asOf in Moments(world, h.Seed))
        {
            // What is later than as-of is no change yet, and a commit like any other.
            var until = jumped with { Commits = [.. jumped.Commits.Zip(lifted.Commits, (own, change) => change.CommittedAt <= asOf ? change : own)] };
            Same(Score(world, jumped, asOf), Score(world, until, asOf));
        }
    });

    [Fact]
    public void A_change_that_is_later_than_as_of_hides_all_that_follow_it() => Property.Holds(Histories, h =>
    {
        var world = new World().Run(h.Steps);
        var (jumped, lifted) = Jump(world, h.Seed);
        var at = lifted.Commits.ToDictionary(c => c.Sha, c => c.CommittedAt, StringComparer.Ordinal);
        foreach (var asOf in Moments(world, h.Seed))
        {
            var seen = jumped with { FirstParents = [.. jumped.FirstParents.TakeWhile(sha => at[sha] <= asOf)] };
            Same(Score(world, seen, asOf), Score(world, jumped, asOf));
            Assert.All(Score(world, jumped, asOf).Changes, c => Assert.True(c.MergedAt <= asOf && (c.DeployedAt ?? asOf) <= asOf));
        }
    });

    /// <summary>The history with other dates, and the same with the committers' dates of the line as the changes have them.</summary>
    private static (RepositoryHistory Jumped, RepositoryHistory Lifted) Jump(World world, int seed)
    {
        var random = new Random(seed);
        var history = world.Repository.History;
        var jumped = history with { Commits = [.. history.Commits.Select(c => c with { CommittedAt = Jumped(c.CommittedAt), AuthoredAt = Jumped(c.AuthoredAt) })] };
        var times = jumped.Commits.ToDictionary(c => c.Sha, c => c.CommittedAt, StringComparer.Ordinal);
        var now = DateTimeOffset.MinValue;
        foreach (var sha in history.FirstParents) times[sha] = now = times[sha] > now ? times[sha] : now;
        return (jumped, jumped with { Commits = [.. jumped.Commits.Select(c => c with { CommittedAt = times[c.Sha] })] });

        DateTimeOffset Jumped(DateTimeOffset at) => random.Next(12) switch
        {
            0 => Epoch,
            1 => random.Next(6) == 0 ? Last : at,
            2 => random.Next(4) == 0 ? at.AddYears(75) : at,
            3 => at.AddDays(-random.Next(400)),
            4 => at.AddDays(random.Next(60)),
            5 => at.AddSeconds(random.Next(-7200, 7200)),
            _ => at,
        };
    }

    private static IEnumerable<DateTimeOffset> Moments(World world, int seed) =>
        [world.Repository.Line[0].At + ((world.Now - world.Repository.Line[0].At) * (seed / 9999.0)), world.Now.AddDays(100), DateTimeOffset.MinValue, Epoch, Last, DateTimeOffset.MaxValue];

    private static ScoreResult Score(World world, RepositoryHistory history, DateTimeOffset asOf) => world.Score(
        asOf,
        history: history,
        events: new()
        {
            Deployments = [.. world.Deployments.Where(d => d.FinishedAt <= asOf)],
            Requests = [.. world.Requests.Where(r => r.OpenedAt <= asOf)],
            Incidents = [.. world.Incidents.Where(i => i.OpenedAt <= asOf)],
        });

    private static void Same(ScoreResult expected, ScoreResult actual)
    {
        Assert.Equal(expected.EarnedWithShare(), actual.EarnedWithShare());
        Assert.Equal(expected.Judged(), actual.Judged());
    }
}
