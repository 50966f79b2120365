using System.Security.Cryptography;
using System.Text;

namespace Shiprank.Engine.Demo.History;

/// <summary>What is known of each agent: models, trailers, the key of its sessions in git-ai notes.</summary>
internal static class Agents
{
    private static readonly string[] Claude = ["claude-opus-4-8", "claude-opus-4-8", "claude-sonnet-4-6", "claude-sonnet-4-6", "claude-sonnet-4-6", "claude-haiku-4-5-20251001"];
    private static readonly string[] Codex = ["gpt-5.2-codex", "gpt-5.3-codex"];

    public static string Model(AgentTool tool, Chance chance) => tool switch
    {
        AgentTool.ClaudeCode => chance.Pick(Claude),
        AgentTool.Codex => chance.Pick(Codex),
        AgentTool.Kiro => "claude-sonnet-4.6",
        AgentTool.Copilot => "gpt-5.2",
        _ => "claude-sonnet-4-6",
    };

    /// <summary>Tool id as in the interfaces.</summary>
    public static string Id(AgentTool tool) => tool switch
    {
        AgentTool.ClaudeCode => "claude-code",
        AgentTool.Codex => "codex",
        AgentTool.OpenClaw => "openclaw",
        AgentTool.Kiro => "kiro",
        _ => "copilot",
    };

    /// <summary>Co-author trailer that the agent leaves by itself; empty when it leaves none.</summary>
    public static string CoAuthor(AgentTool tool, string model) => tool switch
    {
        AgentTool.ClaudeCode => $"Co-Authored-By: Claude {Shown(model)} <noreply@anthropic.com>",
        AgentTool.Kiro => "Co-authored-by: Kiro Agent <244629292+kiro-agent@users.noreply.github.com>",
        AgentTool.Copilot => "Co-authored-by: Copilot <223556219+Copilot@users.noreply.github.com>",
        _ => "",
    };

    public static string NewSession(AgentTool tool, Chance chance) => tool switch
    {
        AgentTool.Codex => $"019{chance.Hex(5)}-{chance.Hex(4)}-7{chance.Hex(3)}-a{chance.Hex(3)}-{chance.Hex(12)}",
        _ => chance.Uuid(),
    };

    /// <summary>Name of the tool in git-ai notes.</summary>
    public static string NoteTool(AgentTool tool) => tool == AgentTool.ClaudeCode ? "claude" : "codex";

    /// <summary>Key of a session in git-ai notes: <c>s_</c> and 14 hex digits of SHA-256 over "tool:id".</summary>
    public static string NoteKey(AgentTool tool, string session) => "s_" + Hash($"{NoteTool(tool)}:{session}");

    /// <summary>Key of a human in git-ai notes.</summary>
    public static string HumanKey(string identity) => "h_" + Hash(identity);

    private static string Hash(string text) => Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(text)))[..14];

    private static string Shown(string model) => model switch
    {
        "claude-opus-4-8" => "Opus 4.8",
        "claude-haiku-4-5-20251001" => "Haiku 4.5",
        _ => "Sonnet 4.6",
    };
}
