using Shiprank.Core.Money;
using Shiprank.Core.Score;
using Shiprank.Core.Score.Board.Companions;

namespace Shiprank.Core.Attribution.Spend;

/// <summary>What one change cost and what is there for it.</summary>
/// <param name="NanoUsd">Sum of the parts that have a price; null when none has.</param>
/// <param name="Unpriced">Responses without a price: the cost is a lower bound then.</param>
/// <param name="Alive">Eligible lines alive, over all services.</param>
/// <param name="Nd">The change's part of the ND of its cells.</param>
public sealed record ChangeCost(
    string Repository, string Sha, long? NanoUsd, long NanoCredits, long Tokens, int Responses, int Unpriced, int Sessions, int Alive, decimal Nd)
{
    private const string NoPrice = "none of its usage has a price";

    public decimal? Usd => NanoUsd is { } nano ? Nano.Units(nano) : null;

    public Figure PerSurvivingLine => Usd is { } usd ? Figure.Of(usd, Alive, "no line of it is alive") : Figure.Unknown(NoPrice);

    public Figure PerNd => Usd is { } usd ? Figure.Of(usd, Nd, "it earned no normalised deployment") : Figure.Unknown(NoPrice);

    /// <summary>Costs of the changes that sessions served, by repository and sha. With the parts of no change they sum to all spend.</summary>
    public static IReadOnlyDictionary<(string Repository, string Sha), ChangeCost> Of(IEnumerable<SpendPart> spend, ScoreResult score)
    {
        var nd = ChangeNd.Of(score);
        var alive = score.Changes.GroupBy(c => (c.Repository, c.Sha)).ToDictionary(g => g.Key, g => g.Sum(c => c.Alive));
        return spend.Where(p => p is { Repository: not null, Change: not null })
            .GroupBy(p => (Repository: p.Repository!, Sha: p.Change!))
            .ToDictionary(g => g.Key, g => Of(g.Key.Repository, g.Key.Sha, [.. g], alive.GetValueOrDefault(g.Key), nd.GetValueOrDefault(g.Key)));
    }

    private static ChangeCost Of(string repository, string sha, IReadOnlyList<SpendPart> parts, int alive, decimal nd)
    {
        var priced = parts.Where(p => p.Amount.NanoUsd is not null).ToList();
        return new(
            repository,
            sha,
            priced.Count == 0 ? null : priced.Sum(p => p.Amount.NanoUsd!.Value),
            parts.Sum(p => p.Amount.NanoCredits ?? 0),
            parts.Sum(p => p.Amount.Tokens.Total),
            parts.Select(p => p.Row.Key).Distinct(StringComparer.Ordinal).Count(),
            parts.Count - priced.Count,
            parts.Select(p => p.Row.SessionId).Distinct().Count(),
            alive,
            nd);
    }
}
