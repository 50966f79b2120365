namespace Shiprank.Core.Money.Bills;

/// <summary>
/// The vendors' reports by id, and what each is good for. Several reports of one vendor tell of the same usage: money, volume and people are each taken from
/// one of them, never added up.
/// </summary>
public static class BillReports
{
    public const string AnthropicUsage = "anthropic-usage";
    public const string AnthropicCost = "anthropic-cost";
    public const string AnthropicAnalyticsUsage = "anthropic-analytics-usage";
    public const string AnthropicAnalyticsCost = "anthropic-analytics-cost";
    public const string ClaudeCode = "claude-code-analytics";
    public const string OpenAiUsage = "openai-usage";
    /// <summary>The same, by user: what an export is that has users.</summary>
    public const string OpenAiUsers = "openai-usage-by-user";

    public const string OpenAiCosts = "openai-costs";
    public const string Copilot = "copilot-usage";
    public const string Cursor = "cursor-events";
    public const string KiroUser = "kiro-user-report";
    public const string KiroActivity = "kiro-user-activity";
    public const string Bedrock = "bedrock-log";
    public const string Focus = "focus";

    /// <summary>The nearest to the bill first.</summary>
    private static readonly string[] money = [Focus, AnthropicCost, OpenAiCosts, AnthropicAnalyticsCost, Cursor];

    private static readonly string[] volume =
        [AnthropicUsage, OpenAiUsage, OpenAiUsers, Cursor, Bedrock, AnthropicAnalyticsUsage, KiroUser, Copilot, ClaudeCode, Focus];

    private static readonly string[] actors = [AnthropicAnalyticsCost, Cursor, AnthropicAnalyticsUsage, OpenAiUsers, ClaudeCode, Bedrock, KiroUser, Copilot, KiroActivity];

    /// <summary>The tool that a report is limited to; null: everything that its issuer bills.</summary>
    public static string? Tool(string report) => report switch
    {
        ClaudeCode => "claude-code",
        Copilot => "copilot",
        Cursor => "cursor",
        KiroUser or KiroActivity => "kiro",
        _ => null,
    };

    internal static int MoneyRank(string report) => Rank(money, report);

    internal static int VolumeRank(string report) => Rank(volume, report);

    internal static int ActorRank(string report) => Rank(actors, report);

    private static int Rank(string[] order, string report) => Array.IndexOf(order, report) is >= 0 and var at ? at : int.MaxValue;
}
