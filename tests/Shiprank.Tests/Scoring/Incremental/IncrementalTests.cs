using FsCheck;
using FsCheck.Fluent;
using Property = Shiprank.Tests.Scoring.Properties.Property;
using Shiprank.Core.Attribution.Spend;
using Shiprank.Core.Delivery;
using Shiprank.Core.Organisation;
using Shiprank.Core.Score;
using Shiprank.Core.Usage;
using Shiprank.Tests.Scoring.Properties;

namespace Shiprank.Tests.Scoring.Incremental;

/// <summary>Property 10: reading history in steps gives what one step gives, whatever comes late or is pushed by force in between.</summary>
public sealed class IncrementalTests
{
    /// <param name="Steps">What happens before the run.</param>
    /// <param name="Rewind">Changes that a push by force takes away before them.</param>
    /// <param name="Late">Which events and notes are not known at the run; −1: all are.</param>
    /// <param name="Back">Hours by which the run's as-of is earlier than now; mostly 0.</param>
    private sealed record Stage(Step[] Steps, int Rewind, int Late, int Back);

    /// <summary>Kinds of steps whose results hang on when something was delivered: what comes back may be paid for already, or never.</summary>
    private static readonly IReadOnlyList<StepKind> ComingBack =
        [StepKind.AddFile, StepKind.Delete, StepKind.Delete, StepKind.ReLand, StepKind.ReLand, StepKind.ReLand, StepKind.Deploy, StepKind.Deploy, StepKind.Rollback];

    [Fact]
    public void Steps_through_checkpoints_give_what_one_step_gives() => InSteps(
        Step.Of(Step.Everything), times: 120);

    [Fact]
    public void Blocks_through_checkpoints_give_what_one_step_gives() => InSteps(
        Step.Of(Step.Blocks), times: 200, Policy.Two.Name);

    [Fact]
    public void Blocks_that_come_back_late_give_what_one_step_gives() => InSteps(
        Step.Of([.. ComingBack, StepKind.Copy, StepKind.Copy, StepKind.LandElsewhere, StepKind.LandElsewhere]).Select(s => s with { Hours = s.A % 2 == 0 ? 20 + (s.Hours % 600) : s.Hours % 40 }), times: 200, Policy.Two.Name);

    [Fact]
    public void Late_deployments_give_lines_back_as_if_they_had_been_known() => InSteps(
        Step.Of(ComingBack).Select(s => s with { Hours = s.A % 2 == 0 ? 20 + (s.Hours % 600) : s.Hours % 40 }), times: 250);

    private static Arbitrary<(Stage[] Stages, int Plan, DeploymentMode Mode)> Histories(Gen<Step> steps)
    {
        var stages =
            from done in Gen.Choose(0, 8).SelectMany(n => steps.ArrayOf(n))
            from rewind in Gen.Frequency((4, Gen.Constant(0)), (1, Gen.Choose(1, 4)))
            from late in Gen.Frequency((2, Gen.Constant(-1)), (1, Gen.Choose(0, 999)))
            from back in Gen.Frequency((4, Gen.Constant(0)), (1, Gen.Choose(1, 2000)))
            select new Stage(done, rewind, late, back);
        return Arb.From(
            from all in Gen.Choose(2, 6).SelectMany(n => stages.ArrayOf(n))
            from plan in Gen.Choose(1, 4)
            from mode in Gen.Elements(DeploymentMode.Events, DeploymentMode.Auto, DeploymentMode.Trunk)
            select (Stages: all, Plan: plan, Mode: mode));
    }

    private static void InSteps(Gen<Step> steps, int times, string policy = "policy-1")
    {
        var (resumed, whole) = (0, 0);
        Property.Holds(
            Histories(steps),
            h =>
            {
                var world = new World(h.Mode, policy: policy);
                var shelf = new MemoryShelf { Plan = n => Enumerable.Range(1, n).Where(c => c % h.Plan == 0 || c == n).ToHashSet() };
                foreach (var stage in h.Stages)
                {
                    world.Rewind(stage.Rewind);
                    world.Run(stage.Steps);
                    var input = Known(world, stage.Late, world.Now.AddHours(-stage.Back));
                    var once = new MemoryShelf();
                    var (expected, found) = (once.Score(input), shelf.Score(input));
                    Assert.Equal(expected.EarnedWithShare(), found.EarnedWithShare());
                    Assert.Equal(expected.Judged(), found.Judged());
                    Assert.Equal(Linked(expected), Linked(found));
                    if (stage.Back == 0) Assert.Equal(once.Newest, shelf.Newest);
                    whole += once.PatchesRead;
                }

                resumed += shelf.PatchesRead;
            },
            times);
        Assert.InRange(resumed, 1, whole * 9 / 10);
    }

    /// <summary>What is known at a run: some events and notes come later than they happened, and go by a number of the stage.</summary>
    private static ScoreInput Known(World world, int late, DateTimeOffset asOf)
    {
        bool IsKnown(string id, DateTimeOffset at) => at <= asOf && (late < 0 || (id.Length + (int)(at.UtcTicks / TimeSpan.TicksPerHour) + late) % 7 != 0);
        var history = world.Repository.History;
        var events = new DeliveryEvents
        {
            Deployments = [.. world.Deployments.Where(d => IsKnown(d.Id, d.FinishedAt))],
            Requests = [.. world.Requests.Where(r => IsKnown(r.Id, r.OpenedAt))],
            Incidents = [.. world.Incidents.Where(i => IsKnown(i.Id, i.OpenedAt))],
        };
        var notes = history.Commits.Where(c => !c.IsMerge && c.Sha[0] < '5' && IsKnown(c.Sha, c.AuthoredAt)).Select(Note).ToList();
        List<SessionEdit> edits = [.. history.Commits.Where(c => !c.IsMerge && c.Sha[3] < '9' && IsKnown(c.Sha + "edit", c.AuthoredAt)).SelectMany(Edits)];
        return world.Input(asOf, events: events, history: history with { Commits = [.. history.Commits], FirstParents = [.. history.FirstParents], LineRecords = notes })
            with
        { Edits = edits, Sessions = [.. edits.GroupBy(e => e.Session, StringComparer.Ordinal).Select(Session)] };

        // A session writes a part of what is committed within the hour, and some sessions go on for long.
        IEnumerable<SessionEdit> Edits(Commit commit) => world.Repository.Patch(commit.Sha).Files.Where(f => f.NewPath is not null && f.Hunks.Count > 0).Select(f => new SessionEdit(
            "codex", $"s{commit.Sha[4] % 5}", f.NewPath!, commit.AuthoredAt.AddMinutes(-commit.Sha[5] % 60), [.. f.Added(f.Hunks[0]).ToArray().Where(l => l.Value % 3 != 0)]));

        LineRecord Note(Commit commit) => new(
            commit.Sha,
            [.. world.Repository.Patch(commit.Sha).Files.Where(f => f.NewPath is not null).Select(f => new AttestedRange(f.NewPath!, 1, 1 + commit.Sha[2] % 9, commit.Sha[1] < '5', "s_1"))]);
    }

    private static WorkSession Session(IGrouping<string, SessionEdit> edits) => new(
        new("codex", edits.Key, "", "", edits.Min(e => e.At).AddHours(-1), edits.Max(e => e.At), edits.Count(), EditsKnown: true, [.. edits.Select(e => e.Path).Distinct(StringComparer.Ordinal)]),
        People.Humans[edits.Key[1] % People.Humans.Count], "shop", []);

    private static IEnumerable<string> Linked(ScoreResult score) => score.Links.All
        .Select(l => $"{l.Change} {l.Session} {l.Evidence} {string.Join(' ', l.Files)} {l.MatchedLines} {string.Join(' ', l.Commits)}")
        .Concat(score.Links.Rest.Select(r => $"{r.Key} {r.Value}").Order(StringComparer.Ordinal));
}
