using Shiprank.Core.Attribution.Spend;
using Shiprank.Engine.Changes;
using Shiprank.Server.Shell;

namespace Shiprank.Server.Features.Changes;

/// <summary>A change's story in a page's words.</summary>
internal static class ChangePageWords
{
    public static string Link(LinkEvidence link) => link switch
    {
        LinkEvidence.Session => "session id",
        LinkEvidence.Note => "git-ai note",
        LinkEvidence.Content => "its lines",
        LinkEvidence.Window => "branch, person, time",
        _ => "none",
    };

    public static string Explained(LinkEvidence link) => link switch
    {
        LinkEvidence.Session => "A trailer of a commit, or a checkpoint, names the session.",
        LinkEvidence.Note => "A git-ai note of a commit has the session’s key.",
        LinkEvidence.Content => "A commit adds lines that the session wrote, in the same path.",
        _ => "Same repository, branch and person, within four hours, with a file in common.",
    };

    public static string Name(ChangeStory story) => $"{story.Repository}{(story.Services[0].Request is { } request ? $"#{request}" : $" {story.Sha[..Math.Min(10, story.Sha.Length)]}")}";

    /// <summary>Icon of a step in the sprite.</summary>
    public static (string Icon, string Tone) Mark(StoryStepKind kind) => kind switch
    {
        StoryStepKind.TicketOpened => ("ticket", ""),
        StoryStepKind.FirstCommit => ("git-commit", ""),
        StoryStepKind.RequestOpened or StoryStepKind.Merged => ("git-merge", ""),
        StoryStepKind.Approved => ("eye", ""),
        StoryStepKind.Deployed or StoryStepKind.LiveAgain => ("rocket", "good"),
        StoryStepKind.AttemptFailed or StoryStepKind.RolledBack or StoryStepKind.Reverted => ("ban", "bad"),
        StoryStepKind.IncidentOpened => ("alert-triangle", "bad"),
        StoryStepKind.Judged => ("check", "good"),
        _ => ("check", ""),
    };

    /// <summary>Why a change has no cost in a list.</summary>
    public static string NoCost(ChangeRow row) => row.Hiding > 0 ? "not shown" : "none linked";

    public static string Sentence(string words) => words.Length == 0 ? words : char.ToUpperInvariant(words[0]) + words[1..];

    /// <summary>Dollars; credits where only they are metered; never 0 for what has no price.</summary>
    public static string Cost(decimal? usd, decimal credits) => usd is { } known ? Figures.MoneyExact(known)
        : credits > 0 ? $"{credits.ToString("0.##", System.Globalization.CultureInfo.InvariantCulture)}{Figures.Space}credits" : "unpriced";
}
