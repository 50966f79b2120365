using FsCheck;
using FsCheck.Fluent;
using Shiprank.Core.Score;

namespace Shiprank.Tests.Scoring.Properties;

/// <summary>Property 7: more surviving work never earns less, and what people earn is what was done.</summary>
public sealed class CreditTests
{
    private const decimal DeletedWeight = 0.25m;

    private static readonly Arbitrary<(Step[] Before, int Lines, bool Together, Step[] After)> Histories = Arb.From(
        from before in Step.Lists(Step.Everything, 10).Generator
        from lines in Gen.Choose(1, 60)
        from together in Gen.Elements(true, false)
        from after in Step.Lists(Step.Everything, 10).Generator
        select (before, lines, together, after));

    private static readonly Arbitrary<(int Ada, int Bob, int Agent, int Lost)> Merges = Arb.From(
        from ada in Gen.Choose(1, 40) from bob in Gen.Choose(1, 40) from agent in Gen.Choose(1, 40) from lost in Gen.Choose(0, 40) select (ada, bob, agent, lost));

    [Theory]
    [MemberData(nameof(World.Policies), MemberType = typeof(World))]
    public void Credits_of_a_change_sum_to_one_and_sizes_to_its_size(string policy) => Property.Holds(Step.Lists(Step.Everything, 30), steps =>
    {
        foreach (var change in new World(policy: policy).Run(steps).Score().Changes)
        {
            Assert.All(change.Parts, p => Assert.True(p is { Credit: > 0, Size: >= 0 }, $"{p}"));
            Assert.Equal(change.Alive + (DeletedWeight * change.Deleted), change.Parts.Sum(p => p.Size), 6);
            if (change.Parts.Count > 0) Assert.Equal(1, change.Parts.Sum(p => p.Credit), 6);
            else Assert.Equal(0, change.Eligible + change.Deleted);
        }
    });

    [Theory]
    [MemberData(nameof(World.Policies), MemberType = typeof(World))]
    public void One_more_surviving_line_never_lowers_its_authors_cell(string policy) => Property.Holds(Histories, h =>
    {
        ScoreResult Ship(int lines)
        {
            var world = new World(policy: policy).Run(h.Before);
            world.Pass(TimeSpan.FromHours(30));
            var added = Enumerable.Range(0, lines).Select(i => $"extra_{i} = measure_{i}(order)");
            world.Commit("ada", h.Together ? $"Extra\n\n{People.Trailer("bob")}" : "Extra", t => t.Write(World.Untouched + "extra.py", added));
            world.Deploy();

            // What later steps choose must not depend on the number of lines: nothing lands again by its place among the dead.
            return world.Run(h.After.Where(s => s.Kind is not StepKind.ReLand)).Score();
        }

        var (less, more) = (Ship(h.Lines), Ship(h.Lines + 1));
        foreach (var cell in less.Cells.Where(c => c.Person is "ada" || (h.Together && c.Person is "bob")))
        {
            var same = more.Cells.SingleOrDefault(c => c.Service == cell.Service && c.Day == cell.Day && c.Person == cell.Person);
            Assert.True(same?.S >= cell.S && same.Nd >= cell.Nd, $"{cell.Person} {cell.Day}: {cell.S} became {same?.S}");
        }
    });

    [Theory]
    [MemberData(nameof(World.Policies), MemberType = typeof(World))]
    public void In_a_merge_each_earns_their_own_surviving_lines_with_their_own_ai_share(string policy) => Property.Holds(Merges, m =>
    {
        var world = new World(policy: policy);
        world.Settle();
        var (ada, bob, agent) = (world.NewLines(m.Ada), world.NewLines(m.Bob), world.NewLines(m.Agent));
        world.Repository.Merge("cy", world.Now, "Merge", [
            ("ada", "One", t => t.Append(World.Web + "ada.py", ada)),
            ("bob", $"Two\n\n{People.Trailer(People.Agent)}", t => t.Append(World.Web + "bob.py", bob)),
            (People.Agent, $"Three\n\n{People.Trailer("dan")}", t => t.Append(World.Web + "agent.py", agent))]);
        world.Deploy();
        var merged = world.Repository.Line[^1].Sha;
        world.Pass(TimeSpan.FromDays(3));
        world.Commit("cy", "Shorten", t => t.Write(World.Web + "bob.py", [.. bob.Skip(m.Lost), .. world.NewLines(60)]));
        var cells = world.Score().Cells.Where(c => c.Changes.Contains(merged, StringComparer.Ordinal)).ToDictionary(c => c.Person, StringComparer.Ordinal);
        Assert.Equal(m.Ada, cells["ada"].S);
        Assert.Equal(new Share(0, 0, 1), cells["ada"].Share);
        Assert.Equal(Math.Max(0, m.Bob - m.Lost), cells.TryGetValue("bob", out var b) ? b.S : 0);
        if (b is not null) Assert.Equal(new Share(0, 0.8m, 1), b.Share);
        Assert.Equal(m.Agent, cells["dan"].S);
        Assert.Equal(new Share(1, 1, 1), cells["dan"].Share);
        Assert.DoesNotContain("cy", cells.Keys);
    });
}
