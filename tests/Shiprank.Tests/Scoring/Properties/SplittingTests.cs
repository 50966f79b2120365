using FsCheck;
using FsCheck.Fluent;

namespace Shiprank.Tests.Scoring.Properties;

/// <summary>Properties 1 and 2 of the policy: cutting work smaller earns nothing.</summary>
public sealed class SplittingTests
{
    private static readonly IReadOnlyList<StepKind> Mild = [StepKind.AddFile, StepKind.Insert, StepKind.Rename, StepKind.Reindent, StepKind.Bot, StepKind.Agent, StepKind.CoAuthor, StepKind.Merge, StepKind.Deploy];

    private static readonly Arbitrary<(Step[] Before, int[] Parts, Step[] After)> Cuts = Arb.From(
        from before in Step.Lists(Step.Everything, 10).Generator
        from parts in Gen.Choose(1, 400).ArrayOf(4)
        from after in Step.Lists(Mild, 8).Generator
        select (before, parts, after));

    [Theory]
    [MemberData(nameof(World.Policies), MemberType = typeof(World))]
    public void Cutting_a_request_into_several_on_one_day_changes_nothing(string policy) => Property.Holds(Cuts, c =>
    {
        var whole = new World(policy: policy).Run(c.Before);
        var cut = new World(policy: policy).Run(c.Before);
        Ship(whole, [[.. c.Parts]]);
        Ship(cut, [.. c.Parts.Select(p => new[] { p })]);
        whole.Run(c.After);
        cut.Run(c.After);
        Assert.Equal(whole.Score().EarnedWithShare(), cut.Score().EarnedWithShare());
    });

    [Theory]
    [MemberData(nameof(World.Policies), MemberType = typeof(World))]
    public void Nd_of_a_cell_is_never_more_than_its_scu(string policy) => Property.Holds(Step.Lists(Step.Everything, 25), steps =>
    {
        foreach (var cell in new World(policy: policy).Run(steps).Score().Cells)
        {
            Assert.InRange(cell.S, 0.0001m, 1000m);
            Assert.Equal(cell.S * cell.S / ((cell.S * cell.S) + 1600), cell.Nd, 9);
            Assert.Equal(cell.S / 80, cell.Scu, 9);
            Assert.True(cell.Nd <= cell.Scu);
        }
    });

    [Fact]
    public void Spreading_work_over_days_and_services_never_earns_more_than_its_scu() => Property.Holds(Arb.From(Gen.Choose(1, 60).NonEmptyListOf()), parts =>
    {
        var world = new World();
        world.Settle();
        foreach (var (size, i) in parts.Select((p, i) => (p, i)))
        {
            world.Pass(TimeSpan.FromHours(size % 3 * 12));
            world.Commit("ada", "Part", t => t.Append($"{(size % 2 == 0 ? World.Api : World.Web)}part{i}.py", world.NewLines(size)));
            world.Deploy();
        }

        var cells = world.Score().Cells;
        Assert.Equal(parts.Sum() / 80m, cells.Sum(c => c.Scu), 9);
        Assert.True(cells.Sum(c => c.Nd) <= cells.Sum(c => c.Scu));
    });

    /// <summary>Each number of a request is one new file and some lines taken out of the base, fewer than it adds.</summary>
    private static void Ship(World world, IReadOnlyList<int[]> requests)
    {
        // The day begins anew: cut or whole, the merges lie on one day, at the times of the parts.
        world.Pass(TimeSpan.FromHours(36));
        world.Pass(world.Now.Date.AddDays(1) - world.Now.UtcDateTime);
        var start = world.Now;
        foreach (var request in requests)
        {
            world.Commit("ada", "Request", t =>
            {
                foreach (var part in request)
                {
                    var path = $"{(part % 3 == 0 ? World.Api : World.Web)}request{part}.py";
                    t.Append(path, world.NewLines(4 + (part % 20)));
                    var from = t.Files.Keys.First(k => t.Lines(k).Count > 0);
                    t.Remove(from, t.Lines(from).Take(part % 4).ToHashSet(StringComparer.Ordinal));
                }
            });
        }

        world.Pass(start.AddHours(3) - world.Now);
        world.Deploy();
        world.Pass(TimeSpan.FromHours(1));
    }
}
