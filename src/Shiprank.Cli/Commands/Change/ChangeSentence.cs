using Shiprank.Cli.Terminal;
using Shiprank.Core.Score;
using Shiprank.Engine.Changes;

namespace Shiprank.Cli.Commands.Change;

/// <summary>The story in two sentences: what it cost and where it got to; what went wrong on the way.</summary>
internal static class ChangeSentence
{
    public static string Of(ChangeStory story, Policy policy) => $"{Cost(story)}{Arrival(story, policy)}. {Trouble(story)}";

    private static string Cost(ChangeStory story) =>
        story.Hiding > 0 ? "What it cost is not shown; it " : story.Sessions.Count == 0 ? "No metered session is linked to it; it " : $"It cost {ChangeWords.Cost(story.CostUsd, story.Credits)} in {Figures.Many(story.Sessions.Count, "session")}, ";

    private static string Arrival(ChangeStory story, Policy policy)
    {
        var main = story.Services[0];
        var reached = story.Services.Where(s => s.DeployedAt is not null).OrderBy(s => s.DeployedAt).ToList();
        if (reached.Count == 0) return main.Fate == ChangeFate.Baseline ? $"was live in {main.Service} before the first deployment known" : $"was merged on {ChangeWords.Day(main.MergedAt)} and is in no deployment yet";
        var where = string.Join(" and ", reached.Select(s => s.Service));
        var (alive, eligible) = (story.Services.Sum(s => s.Alive), story.Services.Sum(s => s.Eligible));
        var lasting = eligible == 0 ? "it has no line that counts" : $"{Figures.Count(alive)} of its {Figures.Many(eligible, "line")} {(alive == 1 ? "is" : "are")} alive {(main.Provisional ? "so far" : $"{policy.SurvivalDays} days later")}";
        return $"reached {where} on {ChangeWords.Day(reached[0].DeployedAt!.Value)}, and {lasting}";
    }

    private static string Trouble(ChangeStory story)
    {
        var steps = story.Background.Steps;
        int Count(StoryStepKind kind) => steps.Where(s => s.Kind == kind).Select(s => s.Id).Distinct(StringComparer.Ordinal).Count();
        var approvals = steps.Where(s => s.Kind == StoryStepKind.Approved).Select(s => s.Person).Distinct(StringComparer.Ordinal).Count();
        string[] parts =
        [
            story.Services[0].ReviewKnown ? approvals == 0 ? "no approval" : Figures.Many(approvals, "approval") : "review unknown",
            Count(StoryStepKind.IncidentOpened) is > 0 and var incidents ? Figures.Many(incidents, "incident") : "no incident",
            Count(StoryStepKind.RolledBack) is > 0 and var rollbacks ? $"rolled back {Times(rollbacks)}" : "",
            Count(StoryStepKind.Reverted) is > 0 and var reverts ? $"reverted {Times(reverts)}" : "",
            story.Background.Reverts is null ? "" : "itself a revert",
        ];
        var sentence = string.Join(", ", parts.Where(p => p.Length > 0));
        return char.ToUpperInvariant(sentence[0]) + sentence[1..] + ".";
    }

    private static string Times(int count) => count == 1 ? "once" : count == 2 ? "twice" : $"{count} times";
}
