using Shiprank.Core.Delivery;
using Shiprank.Core.Score;
using Shiprank.Tests.Scoring.Properties;

namespace Shiprank.Tests.Scoring.Incremental;

/// <summary>What is learnt late starts a run before the first change that it makes a difference to, and no earlier.</summary>
public sealed class LateFactsTests
{
    private const string Path = World.Web + "discounts.py";

    private readonly World world = new();
    private readonly MemoryShelf shelf = new();

    public LateFactsTests() => world.Settle();

    [Fact]
    public void A_deployment_later_than_all_that_was_asked_costs_nothing()
    {
        ComeAndGo(deployedAfter: 1, goneAfter: 20, backAfter: 10);
        shelf.Score(world.Input(world.Now));
        world.Pass(TimeSpan.FromDays(2));
        world.Deploy();
        Assert.Equal(0, shelf.Cost(world.Input(world.Now)));
        Same();
    }

    [Fact]
    public void A_deployment_learnt_late_makes_a_line_new_that_had_come_back()
    {
        ComeAndGo(deployedAfter: 1, goneAfter: 20, backAfter: 25);
        var unknown = shelf.Score(world.Input(world.Now, events: world.Events with { Deployments = [world.Deployments[0]] }));
        Assert.Equal(1, shelf.Cost(world.Input(world.Now)));
        Assert.Equal((0, 10), (unknown.Changes[^1].Eligible, Same().Changes[^1].Eligible));
    }

    [Fact]
    public void A_deployment_that_turns_out_never_to_have_been_is_unlearnt()
    {
        ComeAndGo(deployedAfter: 1, goneAfter: 20, backAfter: 25);
        var known = shelf.Score(world.Input(world.Now));
        world.Deployments.RemoveAt(1);
        Assert.Equal(1, shelf.Cost(world.Input(world.Now)));
        Assert.Equal((10, 0), (known.Changes[^1].Eligible, Same().Changes[^1].Eligible));
    }

    [Fact]
    public void A_rollback_learnt_late_takes_back_what_was_paid()
    {
        ComeAndGo(deployedAfter: 1, goneAfter: 40, backAfter: 25);
        var unknown = shelf.Score(world.Input(world.Now));
        world.Deployments.Insert(2, world.Deployments[0] with { Id = "back", FinishedAt = world.Deployments[1].FinishedAt.AddDays(9) });
        Assert.Equal(1, shelf.Cost(world.Input(world.Now)));
        Assert.Equal((0, 10), (unknown.Changes[^1].Eligible, Same().Changes[^1].Eligible));
    }

    [Fact]
    public void A_note_learnt_late_starts_before_its_commit()
    {
        for (var i = 0; i < 6; i++) Commit();
        shelf.Score(world.Input(world.Now));
        var commit = world.Repository.Line[^2];
        var noted = world.Repository.History with { LineRecords = [new(commit.Sha, [new($"{World.Web}{commit.Title}.py", 1, 3, Human: false, "s_1")])] };
        Assert.Equal(2, shelf.Cost(world.Input(world.Now, history: noted)));
        Assert.Equal(0, shelf.Cost(world.Input(world.Now, history: noted)));
        Same(noted);
    }

    [Fact]
    public void A_request_learnt_late_resolves_a_revert_before_it()
    {
        var target = Commit();
        world.Commit("bob", "Revert \"Something else (#77)\"", t => t.Append(World.Web + "aside.py", world.NewLines(3)));
        Commit();
        world.Deploy();
        var before = shelf.Score(world.Input(world.Now));
        world.Requests.Add(new("events", "77", "shop", MemoryRepository.Title(target.Title), "ada", target.At, target.At, null, target.Sha, null, null, null, [], false, [], []));
        Assert.Equal(2, shelf.Cost(world.Input(world.Now)));
        Assert.Equal((false, true), (before.Changes.Single(c => c.Sha == target.Sha).WasReverted, Same().Changes.Single(c => c.Sha == target.Sha).WasReverted));
    }

    [Fact]
    public void A_push_by_force_costs_what_it_replaced()
    {
        for (var i = 0; i < 9; i++) Commit();
        shelf.Score(world.Input(world.Now));
        world.Rewind(3);
        Commit();
        Commit();
        Assert.Equal(2, shelf.Cost(world.Input(world.Now)));
        Same();
    }

    [Fact]
    public void Usage_learnt_late_costs_nothing()
    {
        Commit();
        shelf.Score(world.Input(world.Now));
        var metered = new Dictionary<string, IReadOnlyList<DateTimeOffset>>(StringComparer.Ordinal) { ["ada"] = [world.Now.AddHours(-1)] };
        var input = world.Input(world.Now, new(metered, new HashSet<string>(StringComparer.Ordinal)));
        Assert.Equal(0, shelf.Cost(input));
        Assert.Equal(ScoreEngine.Compute(input).EarnedWithShare(), shelf.Score(input).EarnedWithShare());
    }

    private MemoryCommit Commit()
    {
        world.Pass(TimeSpan.FromHours(3));
        var title = $"part_{world.Repository.Line.Count}";
        return world.Commit("ada", title, t => t.Append($"{World.Web}{title}.py", world.NewLines(10)));
    }

    /// <summary>Lines of ada's are added, go and come back by bob, each so many days after the step before. The event of their deployment is the second one.</summary>
    private void ComeAndGo(int deployedAfter, int goneAfter, int backAfter)
    {
        var lines = world.NewLines(10);
        world.Commit("ada", "Discounts", t => t.Append(Path, lines));
        world.Pass(TimeSpan.FromDays(deployedAfter));
        world.Deploy();
        world.Pass(TimeSpan.FromDays(goneAfter));
        world.Commit("bob", "Take out", t => t.Remove(Path, lines.ToHashSet(StringComparer.Ordinal)));
        world.Pass(TimeSpan.FromDays(backAfter));
        world.Commit("bob", "Land again", t => t.Append(Path, lines));
    }

    private ScoreResult Same(RepositoryHistory? history = null)
    {
        var (expected, found) = (world.Score(world.Now, history: history), shelf.Score(world.Input(world.Now, history: history)));
        Assert.Equal(expected.EarnedWithShare(), found.EarnedWithShare());
        Assert.Equal(expected.Judged(), found.Judged());
        return found;
    }
}
