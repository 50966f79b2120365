using System.Text.Json;

namespace Shiprank.Sources.Hooks;

/// <summary>Claude Code (measured with 2.1.329): <c>continue: false</c> beside a denial ends the loop, a prompt is refused by exit code 2.</summary>
public sealed class ClaudeCodeHooks : HookDialect
{
    public override string Client => "claude-code";

    public override HookCall? Read(JsonElement root, string? eventName, ReadOnlySpan<byte> key)
    {
        var (name, session) = (Text(root, "hook_event_name") is { Length: > 0 } told ? told : eventName ?? "", Text(root, "session_id"));
        if (name.Length == 0 || session.Length == 0) return null;
        var at = name switch
        {
            "SessionStart" => HookEvent.SessionStart,
            "UserPromptSubmit" => HookEvent.Prompt,
            "PreToolUse" => HookEvent.BeforeTool,
            "PostToolUse" or "PostToolUseFailure" => HookEvent.AfterTool,
            "Stop" or "StopFailure" => HookEvent.Stop,
            "SessionEnd" => HookEvent.SessionEnd,
            _ => HookEvent.Other,
        };
        var tool = Text(root, "tool_name");
        return new()
        {
            Client = Client,
            Event = at,
            EventName = name,
            Session = session,
            WorkingDirectory = Text(root, "cwd"),
            Tool = tool,
            CallId = Text(root, "tool_use_id"),
            Call = at is HookEvent.BeforeTool or HookEvent.AfterTool ? CallShape.Of(tool, Member(root, "tool_input"), key) : null,
            Failed = name == "PostToolUseFailure" || (at == HookEvent.AfterTool && HookOutcome.Failed(Member(root, "tool_response"))),
        };
    }

    public override HookAnswer Answer(HookEvent at, string eventName, HookDecision decision) => (decision.Do, at) switch
    {
        (HookDo.Refuse, HookEvent.BeforeTool) => HookAnswer.Json(HookJson.Object(w =>
        {
            w.WriteBoolean("continue", false);
            w.WriteString("stopReason", decision.Sentence);
            w.WriteStartObject("hookSpecificOutput");
            w.WriteString("hookEventName", eventName);
            w.WriteString("permissionDecision", "deny");
            w.WriteString("permissionDecisionReason", decision.Sentence);
            w.WriteEndObject();
        })),
        (HookDo.Refuse, HookEvent.Prompt) => HookAnswer.ExitTwo(decision.Sentence),
        (HookDo.Tell or HookDo.Refuse, HookEvent.SessionStart or HookEvent.Prompt or HookEvent.BeforeTool or HookEvent.AfterTool) => HookAnswer.Json(HookJson.Object(w =>
        {
            // The first is shown to whoever sits before it, the second is read by the agent.
            w.WriteString("systemMessage", decision.Sentence);
            w.WriteStartObject("hookSpecificOutput");
            w.WriteString("hookEventName", eventName);
            w.WriteString("additionalContext", decision.Sentence);
            w.WriteEndObject();
        })),
        (HookDo.Tell or HookDo.Refuse, HookEvent.Stop) => HookAnswer.Json(HookJson.Object(w => w.WriteString("systemMessage", decision.Sentence))),
        _ => HookAnswer.Nothing,
    };
}
