namespace Shiprank.Engine.Proof.Boards;

/// <summary>The boards that others use.</summary>
internal static class OtherBoards
{
    /// <summary>Kiro's price of a credit beyond the plan: 25 credits a dollar.</summary>
    private const double CreditsAUsd = 25;

    public static IReadOnlyList<BoardRule> All { get; } =
    [
        Each("kiro-rank", "KiroRank: tokens", "sum of tokens", t => t.Tokens),
        Each("requests-with-ai", "Requests with AI", "merged requests with one line or mark of an agent (Claude Code's board)", t => t.WithAgent),
        Each("lines-with-ai", "Lines with AI", "added lines that agents wrote (Claude Code's board)", t => t.AgentLines),
        Each("diffs", "Diffs per engineer", "merged requests (DX)", t => t.Merged),
        Each("requests-per-usd", "Requests per dollar", "merged requests ÷ spend; without spend last", t => t.Usd > 0 ? t.Merged / (double)t.Usd : double.NegativeInfinity),
        Each("credits-per-request", "Credits per request", "credits ÷ merged requests, the fewer the better (DevLake); without either last", t => t is { Usd: > 0, Merged: > 0 } ? -(double)t.Usd * CreditsAUsd / t.Merged : double.NegativeInfinity),
        new("arithmetic", "Arithmetic composite", "mean of five figures, each divided by its mean", false, teams => Composite.Arithmetic(Composite.Components(teams))),
        new("geometric", "Geometric composite", "geometric mean of five figures, each plus a tenth of its mean", false, teams => Composite.Geometric(Composite.Components(teams))),
        new("win-rate", "Mean win rate", "part of the others who are beaten, mean over five figures", false, teams => Composite.WinRate(Composite.Components(teams))),
    ];

    private static BoardRule Each(string id, string name, string how, Func<Tally, double> of) => new(id, name, how, false, teams => [.. teams.SelectMany(t => t.Tallies).Select(of)]);
}
