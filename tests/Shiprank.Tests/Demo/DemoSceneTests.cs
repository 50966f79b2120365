using Shiprank.Core.Attribution.Spend;
using Shiprank.Core.Score;
using Shiprank.Core.Score.Dora;
using Shiprank.Engine.Changes;

namespace Shiprank.Tests.Demo;

/// <summary>What happens in the demo by plan: every fate of spend, and one change to which everything happens.</summary>
[Collection(SyncedDemo.Name)]
public sealed class DemoSceneTests(SyncedDemo demo)
{
    [Fact]
    public void Spend_has_every_fate_and_little_of_it_is_unattributed()
    {
        var fates = demo.Facts.Spend.GroupBy(p => p.Fate).ToDictionary(g => g.Key, g => g.Sum(p => p.Amount.NanoUsd ?? 0));
        Assert.Equal(Enum.GetValues<SpendFate>().Except([SpendFate.NotShown]), fates.Keys.Order());
        Assert.All(fates, f => Assert.True(f.Value > 0, $"{f.Key}"));
        Assert.InRange((double)fates[SpendFate.Unattributed] / fates.Values.Sum(), 0.01, 0.15);
    }

    [Fact]
    public void Changes_are_rolled_back_dead_and_not_yet_deployed()
    {
        Assert.Contains(demo.Facts.Score.Changes, c => c.Fate == ChangeFate.RolledBack);
        Assert.Contains(demo.Facts.Score.Changes, c => c.Fate == ChangeFate.Dead);
        Assert.Contains(demo.Facts.Score.Changes, c => c.Fate == ChangeFate.Merged);
    }

    [Fact]
    public void The_long_story_has_everything_that_a_story_can_have()
    {
        var (repository, sha) = Assert.Single(ChangeStory.Find(demo.Standing, demo.Folder.Facts.LongStory!));
        var story = ChangeStory.Of(demo.Standing, repository, sha, (_, _) => null);
        var kinds = story.Background.Steps.Select(s => s.Kind).ToList();
        StoryStepKind[] expected =
        [
            StoryStepKind.TicketOpened, StoryStepKind.RequestOpened, StoryStepKind.FirstCommit, StoryStepKind.Approved, StoryStepKind.Approved, StoryStepKind.Merged,
            StoryStepKind.Deployed, StoryStepKind.IncidentOpened, StoryStepKind.RolledBack, StoryStepKind.LiveAgain, StoryStepKind.IncidentClosed,
        ];
        Assert.Equal(expected, kinds.Where(k => k is not (StoryStepKind.AttemptFailed or StoryStepKind.Judged)));
        Assert.Equal(["claude-code", "claude-code", "codex"], story.Sessions.Select(s => s.Tool).Order(StringComparer.Ordinal));
        Assert.Equal(2, story.Background.Authors.Count);
        Assert.Contains("PAY-2001", story.Background.Tickets.Select(t => t.Key));
        Assert.True(story.Services[0].HasIncident);
        Assert.Contains(
            Directory.EnumerateFiles(Path.Combine(demo.Folder.Path, "homes"), "agent-*.jsonl", SearchOption.AllDirectories),
            f => story.Sessions.Any(s => f.Contains(s.Session, StringComparison.Ordinal)) && File.ReadAllText(f).Contains("structuredPatch", StringComparison.Ordinal));
    }

    [Fact]
    public void Its_failure_ended_with_the_rollback_and_the_fix_was_rework()
    {
        var (repository, sha) = Assert.Single(ChangeStory.Find(demo.Standing, demo.Folder.Facts.LongStory!));
        var deployments = demo.Facts.Score.Deployments.Where(d => d.Repository == repository).ToList();
        var failed = Assert.Single(deployments, d => d.Changes.Contains(sha));
        Assert.Equal(RestoredBy.Rollback, failed.Restored!.By);
        var retry = Assert.Single(deployments, d => d.BroughtBack.Contains(sha));
        Assert.True(retry.Rework.HasFlag(ReworkReasons.Fix | ReworkReasons.AfterRollback), $"{retry.Rework}");
    }

    [Fact]
    public void A_roll_out_of_the_last_friday_is_not_restored()
    {
        var last = demo.Facts.Score.Deployments.Last(d => d.Service == "ledger" && d.Kind == Core.Delivery.Deployments.DeploymentKind.Rollback);
        Assert.Equal(SmallDemo.Options.End.AddDays(-2), DateOnly.FromDateTime(last.At.UtcDateTime));
        Assert.NotEmpty(last.TakenOut);
    }
}
