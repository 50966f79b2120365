using Shiprank.Engine.Demo.History;

namespace Shiprank.Engine.Demo.Homes;

/// <summary>A home folder with the logs of the agents that ran there.</summary>
internal static class HomeWriter
{
    /// <returns>Tool id → what the logs hold; the folder exists even when nothing ran.</returns>
    public static Dictionary<string, UsageFacts> Write(string folder, IReadOnlyList<Session> sessions, DemoOptions options)
    {
        Directory.CreateDirectory(folder);
        var facts = new Dictionary<string, UsageFacts>(StringComparer.Ordinal);
        foreach (var session in sessions)
        {
            var chance = new Chance($"{options.Seed}:{session.Id}");
            var tool = Agents.Id(session.Tool);
            facts[tool] = facts.GetValueOrDefault(tool) + session.Tool switch
            {
                AgentTool.ClaudeCode => new ClaudeCodeLog(folder, session, chance).Write(),
                AgentTool.Codex => CodexLog.Write(folder, session, chance),
                AgentTool.OpenClaw => OpenClawLog.Write(folder, session, chance),
                AgentTool.Kiro => KiroLog.Write(folder, session, chance),
                _ => throw new InvalidOperationException($"{tool} keeps no log in a home"),
            };
        }

        var claws = sessions.Where(s => s.Tool == AgentTool.OpenClaw).ToList();
        if (claws.Count > 0) OpenClawLog.WriteIndex(folder, claws);
        return facts;
    }
}
