using Shiprank.Cli.Terminal;
using Shiprank.Core.Score;
using Shiprank.Engine.Changes;
using Shiprank.Engine.Documents;

namespace Shiprank.Cli.Commands.Change;

/// <summary>Parts of a change's story in words that need no document beside them.</summary>
internal static class ChangeWords
{
    public static string Judged(ScoredChange service, Policy policy) =>
        service.DeployedAt is null ? "so far" : service.Provisional ? $"provisional: judged before {policy.SurvivalDays} days" : $"{policy.SurvivalDays} days later";

    public static string Review(ScoredChange service) => !service.ReviewKnown ? "review unknown" : service.Reviewed ? "reviewed" : "not reviewed";

    public static string Day(DateTimeOffset at) => at.UtcDateTime.ToString("yyyy-MM-dd");

    public static string Time(DateTimeOffset at) => at.UtcDateTime.ToString("yyyy-MM-dd HH:mm");

    /// <summary>Dollars; credits where only they are metered; never 0 for what has no price.</summary>
    public static string Cost(decimal? usd, decimal credits) => usd is { } known ? Figures.Dollars(known) : credits > 0 ? $"{credits:0.##} credits" : "unpriced";

    /// <summary>What is metered in credits alone has unknown tokens, not none.</summary>
    public static string Tokens(long tokens, decimal credits) => tokens == 0 && credits > 0 ? "?" : Figures.Short(tokens);

    public static string Cost(SessionPart session) => Cost(session.CostUsd, session.Credits);
}
