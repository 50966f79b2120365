using Shiprank.Core.Delivery.Graph;
using Shiprank.Core.Delivery.Lines;
using Shiprank.Core.Organisation;
using Shiprank.Core.Score;
using Shiprank.Tests.Scoring.Properties;

namespace Shiprank.Tests.Scoring.Incremental;

/// <summary>Which checkpoints are taken, used and never used.</summary>
public sealed class CheckpointTests
{
    private readonly World world = new();

    public CheckpointTests()
    {
        for (var i = 0; i < 25; i++)
        {
            world.Pass(TimeSpan.FromHours(5));
            world.Commit("ada", $"Part {i}", t => t.Append(World.Web + "parts.py", world.NewLines(4)));
        }
    }

    private int All => world.Repository.Line.Count;

    [Fact]
    public void Damaged_checkpoints_are_made_again()
    {
        foreach (var harm in (Func<byte[], byte[]>[])[b => b[..^9], b => [], b => Changed(b, 3), b => [0x7f, .. b]])
        {
            var shelf = new MemoryShelf();
            var expected = shelf.Score(world.Input()).Judged();
            shelf.Harm(harm);
            Assert.Equal(expected, shelf.Score(world.Input()).Judged());
            Assert.Equal(0, shelf.Cost(world.Input()));
        }
    }

    [Fact]
    public void Other_rules_start_from_the_first_change()
    {
        var shelf = new MemoryShelf();
        shelf.Score(world.Input());
        var input = world.Input();
        var repository = input.Organisation.Repositories[0];
        foreach (var other in (ScoreInput[])
        [
            input with { Policy = Policy.One with { SurvivalDays = 20 } },
            input with { Policy = Policy.One with { MinAlnum = 5 } },
            input with { Policy = Policy.Two },
            input with { Policy = Policy.Two with { BlockLines = 7 } },
            input with { Policy = Policy.Two with { MoveDays = 30 } },
            input with { Organisation = input.Organisation with { Exclude = ["web/**"] } },
            input with { Organisation = input.Organisation with { Repositories = [repository with { Services = [repository.Services[0], repository.Services[1] with { Paths = ["apis/"] }] }] } },
        ])
        {
            Assert.Equal(All, shelf.Cost(other));
            Assert.Equal(0, shelf.Cost(other));
        }
    }

    [Fact]
    public void Other_weights_of_the_policy_cost_nothing()
    {
        var shelf = new MemoryShelf();
        shelf.Score(world.Input());
        var other = world.Input() with { Policy = Policy.One with { Kappa = 10, DeletedWeight = 0.5m, Unreviewed = 1 } };
        Assert.Equal(0, shelf.Cost(other));
        Assert.Equal(ScoreEngine.Compute(other).Earned(), shelf.Score(other).Earned());
        shelf.Score(world.Input() with { Policy = Policy.Two });
        Assert.Equal(0, shelf.Cost(world.Input() with { Policy = Policy.Two with { CopiedWeight = 0.5m } }));
    }

    [Fact]
    public void An_earlier_as_of_uses_only_what_is_as_early_and_writes_nothing()
    {
        var shelf = new MemoryShelf { Plan = n => Enumerable.Range(1, n).Where(c => c % 5 == 0).ToHashSet() };
        shelf.Score(world.Input());
        var places = shelf.Places.ToList();
        var at = world.Repository.Line[13].At;
        Assert.Equal(4, shelf.Cost(world.Input(at)));
        Assert.Equal(world.Score(at).Judged(), shelf.Score(world.Input(at)).Judged());
        Assert.Equal(places, shelf.Places);
    }

    [Fact]
    public void From_push_to_push_the_places_are_those_of_one_run()
    {
        for (var changes = 1; changes < 12_000; changes += 1 + (changes % 37))
        {
            var (before, after) = (CheckpointPlan.For(changes), CheckpointPlan.For(changes + 37));
            Assert.All(after.Where(c => c <= changes), c => Assert.Contains(c, before));
            Assert.InRange(after.Count, changes > 10 ? 1 : 0, 6);
        }
    }

    [Fact]
    public void A_long_history_keeps_few_checkpoints_and_reads_few_patches()
    {
        var shelf = new MemoryShelf { Plan = CheckpointPlan.For };
        shelf.Score(world.Input());
        Assert.Equal([10, 20], shelf.Places);
        Assert.Equal(All - 20, shelf.Cost(world.Input()));
        for (var i = 0; i < 7; i++) world.Commit("bob", $"More {i}", t => t.Append(World.Web + "more.py", world.NewLines(2)));
        Assert.Equal(All - 20, shelf.Cost(world.Input()));
        Assert.Equal([20, 30], shelf.Places);
    }

    [Fact]
    public void Much_work_behind_the_last_place_is_kept_as_well()
    {
        var shelf = new MemoryShelf { Plan = CheckpointPlan.For };
        world.Commit("bob", "Import", t => t.Append(World.Web + "import.py", world.NewLines(25_000)));
        shelf.Score(world.Input());
        Assert.Equal([10, 20, All], shelf.Places);
        Assert.Equal(0, shelf.Cost(world.Input()));
        for (var i = 0; i < 7; i++) world.Commit("bob", $"More {i}", t => t.Append(World.Web + "more.py", world.NewLines(2)));
        Assert.Equal(7, shelf.Cost(world.Input()));
        Assert.Equal([20, 30], shelf.Places);
    }

    [Fact]
    public void A_part_beside_the_ledger_goes_on_from_the_same_change()
    {
        var kept = new Dictionary<int, LedgerCheckpoint>();
        var shelf = new CheckpointShelf
        {
            List = _ => [.. kept.Values.Select(c => c.Name)],
            Read = (_, name) => kept.GetValueOrDefault(name.Changes),
            Save = (_, checkpoint) => kept[checkpoint.Name.Changes] = checkpoint with { Files = new Dictionary<string, int[]>(checkpoint.Files, StringComparer.Ordinal) },
            Drop = (_, names) => names.ToList().ForEach(n => kept.Remove(n.Changes)),
        };
        UInt128 digest = 7;
        Assert.Equal((0, 25), Run(shelf, c => c == 22 ? digest : 0));
        Assert.Equal((20, 25), Run(shelf, c => c == 22 ? digest : 0));
        digest = 8;
        Assert.Equal((20, 25), Run(shelf, c => c == 22 ? digest : 0));
        Assert.Equal((10, 25), Run(shelf, c => c == 12 ? digest : 0));
        Assert.Equal((0, 25), Run(shelf, c => c == 0 ? digest : 0));
        foreach (var checkpoint in kept.Values) checkpoint.Sections["count"][0]++;
        Assert.Equal((0, 25), Run(shelf, c => c == 0 ? digest : 0));
    }

    private static byte[] Changed(byte[] body, int at)
    {
        body[at] ^= 0x55;
        return body;
    }

    /// <summary>Follows 25 changes with a part that counts them. Returns where the run began and where the part ended.</summary>
    private (int From, int Counted) Run(CheckpointShelf shelf, Func<int, UInt128> digestOf)
    {
        var history = world.Repository.History;
        var graph = CommitGraph.Of(history, DateTimeOffset.MaxValue);
        Change[] changes = [.. ChangeList.Of(graph, []).All.Take(25)];
        var counted = 0;
        var part = new CheckpointPart("count", digestOf, () => [(byte)counted, 99], body =>
        {
            counted = body is [var count, 99] ? count : 0;
            return body is [] || changes.Length >= counted && counted % 10 == 0;
        });
        var keeper = new LedgerKeeper(shelf, "shop", isWhole: true, graph, changes, LedgerRules.LinesAlone, [], [part]);
        var ledger = keeper.Resume();
        var from = ledger.Taken;
        Assert.Equal(from, counted);
        foreach (var change in changes[from..])
        {
            ledger.Take(change, world.Repository.Patch(change.Sha), null, branchHasSplit: true);
            counted++;
            keeper.Passed(ledger);
        }

        keeper.Finish(ledger);
        return (from, counted);
    }
}
