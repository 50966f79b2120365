using Shiprank.Core.Attribution.Spend;
using Shiprank.Core.Attribution.Spend.Flow;
using Shiprank.Core.Money;
using Shiprank.Core.Score;
using Shiprank.Server.Shell;

namespace Shiprank.Server.Features;

/// <summary>Fates in words.</summary>
internal static class FateWords
{
    public static string Of(SpendFate fate) => fate switch
    {
        SpendFate.Live => "Live",
        SpendFate.Reverted => "Reverted or rolled back",
        SpendFate.Dead => "Dead",
        SpendFate.Merged => "Merged, not deployed",
        SpendFate.Open => "Open",
        SpendFate.Abandoned => "Abandoned",
        SpendFate.NoCode => "No code",
        SpendFate.NotShown => "Not shown",
        _ => "Unattributed",
    };

    public static string Means(SpendFate fate) => fate switch
    {
        SpendFate.Live => "in a deployed change of which something is alive",
        SpendFate.Reverted => "in a change that was undone",
        SpendFate.Dead => "in a deployed change with nothing alive at the horizon",
        SpendFate.Merged => "in a change that no deployment has yet",
        SpendFate.Open => "edits that no change has, younger than 30 days",
        SpendFate.Abandoned => "edits that no change has after 30 days",
        SpendFate.NoCode => "the session edited nothing: questions, reading, review",
        SpendFate.NotShown => "too few people behind it to say what became of it",
        _ => "no person, no repository, or a log that tells no edits",
    };

    public static string Of(ChangeFate fate) => fate switch
    {
        ChangeFate.Live => "live",
        ChangeFate.Reverted => "reverted",
        ChangeFate.RolledBack => "rolled back",
        ChangeFate.Dead => "dead",
        ChangeFate.Baseline => "live before the first deployment",
        _ => "merged, not deployed",
    };

    /// <summary>Colour of a change's state.</summary>
    public static string Tone(ChangeFate fate) => fate switch
    {
        ChangeFate.Live or ChangeFate.Baseline => "good",
        ChangeFate.Merged => "line",
        _ => "bad",
    };

    /// <summary>The group of spend that goes with it, for its swatch.</summary>
    public static SpendGroup Group(ChangeFate fate) => SpendGroups.Of(SpendFates.Of(fate));

    /// <summary>What is metered in credits alone has unknown tokens, not none.</summary>
    public static string Tokens(FlowAmount amount) => amount is { Tokens: 0, NanoCredits: > 0 } ? "unknown" : Figures.Tokens(amount.Tokens);

    /// <summary>Credits of what has no price in dollars; null: dollars say it.</summary>
    public static string? Credits(FlowAmount amount) => amount switch
    {
        { NanoUsd: null, NanoCredits: > 0 } => $"{Nano.Units(amount.NanoCredits).ToString("0.##", System.Globalization.CultureInfo.InvariantCulture)}{Figures.Space}credits",
        { NanoUsd: null, Responses: 0, Tokens: 0 } => "none",
        _ => null,
    };
}
