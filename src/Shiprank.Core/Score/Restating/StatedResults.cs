using Shiprank.Core.Attribution.Spend;

namespace Shiprank.Core.Score.Restating;

/// <summary>What the last run stated, as far as the next one compares it.</summary>
/// <param name="SpendNano">Nano-USD by UTC day and fate.</param>
public sealed record StatedResults(
    DateTimeOffset AsOf, string PolicySha256, IReadOnlyList<StatedCell> Cells, IReadOnlyList<StatedChange> Changes, IReadOnlyDictionary<(DateOnly Day, SpendFate Fate), long> SpendNano);

/// <param name="Changes">Shas of the changes that contribute.</param>
public sealed record StatedCell(string Repository, string Service, DateOnly Day, string Person, long NdNano, bool Provisional, IReadOnlyList<string> Changes);

public sealed record StatedChange(string Repository, string Service, string Sha, DateTimeOffset? DeployedAt, int Eligible, int Alive, int Deleted, QualityReasons Reasons);
