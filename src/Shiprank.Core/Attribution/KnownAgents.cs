using System.Collections.Frozen;

namespace Shiprank.Core.Attribution;

/// <summary>
/// The built-in agents (interfaces.md, section 2): known by address or login, never by name. Texts are compared without case.
/// </summary>
public static class KnownAgents
{
    private static readonly FrozenSet<string> Addresses = new[]
    {
        "noreply@anthropic.com", "cursoragent@cursor.com", "noreply@openai.com", "codex@openai.com", "amp@ampcode.com",
        "noreply@opencode.ai", "roomote@roocode.com", "noreply@aider.dev", "noreply@aider.chat", "aider@aider.chat",
        "copilot@github.com", "openhands@all-hands.dev", "noreply@kiro.dev",

        // The address that anthropic-code-agent[bot] signs commits with: its login there is not the application's.
        "242468646+claude@users.noreply.github.com",
    }.ToFrozenSet(StringComparer.OrdinalIgnoreCase);

    private static readonly FrozenSet<string> Logins = new[]
    {
        "Copilot", "copilot-swe-agent[bot]", "claude[bot]", "anthropic-code-agent[bot]", "cursor[bot]",
        "devin-ai-integration[bot]", "google-labs-jules[bot]", "gemini-cli", "gemini-code-assist[bot]", "kiro-agent",
        "factory-droid[bot]", "ask-bonk[bot]",
    }.ToFrozenSet(StringComparer.OrdinalIgnoreCase);

    private static readonly FrozenSet<string> Autofix = new[]
    {
        "175728472+copilot@users.noreply.github.com",
        "223894421+github-code-quality[bot]@users.noreply.github.com",
        "62310815+github-advanced-security[bot]@users.noreply.github.com",
    }.ToFrozenSet(StringComparer.OrdinalIgnoreCase);

    public static bool IsAgentAddress(string address) => Addresses.Contains(address);

    public static bool IsAgentLogin(string login) => Logins.Contains(login);

    /// <summary>
    /// True for the addresses that sign review suggestions and security fixes: a weak mark on a commit (normalised-deployments.md,
    /// section 6, <c>Autofix</c>) and not a co-author's trailer, though one of them belongs to the agent <c>Copilot</c>.
    /// </summary>
    public static bool IsAutofix(string address) => Autofix.Contains(address);
}
