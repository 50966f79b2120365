using Shiprank.Core.Score;

namespace Shiprank.Tests.Scoring.Properties;

/// <summary>Policy 2: a block that one change takes out and another adds has moved, in either order.</summary>
public sealed class MoveAcrossTests
{
    private const string Other = World.Api + "rules.py";

    private readonly BlockWorld world = new();

    [Theory]
    [InlineData(0.5)]
    [InlineData(29)]
    [InlineData(90)]
    public void Taken_out_first_it_goes_back_to_its_owner(double days)
    {
        world.Wait(40);
        var out_ = world.Take("bob", BlockWorld.Home, world.Block);
        var in_ = world.Wait(days).Add("bob", Other, world.Block);
        Assert.Equal((0, 0, 0), world.Judged(in_) is var c ? (c.Eligible, c.Copied, c.Deleted) : default);
        Assert.Equal(0, world.Judged(out_).Deleted);
        Assert.Equal(20, world.Judged(world.Born).Alive);
        Assert.DoesNotContain(world.Score().Cells, x => x.Person == "bob");
    }

    [Fact]
    public void The_owner_keeps_what_moved_before_the_horizon()
    {
        world.Wait(5).Take("bob", BlockWorld.Home, world.Block);
        world.Wait(5).Add("bob", Other, world.Block);
        Assert.Equal((20, false), world.Judged(world.Born) is var c ? (c.Alive, c.Reasons.HasFlag(QualityReasons.Reverted)) : default);
        Assert.DoesNotContain(world.Score().Cells, x => x.Person == "bob");
        var one = new BlockWorld(policy: Policy.One);
        one.Wait(5).Take("bob", BlockWorld.Home, one.Block);
        one.Wait(5).Add("bob", Other, one.Block);
        Assert.Equal([("bob", 20m)], one.Score().Cells.Select(x => (x.Person, x.S)));
    }

    [Fact]
    public void What_nobody_was_paid_for_is_new_after_the_horizon()
    {
        world.Wait(5).Take("ada", BlockWorld.Home, world.Block);
        var back = world.Wait(40).Add("bob", Other, world.Block);
        Assert.Equal(20, world.Judged(back).Eligible);
        Assert.Equal([("bob", 20m)], world.Score().Cells.Select(c => (c.Person, c.S)));
    }

    [Theory]
    [InlineData(90.01, 20)]
    [InlineData(90, 0)]
    public void After_the_days_of_a_move_it_is_new(double days, int eligible)
    {
        world.Wait(40).Take("bob", BlockWorld.Home, world.Block);
        Assert.Equal(eligible, world.Judged(world.Wait(days).Add("bob", Other, world.Block)).Eligible);
    }

    [Fact]
    public void Added_first_the_original_lives_on_in_its_copy()
    {
        world.Wait(100);
        var copy = world.Add("bob", Other, world.Block);
        var out_ = world.Wait(20).Take("bob", BlockWorld.Home, world.Block);
        Assert.Equal((0, 0), world.Judged(copy) is var c ? (c.Eligible, c.Copied) : default);
        Assert.Equal((0, 0), world.Judged(out_) is var o ? (o.Eligible, o.Deleted) : default);
        Assert.DoesNotContain(world.Score().Cells, x => x.Person == "bob");

        // Who owns it decides what a deletion counts: the block is as old as it was, wherever it went.
        var deleted = world.Wait(1).Take("cy", Other, world.Block);
        Assert.Equal(20, world.Judged(deleted).Deleted);
        var one = new BlockWorld(policy: Policy.One);
        one.Wait(100).Add("bob", Other, one.Block);
        one.Wait(20).Take("bob", BlockWorld.Home, one.Block);
        Assert.Equal([20m, 5m], one.Score().Cells.Where(x => x.Person == "bob").Select(x => x.S));
    }

    [Fact]
    public void A_copy_that_moves_on_takes_the_line_along()
    {
        world.Wait(1).Add("bob", Other, world.Block);
        world.Wait(1).Add("bob", World.Web + "third.py", world.Block);
        world.Wait(1).Take("bob", Other, world.Block);
        world.Wait(1).Take("bob", BlockWorld.Home, world.Block);
        world.Wait(1).Ship("bob", "Rename", t => t.Rename(World.Web + "third.py", World.Web + "last.py"));
        Assert.Equal(20, world.Judged(world.Born).Alive);
        Assert.Equal(["ada"], world.Score().Cells.Select(c => c.Person));
    }

    [Fact]
    public void One_death_brings_one_block_back()
    {
        world.Wait(40).Take("bob", BlockWorld.Home, world.Block);
        world.Wait(1).Add("bob", Other, world.Block);
        var second = world.Judged(world.Wait(1).Add("bob", World.Web + "second.py", world.Block));
        Assert.Equal((0, 20), (second.Eligible, second.Copied));
        var home = world.Judged(world.Wait(1).Add("bob", BlockWorld.Home, world.Block));
        Assert.Equal((0, 20), (home.Eligible, home.Copied));
    }

    [Fact]
    public void A_part_of_a_block_comes_back_as_a_part()
    {
        world.Wait(40).Take("bob", BlockWorld.Home, world.Block);
        var own = world.World.NewLines(3);
        var part = world.Judged(world.Wait(1).Add("bob", Other, [.. own, .. world.Block.Take(7), .. world.Block.Skip(15)]));
        Assert.Equal((3 + 5, 0), (part.Eligible, part.Copied));
    }
}
