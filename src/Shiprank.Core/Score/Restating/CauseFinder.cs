namespace Shiprank.Core.Score.Restating;

/// <summary>Says why a cell is another than before, from what its changes were and are.</summary>
internal sealed class CauseFinder(StatedResults before, ScoreResult after)
{
    private const int MostCauses = 3;

    private readonly Dictionary<(string, string, string), StatedChange> were = before.Changes.ToDictionary(c => (c.Repository, c.Service, c.Sha));
    private readonly Dictionary<(string, string, string), ScoredChange> are = after.Changes.ToDictionary(c => (c.Repository, c.Service, c.Sha));

    /// <param name="changes">Of the cell as it was and as it is.</param>
    public string Of(string repository, string service, IEnumerable<string> changes)
    {
        if (before.PolicySha256 != after.Policy.Sha256) return "another policy";
        var causes = changes.Distinct(StringComparer.Ordinal).SelectMany(sha => Between(were.GetValueOrDefault((repository, service, sha)), are.GetValueOrDefault((repository, service, sha)), Short(sha)))
            .Distinct(StringComparer.Ordinal).ToList();
        if (causes.Count == 0) return "people, agents or credit";
        return causes.Count <= MostCauses ? string.Join("; ", causes) : $"{string.Join("; ", causes.Take(MostCauses))}; and {causes.Count - MostCauses} more";
    }

    private static IEnumerable<string> Between(StatedChange? was, ScoredChange? now, string sha)
    {
        if (was is null || now is null)
        {
            yield return was is null ? $"{sha} read later" : $"{sha} gone from the history";
            yield break;
        }

        var (gained, lost) = (now.Reasons & ~was.Reasons, was.Reasons & ~now.Reasons);
        var told = true;
        if (was.DeployedAt != now.DeployedAt) yield return was.DeployedAt is null ? $"deployment of {sha} told later" : $"{sha} deployed at another time";
        else if (gained.HasFlag(QualityReasons.Reverted)) yield return now.RevertedBy is [var by, ..] ? $"{sha} reverted by {Short(by.Sha)}" : $"{sha} reverted";
        else if (gained.HasFlag(QualityReasons.RolledBack)) yield return $"{sha} rolled back";
        else if (((lost | gained) & (QualityReasons.Reverted | QualityReasons.RolledBack)) != QualityReasons.None) yield return $"{sha} live again";
        else told = false;
        if (((gained | lost) & QualityReasons.Incident) != QualityReasons.None) yield return gained.HasFlag(QualityReasons.Incident) ? $"incident of {sha}" : $"no incident of {sha} any more";
        if (((gained | lost) & QualityReasons.Unreviewed) != QualityReasons.None) yield return $"review of {sha}";
        if (was.Eligible != now.Eligible) yield return $"other lines of {sha} count";
        else if (!told && now.Alive < was.Alive) yield return $"lines of {sha} died";
        else if (!told && now.Alive > was.Alive) yield return $"lines of {sha} came back";
        else if (!told && now.Deleted != was.Deleted) yield return $"lines that {sha} deleted came back";
    }

    private static string Short(string sha) => sha[..Math.Min(7, sha.Length)];
}
