using System.Globalization;
using Shiprank.Core.Usage;

namespace Shiprank.Tests.Pricing;

/// <summary>Usage rows for price tests.</summary>
internal static class Use
{
    public static UsageRow Of(string model, TokenCounts tokens, string at = "2026-09-01T12:00:00Z", string tool = "claude-code", string tier = "") => new()
    {
        Tool = tool,
        Key = "k",
        OccurredAt = DateTimeOffset.Parse(at, CultureInfo.InvariantCulture),
        Session = "s",
        Model = model,
        Tokens = tokens,
        Tier = tier,
    };
}
