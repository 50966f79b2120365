using FsCheck;
using FsCheck.Fluent;
using Shiprank.Core.Attribution;

namespace Shiprank.Tests.Scoring.Properties;

/// <summary>Property 6: tokens are not in it.</summary>
public sealed class UsageTests
{
    private static readonly IReadOnlySet<string> Nobody = new HashSet<string>(StringComparer.Ordinal);
    private static readonly IReadOnlySet<string> Everybody = People.Humans.ToHashSet(StringComparer.Ordinal);

    private static readonly Arbitrary<(Step[] Steps, (int Who, int Hour)[] Usage)> Histories = Arb.From(
        from steps in Step.Lists(Step.Everything, 20).Generator
        from usage in (from who in Gen.Choose(0, 3) from hour in Gen.Choose(0, 3000) select (who, hour)).ArrayOf(40)
        select (steps, usage));

    [Theory]
    [MemberData(nameof(World.Policies), MemberType = typeof(World))]
    public void Usage_changes_no_nd(string policy) => Property.Holds(Histories, h =>
    {
        var world = new World(policy: policy).Run(h.Steps);
        var without = world.Score().Earned();
        Assert.Equal(without, world.Score(usage: Used(h.Usage, Nobody)).Earned());
        Assert.Equal(without, world.Score(usage: Used(h.Usage, Everybody)).Earned());
    });

    [Fact]
    public void More_usage_of_covered_people_only_widens_the_interval() => Property.Holds(Histories, h =>
    {
        var world = new World().Run(h.Steps);
        var less = world.Score(usage: Used([.. h.Usage.Take(h.Usage.Length / 2)], Everybody)).Cells;
        var more = world.Score(usage: Used(h.Usage, Everybody)).Cells;
        Assert.Equal(less.Count, more.Count);
        Assert.All(less.Zip(more), pair =>
        {
            Assert.Equal(pair.First.Share.Lo, pair.Second.Share.Lo);
            Assert.Equal(pair.First.Share.Mid, pair.Second.Share.Mid);
            Assert.True(pair.First.Share.Hi <= pair.Second.Share.Hi);
        });
    });

    private static UsageEvidence Used((int Who, int Hour)[] usage, IReadOnlySet<string> covered)
    {
        var start = new DateTimeOffset(2026, 1, 1, 0, 0, 0, TimeSpan.Zero);
        var metered = usage.GroupBy(u => People.Humans[u.Who], StringComparer.Ordinal)
            .ToDictionary(g => g.Key, IReadOnlyList<DateTimeOffset> (g) => [.. g.Select(u => start.AddHours(u.Hour))], StringComparer.Ordinal);
        return new(metered, covered);
    }
}
