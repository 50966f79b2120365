using Shiprank.Core.Score;

namespace Shiprank.Tests.Scoring.Properties;

/// <summary>Policy 2: a block that is alive elsewhere when a change adds it counts as a copy.</summary>
public sealed class CopyTests
{
    private const string Other = World.Web + "copy.py";
    private const string Api = World.Api + "copy.py";

    private readonly BlockWorld world = new();

    [Theory]
    [InlineData(5, 5, 0)]
    [InlineData(6, 0, 6)]
    [InlineData(20, 0, 20)]
    public void A_copy_counts_from_six_lines_in_a_row(int lines, int eligible, int copied)
    {
        var change = world.Judged(world.Wait(2).Add("bob", Other, world.Block.Skip(20 - lines)));
        Assert.Equal((eligible, copied), (change.Eligible, change.Copied));
        Assert.Equal(eligible, change.Parts.Sum(p => p.Size));
    }

    [Fact]
    public void By_policy_1_the_same_copy_is_new()
    {
        var one = new BlockWorld(policy: Policy.One);
        var change = one.Judged(one.Wait(2).Add("bob", Other, one.Block));
        Assert.Equal((20, 0), (change.Eligible, change.Copied));
    }

    [Fact]
    public void Own_lines_around_a_copy_count()
    {
        var own = world.World.NewLines(9);
        var change = world.Judged(world.Wait(2).Add("bob", Api, [.. own.Take(4), .. world.Block.Take(12), .. own.Skip(4)]));
        Assert.Equal((9, 12), (change.Eligible, change.Copied));
        Assert.Equal("api", change.Service);
    }

    [Fact]
    public void Braces_and_blank_lines_neither_make_nor_break_a_block()
    {
        var spread = world.Block.Take(6).SelectMany((l, i) => new[] { l, i % 2 == 0 ? "}" : "" });
        Assert.Equal(6, world.Judged(world.Wait(1).Add("bob", Other, spread)).Copied);
        var braces = Enumerable.Repeat("  }", 30).Concat(world.Block.Take(5)).Concat(Enumerable.Repeat("{", 30));
        Assert.Equal((5, 0), (world.Judged(world.Wait(1).Add("bob", Api, braces)) is var c ? (c.Eligible, c.Copied) : default));
    }

    [Fact]
    public void Lines_that_many_files_have_count_while_they_are_no_block()
    {
        string[] common = ["import logging", "import os", "from shop import db", "return None", "raise ValueError(name)"];
        world.Add("cy", World.Web + "one.py", [.. common, .. world.World.NewLines(3)]);
        var change = world.Judged(world.Wait(1).Add("bob", Other, common.SelectMany(l => new[] { l, world.World.NewLines(1)[0] })));
        Assert.Equal((10, 0), (change.Eligible, change.Copied));
    }

    [Fact]
    public void Another_order_is_another_block() =>
        Assert.Equal(0, world.Judged(world.Wait(1).Add("bob", Other, world.Block.Reverse())).Copied);

    [Fact]
    public void Pasted_twice_in_one_change_it_counts_once()
    {
        var lines = world.World.NewLines(8);
        var change = world.Judged(world.Ship("bob", "Twice", t =>
        {
            t.Append(World.Web + "first.py", lines);
            t.Append(World.Web + "second.py", lines);
        }));
        Assert.Equal((8, 8), (change.Eligible, change.Copied));
    }

    [Fact]
    public void What_repeats_within_a_block_is_there_before_only_where_it_ended_before()
    {
        var same = Enumerable.Repeat("total = total + part", 11);
        var change = world.Judged(world.Add("bob", Other, same));
        Assert.Equal((11, 0), (change.Eligible, change.Copied));
        change = world.Judged(world.Add("bob", World.Web + "again.py", Enumerable.Repeat("count = count + step", 12)));
        Assert.Equal((6, 6), (change.Eligible, change.Copied));
    }

    [Fact]
    public void A_copy_of_what_is_gone_is_no_copy()
    {
        var gone = new BlockWorld();
        gone.Wait(10).Take("ada", BlockWorld.Home, gone.Block);
        var change = gone.Judged(gone.Wait(91).Add("bob", Other, gone.Block));
        Assert.Equal((20, 0), (change.Eligible, change.Copied));
    }

    [Fact]
    public void Taking_a_copy_away_earns_nothing_either()
    {
        world.Wait(1).Add("bob", Other, world.Block);
        var removed = world.Judged(world.Wait(200).Take("bob", Other, world.Block));
        Assert.Equal((0, 0), (removed.Eligible, removed.Deleted));
        Assert.Equal(20, world.Judged(world.Born).Alive);
        Assert.DoesNotContain(world.Score().Cells, c => c.Person == "bob");
    }

    [Fact]
    public void A_weight_gives_a_copy_its_part_in_the_split_of_its_commit()
    {
        var half = new BlockWorld(policy: Policy.Two with { CopiedWeight = 0.5m });
        var commit = half.Wait(1).Ship("bob", $"Copy\n\n{People.Trailer("dan")}", t => t.Append(Other, [.. half.Block, .. half.World.NewLines(4)]));
        var change = half.Judged(commit);
        Assert.Equal((4, 20), (change.Eligible, change.Copied));
        Assert.Equal([("bob", 0.5m, 7m), ("dan", 0.5m, 7m)], change.Parts.Select(p => (p.Person, p.Credit, p.Size)));
    }

    [Fact]
    public void What_was_vendored_is_copied_too()
    {
        var lines = world.World.NewLines(10);
        world.Add("cy", World.Web + "vendor/lib.py", lines);
        Assert.Equal((0, 10), world.Judged(world.Wait(1).Add("bob", Other, lines)) is var c ? (c.Eligible, c.Copied) : default);
    }
}
