namespace Shiprank.Server.Gateway.Calling;

/// <summary>Tool ids of the clients that are told by what they send.</summary>
internal static class KnownClients
{
    public const string ClaudeCode = "claude-code";
    public const string Codex = "codex";
    public const string Gemini = "gemini-cli";
    public const string Copilot = "copilot";

    private static readonly (string Start, string Tool)[] agents =
    [
        ("claude-cli/", ClaudeCode),
        ("codex", Codex),
        ("GeminiCLI", Gemini),
        ("QwenCode/", "qwen-code"),
        ("copilot", Copilot),
        ("GitHubCopilot", Copilot),
        ("opencode/", "opencode"),
        ("OpenClaw", "openclaw"),
        ("openclaw", "openclaw"),
    ];

    /// <summary>Empty for a client that nobody knows.</summary>
    public static string Of(IHeaderDictionary headers)
    {
        if (headers.ContainsKey("x-claude-code-session-id")) return ClaudeCode;
        if (headers.ContainsKey("x-codex-turn-metadata")) return Codex;
        var agent = headers.UserAgent.ToString();
        foreach (var (start, tool) in agents)
        {
            if (agent.StartsWith(start, StringComparison.Ordinal)) return tool;
        }

        return headers.ContainsKey("x-initiator") ? Copilot : "";
    }
}
