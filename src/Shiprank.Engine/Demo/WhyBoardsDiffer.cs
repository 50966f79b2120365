using System.Globalization;

namespace Shiprank.Engine.Demo;

/// <summary>One person's figures of the window, from both boards.</summary>
/// <param name="Name">As the boards show it.</param>
/// <param name="Phrase">The role in a few words ("an engineer who …"); empty: the name alone stands.</param>
/// <param name="TokenRank">Place by tokens, 1 is first.</param>
/// <param name="ShippedRank">Place by what shipped, 1 is first.</param>
/// <param name="Nd">Normalised deployments of the window.</param>
/// <param name="SpendUsd">Spend of the window; null when nothing of it has a price.</param>
public sealed record BoardFigures(string Name, string Phrase, long Tokens, int TokenRank, decimal Nd, int ShippedRank, decimal? SpendUsd);

/// <summary>Says in two sentences why a board by tokens and a board by what shipped differ. Figures first, no blame.</summary>
public static class WhyBoardsDiffer
{
    /// <param name="byTokens">Who is first by tokens.</param>
    /// <param name="byShipped">Who is first by what shipped.</param>
    /// <param name="ranked">How many people stand on the board by what shipped.</param>
    public static string Explain(BoardFigures byTokens, BoardFigures byShipped, int ranked)
    {
        if (byTokens.Name == byShipped.Name)
        {
            return $"{Who(byTokens)} is first on both boards: {Count(byTokens.Tokens)} tokens{Price(byTokens.SpendUsd, ", ")} and {Shipped(byTokens.Nd)}. "
                + "The two agree here by what was shipped, for tokens are no part of that score.";
        }

        return $"{Count(byTokens.Tokens)} tokens{Price(byTokens.SpendUsd, ", ")} put {Who(byTokens)} first by tokens; {Shipped(byTokens.Nd)} came of it, place {Number(byTokens.ShippedRank)} of {Number(ranked)} by what shipped. "
            + $"{Shipped(byShipped.Nd, capital: true)} put {Who(byShipped)} first by what shipped, with {Count(byShipped.Tokens)} tokens{Price(byShipped.SpendUsd, ", ")}, place {Number(byShipped.TokenRank)} by tokens.";
    }

    private static string Who(BoardFigures figures) => figures.Phrase.Length > 0 ? $"{figures.Name} ({figures.Phrase})" : figures.Name;

    private static string Shipped(decimal nd, bool capital = false) =>
        nd == 0 ? (capital ? "No normalised deployments" : "no normalised deployments") : $"{nd.ToString("0.0", CultureInfo.InvariantCulture)} normalised deployments";

    private static string Price(decimal? usd, string before) => usd is { } known ? $"{before}USD {known.ToString(known < 10 ? "0.00" : "#,0", CultureInfo.InvariantCulture)}" : "";

    private static string Number(int value) => value.ToString(CultureInfo.InvariantCulture);

    private static string Count(long tokens) => tokens switch
    {
        >= 1_000_000_000 => (tokens / 1e9m).ToString("0.0", CultureInfo.InvariantCulture) + " billion",
        >= 1_000_000 => (tokens / 1e6m).ToString("0.0", CultureInfo.InvariantCulture) + " million",
        _ => tokens.ToString("#,0", CultureInfo.InvariantCulture),
    };
}
