using Shiprank.Core.Score;

namespace Shiprank.Tests.Scoring.Properties;

/// <summary>What two results are compared by.</summary>
internal static class CellTable
{
    /// <summary>Service, day, person and S, without the shas: what a person earned where and when.</summary>
    public static IReadOnlyList<string> Earned(this ScoreResult result) =>
        [.. result.Cells.Select(c => $"{c.Service} {c.Day:yyyy-MM-dd} {c.Person} {c.S:0.######} {c.Nd:0.######} {c.Scu:0.######}").Order(StringComparer.Ordinal)];

    /// <summary>As <see cref="Earned"/>, with the AI share.</summary>
    public static IReadOnlyList<string> EarnedWithShare(this ScoreResult result) =>
        [.. result.Cells.Select(c => $"{c.Service} {c.Day:yyyy-MM-dd} {c.Person} {c.S:0.######} {c.Share.Lo:0.######} {c.Share.Mid:0.######} {c.Share.Hi:0.######}").Order(StringComparer.Ordinal)];

    /// <summary>Everything that the document shows of changes and deployments.</summary>
    public static IReadOnlyList<string> Judged(this ScoreResult result) =>
    [
        .. result.Changes.Select(c =>
            $"{c.Sha} {c.Service} {c.Mode} {c.MergedAt:u} {c.DeployedAt:u} {c.Eligible} {c.Alive} {c.Deleted} {c.Quality:0.####} {c.Reasons} {c.Evidence} {c.Fate} {c.Provisional} "
            + string.Join(',', c.Parts.Select(p => $"{p.Person}={p.Credit:0.######}/{p.Size:0.######}"))),
        .. result.Deployments.Select(d => $"{d.Service} {d.Id} {d.At:u} {d.Kind} {d.Delivered} {d.Failed}"),
    ];
}
