using FsCheck;
using FsCheck.Fluent;

namespace Shiprank.Tests.Scoring.Properties;

/// <summary>Property 4: whatever comes and goes, a line earns once, whoever lands it.</summary>
public sealed class ReLandingTests
{
    private const decimal DeletedWeight = 0.25m;
    private const int OldLines = 12;

    /// <summary>One round of taking out and landing again.</summary>
    private sealed record Round(int Who, int From, int Count, int DaysOut, int DaysIn, bool Deploys, bool ByRevert);

    private static readonly Gen<Round> Rounds =
        from who in Gen.Choose(0, 3)
        from start in Gen.Choose(0, 19)
        from count in Gen.Choose(1, 20)
        from daysOut in Gen.Frequency((2, Gen.Choose(0, 20)), (2, Gen.Choose(25, 40)), (1, Gen.Choose(80, 90)))
        from daysIn in Gen.Frequency((2, Gen.Choose(0, 20)), (1, Gen.Choose(25, 40)), (1, Gen.Choose(90, 130)))
        from deploys in Gen.Elements(true, true, false)
        from byRevert in Gen.Elements(true, false)
        select new Round(who, start, count, daysOut, daysIn, deploys, byRevert);

    [Theory]
    [MemberData(nameof(World.Policies), MemberType = typeof(World))]
    public void A_line_that_comes_and_goes_earns_once_and_its_deletion_once(string policy) => Property.Holds(
        Arb.From(Gen.Choose(1, 6).SelectMany(n => Rounds.ArrayOf(n)), list => Enumerable.Range(0, list.Length).Select(skip => list.Where((_, i) => i != skip).ToArray())),
        rounds =>
        {
            var world = new World(policy: policy);
            world.Settle();
            var lines = world.NewLines(20);
            var born = world.Commit("ada", "Discounts", t => t.Append(World.Web + "discounts.py", lines));
            world.Deploy();
            foreach (var round in rounds) ComeAndGo(world, born, lines, round);
            world.Deploy();
            var result = world.Score();
            var earned = result.Changes.Where(c => c.DeployedAt is not null && c.Quality > 0).ToList();
            var added = earned.Sum(c => c.Alive);
            var deleted = earned.Sum(c => c.Deleted);
            Assert.InRange(added, 0, lines.Count);

            // A text that comes back after its horizon, unpaid, is another line (rule 2.4): its deletion may count as well.
            Assert.InRange(deleted, 0, result.Changes.Where(c => c.Service == "web").Sum(c => c.Eligible) - OldLines);
            Assert.Equal(added + (DeletedWeight * deleted), result.Cells.Sum(c => c.S), 6);
        },
        times: 400);

    [Theory]
    [MemberData(nameof(World.Policies), MemberType = typeof(World))]
    public void In_any_history_of_one_service_lines_earn_at_most_once(string policy) => Property.Holds(Step.Lists(Step.Everything, 25), steps =>
    {
        var world = new World(policy: policy).Run(steps.Where(s => s.Kind is not (StepKind.ReLand or StepKind.Revert or StepKind.Move or StepKind.Rename)));
        var written = world.Repository.Line.SelectMany(c => c.After.Files.Values.SelectMany(f => f.Lines)).Select(l => l.Replace(" ", "", StringComparison.Ordinal).Replace("\t", "", StringComparison.Ordinal)).ToHashSet(StringComparer.Ordinal);
        Assert.InRange(world.Score().Changes.Where(c => c.Quality > 0).Sum(c => c.Alive), 0, written.Count);
    });

    private static void ComeAndGo(World world, MemoryCommit born, IReadOnlyList<string> lines, Round round)
    {
        var path = World.Web + "discounts.py";
        var gone = lines.Skip(round.From).Take(round.Count).ToHashSet(StringComparer.Ordinal);
        var who = People.Humans[round.Who];
        world.Pass(TimeSpan.FromDays(round.DaysIn));
        var message = round.ByRevert ? $"Revert \"{born.Title}\"\n\nThis reverts commit {born.Sha}." : "Take out";
        world.Commit(who, message, t => t.Remove(path, gone));
        if (round.Deploys) world.Deploy();
        world.Pass(TimeSpan.FromDays(round.DaysOut));
        world.Commit(who, "Land again", t => t.Insert(path, round.From, lines.Where(gone.Contains)));
        if (round.Deploys) world.Deploy();
    }
}
