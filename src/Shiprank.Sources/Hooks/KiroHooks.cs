using System.Text.Json;

namespace Shiprank.Sources.Hooks;

/// <summary>Kiro CLI (from its documentation of November 2026, not measured): a tool is refused by exit code 2, whose stderr the agent reads; names begin small or large, by version.</summary>
public sealed class KiroHooks : HookDialect
{
    public override string Client => "kiro";

    public override HookCall? Read(JsonElement root, string? eventName, ReadOnlySpan<byte> key)
    {
        var (name, cwd) = (Text(root, "hook_event_name") is { Length: > 0 } told ? told : eventName ?? "", Text(root, "cwd"));

        // Not every version tells a session: then the folder stands for it.
        var session = Text(root, "session_id") is { Length: > 0 } id ? id : cwd.Length > 0 ? $"cwd-{CallShape.Hash(cwd, key):x16}" : "";
        if (name.Length == 0 || session.Length == 0) return null;
        var at = name.ToUpperInvariant() switch
        {
            "AGENTSPAWN" or "SESSIONSTART" => HookEvent.SessionStart,
            "USERPROMPTSUBMIT" => HookEvent.Prompt,
            "PRETOOLUSE" => HookEvent.BeforeTool,
            "POSTTOOLUSE" => HookEvent.AfterTool,
            "STOP" => HookEvent.Stop,
            _ => HookEvent.Other,
        };
        var tool = Text(root, "tool_name");
        return new()
        {
            Client = Client,
            Event = at,
            EventName = name,
            Session = session,
            WorkingDirectory = cwd,
            Tool = tool,
            Call = at is HookEvent.BeforeTool or HookEvent.AfterTool ? CallShape.Of(tool, Member(root, "tool_input"), key) : null,
            Failed = at == HookEvent.AfterTool && HookOutcome.Failed(Member(root, "tool_response")),
        };
    }

    public override HookAnswer Answer(HookEvent at, string eventName, HookDecision decision) => (decision.Do, at) switch
    {
        (HookDo.Refuse, HookEvent.BeforeTool or HookEvent.Prompt) => HookAnswer.ExitTwo(decision.Sentence),

        // Added to what the agent reads, as it documents of these two.
        (HookDo.Tell or HookDo.Refuse, HookEvent.SessionStart or HookEvent.Prompt) => new(decision.Sentence + "\n", "", 0),
        (HookDo.Tell or HookDo.Refuse, not HookEvent.Other) => new("", decision.Sentence + "\n", 0),
        _ => HookAnswer.Nothing,
    };
}
