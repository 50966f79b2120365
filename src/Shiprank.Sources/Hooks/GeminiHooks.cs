using System.Text.Json;

namespace Shiprank.Sources.Hooks;

/// <summary>Gemini CLI (measured with 0.61): the one client that asks before each call of a model, so a run ends there.</summary>
public sealed class GeminiHooks : HookDialect
{
    public override string Client => "gemini-cli";

    public override HookCall? Read(JsonElement root, string? eventName, ReadOnlySpan<byte> key)
    {
        var (name, session) = (Text(root, "hook_event_name") is { Length: > 0 } told ? told : eventName ?? "", Text(root, "session_id"));
        if (name.Length == 0 || session.Length == 0) return null;
        var at = name switch
        {
            "SessionStart" => HookEvent.SessionStart,
            "BeforeAgent" => HookEvent.Prompt,
            "BeforeModel" => HookEvent.BeforeModel,
            "BeforeTool" => HookEvent.BeforeTool,
            "AfterTool" => HookEvent.AfterTool,
            "AfterAgent" => HookEvent.Stop,
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
            Model = Text(Member(root, "llm_request"), "model"),
            Tool = tool,
            Call = at is HookEvent.BeforeTool or HookEvent.AfterTool ? CallShape.Of(tool, Member(root, "tool_input"), key) : null,
            Failed = at == HookEvent.AfterTool && HookOutcome.Failed(Member(root, "tool_response")),
        };
    }

    public override HookAnswer Answer(HookEvent at, string eventName, HookDecision decision) => (decision.Do, at) switch
    {
        (HookDo.Refuse, HookEvent.Prompt or HookEvent.BeforeModel or HookEvent.BeforeTool) => HookAnswer.Json(HookJson.Object(w =>
        {
            w.WriteString("decision", "deny");
            w.WriteString("reason", decision.Sentence);
            w.WriteBoolean("continue", false);
            w.WriteString("stopReason", decision.Sentence);
        })),
        (HookDo.Tell, HookEvent.Prompt or HookEvent.AfterTool) => HookAnswer.Json(HookJson.Object(w =>
        {
            w.WriteString("systemMessage", decision.Sentence);
            w.WriteStartObject("hookSpecificOutput");
            w.WriteString("hookEventName", eventName);
            w.WriteString("additionalContext", decision.Sentence);
            w.WriteEndObject();
        })),
        (HookDo.Tell or HookDo.Refuse, HookEvent.SessionStart or HookEvent.BeforeTool or HookEvent.BeforeModel or HookEvent.Stop or HookEvent.AfterTool) =>
            HookAnswer.Json(HookJson.Object(w => w.WriteString("systemMessage", decision.Sentence))),
        _ => HookAnswer.Nothing,
    };
}
