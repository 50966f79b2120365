using System.Globalization;
using Shiprank.Core.Score;
using Shiprank.Engine.Documents;

namespace Shiprank.Engine.Changes;

/// <summary>The steps of a change's story in words. Only people who share are named.</summary>
public static class StoryWords
{
    public static string Of(StoryStep step, ChangeStory story, SharedNames names, Policy policy) => step.Kind switch
    {
        StoryStepKind.TicketOpened => $"ticket {step.Id} opened{(step.Person is { } owner && names.Name(owner) is { } name ? $", owner {name}" : "")}",
        StoryStepKind.FirstCommit => FirstCommit(story.Background, names),
        StoryStepKind.RequestOpened => $"request {step.Id} opened{By(step.Person, names)}",
        StoryStepKind.Approved => $"approved{By(step.Person, names)}",
        StoryStepKind.Merged => step.Id is null ? "pushed to the default branch" : "merged",
        StoryStepKind.AttemptFailed => $"roll-out {step.Id} of {step.Service} did not succeed",
        StoryStepKind.Deployed => step.Id is null ? $"counts as deployed to {step.Service} (deployment unknown: its merge)" : $"deployed to {step.Service} by {step.Id}",
        StoryStepKind.IncidentOpened => $"incident {step.Id} (sev{step.Severity}) opened",
        StoryStepKind.IncidentClosed => $"incident {step.Id} closed{After(step, story)}",
        StoryStepKind.RolledBack => $"rolled back in {step.Service} by {step.Id}",
        StoryStepKind.LiveAgain => $"live again in {step.Service} by {step.Id}",
        StoryStepKind.Reverted => $"taken out by change {Short(step.Id!)}",
        StoryStepKind.Restored => "its lines begin to come back",
        _ => Judged(step, story, policy),
    };

    public static string Fate(ScoredChange service) => service.Fate switch
    {
        ChangeFate.Merged => "not deployed",
        ChangeFate.Baseline => "live before the first deployment known",
        ChangeFate.RolledBack => "rolled back",
        ChangeFate.Live when service.Provisional => "live so far",
        var fate => ScoreDocument.FateText(fate),
    };

    /// <summary>An hour or more to one decimal, less in minutes.</summary>
    public static string Span(TimeSpan span) =>
        span.TotalHours >= 48 ? string.Create(CultureInfo.InvariantCulture, $"{span.TotalDays:0.0} days")
        : span.TotalHours >= 1 ? string.Create(CultureInfo.InvariantCulture, $"{span.TotalHours:0.0} hours")
        : Many((long)span.TotalMinutes, "minute");

    /// <summary>Only who shares is named.</summary>
    public static string By(string? person, SharedNames names) => person is { } id && names.Name(id) is { } name ? $" by {name}" : "";

    public static string Short(string id) => id.Length > 10 ? id[..10] : id;

    private static string FirstCommit(ChangeBackground background, SharedNames names)
    {
        var people = names.List(background.Authors);
        var agents = background.Agents.Count > 0 ? $"{(people.Length > 0 ? " with " : "")}{string.Join(", ", background.Agents)}" : "";
        var of = background.Commits > 1 ? $" of {background.Commits}" : "";
        return $"first commit{of}{(people.Length + agents.Length > 0 ? ", by " : "")}{people}{agents}";
    }

    private static string After(StoryStep closed, ChangeStory story) =>
        story.Background.Steps.FirstOrDefault(s => s.Kind == StoryStepKind.IncidentOpened && s.Id == closed.Id) is { } opened ? $" after {Span(closed.At - opened.At)}" : "";

    private static string Judged(StoryStep step, ChangeStory story, Policy policy)
    {
        var service = story.Services.First(s => s.Service == step.Service);
        return $"{policy.SurvivalDays} days in {service.Service}: {Fate(service)}, {Count(service.Alive)} of {Many(service.Eligible, "line")} alive";
    }

    private static string Count(long number) => number.ToString("N0", CultureInfo.InvariantCulture);

    private static string Many(long number, string one) => $"{Count(number)} {one}{(number == 1 ? "" : "s")}";
}
