using Shiprank.Core.Badges;

namespace Shiprank.Core.Organisation;

/// <summary>A figure that may stand on a status badge: of teams and repositories, never an amount of tokens or money.</summary>
public enum PublishedMetric
{
    /// <summary>Normalised deployments per active engineer-week of a team, with its interval.</summary>
    Nd,

    /// <summary>Eligible lines alive at the horizon ÷ eligible lines.</summary>
    Survival,

    /// <summary>Failed ÷ delivering deployments.</summary>
    ChangeFailureRate,

    /// <summary>Days on which a deployment delivered something, a week.</summary>
    DeploymentDays,
}

/// <summary>The words for metrics in addresses and in the organisation file.</summary>
public static class PublishedMetrics
{
    private static readonly (string Word, PublishedMetric Metric)[] all =
        [("nd", PublishedMetric.Nd), ("survival", PublishedMetric.Survival), ("change-failure-rate", PublishedMetric.ChangeFailureRate), ("deployment-days", PublishedMetric.DeploymentDays)];

    public static IEnumerable<string> Words => all.Select(m => m.Word);

    public static string Word(PublishedMetric metric) => all.First(m => m.Metric == metric).Word;

    /// <summary>Null when there is no such metric.</summary>
    public static PublishedMetric? Of(string word) => all.Where(m => m.Word == word).Select(m => (PublishedMetric?)m.Metric).FirstOrDefault();
}

/// <summary>What an owner lets everybody see: a metric of a team or of a repository.</summary>
/// <param name="Kind">Team or repository.</param>
public sealed record PublishedFigure(HolderKind Kind, string Id, PublishedMetric Metric);

/// <summary>The part <c>badges</c> of the organisation file.</summary>
public sealed record BadgeSettings
{
    public static readonly BadgeSettings Default = new();

    /// <summary>In the order of the gallery: those of the product without the ones switched off, then the organisation's own.</summary>
    public IReadOnlyList<BadgeDefinition> Definitions { get; init; } = BadgeLibrary.All;

    public IReadOnlyList<PublishedFigure> Publish { get; init; } = [];

    /// <summary>Origins that may embed a person's badges in a frame, as <c>frame-ancestors</c> takes them; empty: none.</summary>
    public IReadOnlyList<string> FrameAncestors { get; init; } = [];

    /// <summary>Address of this server as others reach it, without a slash at its end: part of the ids of credentials; null: no credentials are issued.</summary>
    public string? Issuer { get; init; }
}
