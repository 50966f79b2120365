using FsCheck;
using FsCheck.Fluent;
using Shiprank.Core.Delivery.Graph;
using Shiprank.Core.Delivery.Lines;
using Shiprank.Core.Score;

namespace Shiprank.Tests.Scoring.Properties;

/// <summary>What holds of policy 2 in any history.</summary>
public sealed class BlockTests
{
    private static readonly IReadOnlyList<StepKind> NoBlocks =
        [.. Step.Everything.Where(k => k is not (StepKind.Revert or StepKind.ReLand or StepKind.Rename))];

    /// <summary>One way of a block from file to file.</summary>
    private sealed record Way(int Kind, int Who, int From, int To, int DaysBefore, int DaysBetween, bool Deploys);

    private static readonly Gen<Way> Ways =
        from kind in Gen.Choose(0, 2)
        from who in Gen.Choose(0, 3)
        from start in Gen.Choose(0, 3)
        from end in Gen.Choose(0, 3)
        from before in Gen.Frequency((2, Gen.Choose(0, 20)), (1, Gen.Choose(25, 40)), (1, Gen.Choose(90, 130)))
        from between in Gen.Frequency((2, Gen.Choose(0, 20)), (2, Gen.Choose(25, 40)), (1, Gen.Choose(80, 90)))
        from deploys in Gen.Elements(true, true, false)
        select new Way(kind, who, start, end, before, between, deploys);

    [Fact]
    public void Where_no_text_is_written_twice_policy_2_is_policy_1() => Property.Holds(Step.Lists(NoBlocks, 25), steps =>
    {
        var (one, two) = (new World().Run(steps), new World(policy: Policy.Two.Name).Run(steps));
        Assert.Equal(one.Score().EarnedWithShare(), two.Score().EarnedWithShare());
        Assert.Equal(one.Score().Judged(), two.Score().Judged());
    });

    [Fact]
    public void However_a_block_goes_from_file_to_file_its_lines_earn_once() => Property.Holds(
        Arb.From(Gen.Choose(1, 6).SelectMany(n => Ways.ArrayOf(n)), list => Enumerable.Range(0, list.Length).Select(skip => list.Where((_, i) => i != skip).ToArray())),
        ways =>
        {
            var world = new BlockWorld();
            foreach (var way in ways) Go(world, way);
            var earned = world.Score().Changes.Where(c => c.DeployedAt is not null && c.Quality > 0).ToList();
            Assert.InRange(earned.Sum(c => c.Alive), 0, world.Block.Count);
            Assert.InRange(earned.Sum(c => c.Deleted), 0, world.Block.Count);
        },
        times: 300);

    [Fact]
    public void Sizes_sum_and_no_cell_is_more_than_its_scu_with_blocks() => Property.Holds(Step.Lists(Step.Blocks, 30), steps =>
    {
        var world = new World(policy: Policy.Two.Name).Run(steps);
        foreach (var weight in (ReadOnlySpan<decimal>)[0m, 0.5m])
        {
            var result = ScoreEngine.Compute(world.Input() with { Policy = Policy.Two with { CopiedWeight = weight } });
            Assert.All(result.Cells, c => Assert.True(c.Nd <= c.Scu && c.S <= 1000));
            foreach (var change in result.Changes)
            {
                Assert.Equal(change.Alive + (weight * change.Copied) + (0.25m * change.Deleted), change.Parts.Sum(p => p.Size), 6);
                if (change.Parts.Count > 0) Assert.Equal(1, change.Parts.Sum(p => p.Credit), 6);
            }
        }
    });

    [Fact]
    public void One_more_new_line_never_lowers_its_authors_cell_with_blocks() => Property.Holds(
        Arb.From(from before in Step.Lists(Step.Blocks, 12).Generator from lines in Gen.Choose(1, 40) from after in Step.Lists(Step.Blocks, 8).Generator select (before, lines, after)),
        h =>
        {
            ScoreResult Ship(int lines)
            {
                var world = new World(policy: Policy.Two.Name).Run(h.before);
                world.Pass(TimeSpan.FromHours(30));
                world.Commit("ada", "Extra", t => t.Write(World.Untouched + "extra.py", Enumerable.Range(0, lines).Select(i => $"extra_{i} = measure_{i}(order)")));
                world.Deploy();
                return world.Run(h.after.Where(s => s.Kind is not (StepKind.ReLand or StepKind.LandElsewhere))).Score();
            }

            var (less, more) = (Ship(h.lines), Ship(h.lines + 1));
            foreach (var cell in less.Cells.Where(c => c.Person is "ada"))
            {
                var same = more.Cells.SingleOrDefault(c => c.Service == cell.Service && c.Day == cell.Day && c.Person == cell.Person);
                Assert.True(same?.S >= cell.S && same.Nd >= cell.Nd, $"{cell.Day}: {cell.S} became {same?.S}");
            }
        });

    [Fact]
    public void What_is_later_than_as_of_changes_no_block() => Property.Holds(
        Arb.From(from steps in Step.Lists(Step.Blocks, 25).Generator from part in Gen.Choose(0, 999) select (steps, part)),
        h =>
        {
            var world = new World(policy: Policy.Two.Name).Run(h.steps);
            var line = world.Repository.Line;
            var asOf = line[h.part % line.Count].At;
            var history = world.Repository.History;
            var early = history with { FirstParents = [.. history.FirstParents.Take(line.Count(c => c.At <= asOf))] };
            Assert.Equal(world.Score(asOf, history: early).Judged(), world.Score(asOf).Judged());
        });

    [Fact]
    public void The_blocks_followed_are_those_that_the_files_have() => Property.Holds(Step.Lists(Step.Blocks, 30), steps =>
    {
        var world = new World().Run(steps);
        var graph = CommitGraph.Of(world.Repository.History, DateTimeOffset.MaxValue);
        var changes = ChangeList.Of(graph, []).All;
        var ledger = new LineLedger(changes, LedgerRules.LinesAlone with { BlockLines = 3, MoveAcross = TimeSpan.FromDays(90) });
        foreach (var change in changes)
        {
            ledger.Take(change, world.Repository.Patch(change.Sha), null, branchHasSplit: true);
            Assert.True(ledger.BlocksAreThoseOfTheFiles);
        }
    });

    private static void Go(BlockWorld world, Way way)
    {
        var (from, to) = (Path(way.From), Path(way.To));
        world.Wait(way.DaysBefore);
        if (!Has(world, from) || Has(world, to)) return;
        var who = People.Humans[way.Who];
        if (way.Kind == 0) Remove(from);
        else Append(to);
        world.Wait(way.DaysBetween);
        if (way.Kind == 0) Append(to);
        else if (way.Kind == 1) Remove(from);

        void Append(string path) => Commit(t => t.Append(path, world.Block));
        void Remove(string path) => Commit(t => t.Remove(path, world.Block.ToHashSet(StringComparer.Ordinal)));
        void Commit(Action<MemoryTree> edit)
        {
            world.World.Commit(who, "A step of a move", edit);
            if (way.Deploys) world.World.Deploy();
        }
    }

    private static bool Has(BlockWorld world, string path) => world.World.Repository.Head.Has(path) && world.World.Repository.Head.Lines(path).Contains(world.Block[0], StringComparer.Ordinal);

    private static string Path(int number) => number == 0 ? BlockWorld.Home : $"{(number % 2 == 0 ? World.Api : World.Web)}place{number}.py";
}
