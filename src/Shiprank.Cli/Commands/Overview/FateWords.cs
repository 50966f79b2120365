using Shiprank.Core.Score;

namespace Shiprank.Cli.Commands.Overview;

/// <summary>Fates as people read them.</summary>
internal static class FateWords
{
    public static string Of(ChangeFate fate) => fate switch
    {
        ChangeFate.Live or ChangeFate.Baseline => "live",
        ChangeFate.Reverted => "reverted",
        ChangeFate.RolledBack => "rolled back",
        ChangeFate.Dead => "dead",
        _ => "not deployed",
    };

    /// <summary>A live change is only live so far until its 30 days are over.</summary>
    public static string Of(ScoredChange? score) => score is null ? "unknown" : score is { Fate: ChangeFate.Live, Provisional: true } ? "live so far" : Of(score.Fate);
}
