using System.Text.Json;

namespace Shiprank.Sources.Hooks;

/// <summary>OpenClaw (from its documentation of November 2026, not measured): a plugin of ours hands its <c>before_tool_call</c> on and returns what stdout says.</summary>
public sealed class OpenClawHooks : HookDialect
{
    public override string Client => "openclaw";

    public override HookCall? Read(JsonElement root, string? eventName, ReadOnlySpan<byte> key)
    {
        var (name, session) = (eventName is { Length: > 0 } ? eventName : Text(root, "event"), Text(root, "sessionKey") is { Length: > 0 } told ? told : Text(root, "sessionId"));
        if (name.Length == 0 || session.Length == 0) return null;
        var at = name switch
        {
            "session_start" => HookEvent.SessionStart,
            "before_agent_start" => HookEvent.Prompt,
            "before_tool_call" => HookEvent.BeforeTool,
            "after_tool_call" => HookEvent.AfterTool,
            "agent_end" => HookEvent.Stop,
            "session_end" => HookEvent.SessionEnd,
            _ => HookEvent.Other,
        };
        var tool = Text(root, "toolName");
        return new()
        {
            Client = Client,
            Event = at,
            EventName = name,
            Session = session,
            WorkingDirectory = Text(root, "cwd"),
            Tool = tool,
            Call = at is HookEvent.BeforeTool or HookEvent.AfterTool ? CallShape.Of(tool, Member(root, "params"), key) : null,
            Failed = at == HookEvent.AfterTool && Text(root, "error").Length > 0,
        };
    }

    public override HookAnswer Answer(HookEvent at, string eventName, HookDecision decision) => (decision.Do, at) switch
    {
        (HookDo.Refuse, HookEvent.BeforeTool) => HookAnswer.Json(HookJson.Object(w =>
        {
            w.WriteBoolean("block", true);
            w.WriteString("blockReason", decision.Sentence);
        })),
        (HookDo.Tell or HookDo.Refuse, not HookEvent.Other) => new("", decision.Sentence + "\n", 0),
        _ => HookAnswer.Nothing,
    };
}
