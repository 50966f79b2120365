namespace Shiprank.Core.Score.Board;

/// <summary>Why a group is shown without a rank.</summary>
[Flags]
public enum NotRanked
{
    None = 0,
    TooFewPeople = 1,
    TooFewCells = 2,
    TooFewWeeks = 4,
    LowCoverage = 8,
    NotOptedIn = 16,
}

public static class NotRankedReasons
{
    public const int LeastCells = 5;
    public const int LeastWeeks = 4;
    public const decimal LeastCoverage = 0.6m;

    public static NotRanked Of(GroupSeries group, Policy policy, RankBy rank, int weeks) =>
        (group.Kind == GroupKind.Team && group.Members < policy.MinGroup ? NotRanked.TooFewPeople : 0)
        | (group.Cells < LeastCells ? NotRanked.TooFewCells : 0)
        | (weeks < LeastWeeks ? NotRanked.TooFewWeeks : 0)
        | (rank == RankBy.NdAi && !(group.Coverage >= LeastCoverage) ? NotRanked.LowCoverage : 0)
        | (group.Kind == GroupKind.Person && !group.OptedIn ? NotRanked.NotOptedIn : 0);

    /// <summary>A sentence with every reason; null for a ranked group.</summary>
    public static string? Sentence(this NotRanked reasons, Policy policy)
    {
        List<string> parts = [];
        if (reasons.HasFlag(NotRanked.NotOptedIn)) parts.Add("has not opted in");
        if (reasons.HasFlag(NotRanked.TooFewPeople)) parts.Add($"fewer than {policy.MinGroup} people");
        if (reasons.HasFlag(NotRanked.TooFewCells)) parts.Add($"fewer than {LeastCells} cells");
        if (reasons.HasFlag(NotRanked.TooFewWeeks)) parts.Add($"fewer than {LeastWeeks} weeks");
        if (reasons.HasFlag(NotRanked.LowCoverage)) parts.Add("attribution coverage below 60 %");
        return parts.Count == 0 ? null : string.Join(", ", parts);
    }
}
