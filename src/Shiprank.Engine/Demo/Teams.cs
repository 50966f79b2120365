namespace Shiprank.Engine.Demo;

internal enum AgentTool
{
    ClaudeCode,
    Codex,
    OpenClaw,
    Kiro,
    Copilot,
}

/// <summary>What a commit says about the agent that helped.</summary>
internal enum Trace
{
    /// <summary>Nothing: only the time window links the session.</summary>
    None,

    /// <summary>The agent's co-author trailer.</summary>
    CoAuthor,

    /// <summary>A trailer with the session's id.</summary>
    SessionTrailer,

    /// <summary>git-ai notes, line by line.</summary>
    Notes,
}

/// <param name="Ticket">Prefix of its ticket keys.</param>
/// <param name="Area">Path prefix that it works in.</param>
/// <param name="AiPercent">Share of its changes that an agent helps with.</param>
/// <param name="Lines">Typical size of a change.</param>
/// <param name="Rework">Most lines that a change writes anew, half of them young.</param>
internal sealed record Team(
    string Id, string Name, string CostCentre, string Ticket, string Repository, string Service, string Area,
    AgentTool Tool, Trace Trace, int AiPercent, int Lines, int Rework);

internal static class Teams
{
    public const string Late = "logistics";

    /// <summary>Cost centres with their names.</summary>
    public static readonly IReadOnlyList<(string Id, string Name)> Centres = [("CC-100", "Shop"), ("CC-200", "Payments"), ("CC-300", "Fulfilment"), ("CC-400", "Insight"), ("CC-500", "Platform")];

    public static readonly IReadOnlyList<Team> All =
    [
        new("checkout", "Checkout", "CC-100", "CHK", "shop", "checkout-api", "api/", AgentTool.ClaudeCode, Trace.CoAuthor, 65, 34, 7),
        new("storefront", "Storefront", "CC-100", "WEB", "shop", "storefront", "web/", AgentTool.Copilot, Trace.SessionTrailer, 60, 30, 9),
        new("payments", "Payments", "CC-200", "PAY", "ledger", "ledger", "src/main/java/com/northwind/payments/", AgentTool.ClaudeCode, Trace.Notes, 55, 36, 5),
        new("billing", "Billing", "CC-200", "BIL", "ledger", "ledger", "src/main/java/com/northwind/billing/", AgentTool.Codex, Trace.Notes, 60, 26, 14),
        new("fulfilment", "Fulfilment", "CC-300", "FUL", "fulfilment", "fulfilment", "internal/orders/", AgentTool.Codex, Trace.None, 60, 30, 8),
        new(Late, "Logistics", "CC-300", "LOG", "fulfilment", "fulfilment", "internal/routing/", AgentTool.ClaudeCode, Trace.CoAuthor, 70, 28, 12),
        new("insight", "Insight", "CC-400", "INS", "insight", "insight", "insight/", AgentTool.Kiro, Trace.CoAuthor, 50, 24, 16),
        new("platform", "Platform", "CC-500", "PLT", "platform", "platform", "src/", AgentTool.OpenClaw, Trace.None, 45, 32, 7),
    ];
}
