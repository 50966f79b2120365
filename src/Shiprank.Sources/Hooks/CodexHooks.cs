using System.Text.Json;

namespace Shiprank.Sources.Hooks;

/// <summary>
/// Codex (measured with 0.169): a tool is denied, or a prompt refused by exit code 2. One key more than it knows, <c>continue</c> for one, and the whole
/// answer is thrown away and the tool runs, so a loop can't be ended from here: each of its calls is denied.
/// </summary>
public sealed class CodexHooks : HookDialect
{
    public override string Client => "codex";

    public override HookCall? Read(JsonElement root, string? eventName, ReadOnlySpan<byte> key)
    {
        var (name, session) = (Text(root, "hook_event_name") is { Length: > 0 } told ? told : eventName ?? "", Text(root, "session_id"));
        if (name.Length == 0 || session.Length == 0) return null;
        var at = name switch
        {
            "SessionStart" => HookEvent.SessionStart,
            "UserPromptSubmit" => HookEvent.Prompt,
            "PreToolUse" => HookEvent.BeforeTool,
            "PostToolUse" => HookEvent.AfterTool,
            "Stop" => HookEvent.Stop,
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
            Model = Text(root, "model"),
            Tool = tool,
            CallId = Text(root, "tool_use_id"),
            Call = at is HookEvent.BeforeTool or HookEvent.AfterTool ? CallShape.Of(tool, Member(root, "tool_input"), key) : null,
            Failed = at == HookEvent.AfterTool && HookOutcome.Failed(Member(root, "tool_response")),
            Transcript = Text(root, "transcript_path"),
        };
    }

    public override HookAnswer Answer(HookEvent at, string eventName, HookDecision decision) => (decision.Do, at) switch
    {
        (HookDo.Refuse, HookEvent.BeforeTool) => HookAnswer.Json(HookJson.Object(w =>
        {
            w.WriteStartObject("hookSpecificOutput");
            w.WriteString("hookEventName", eventName);
            w.WriteString("permissionDecision", "deny");
            w.WriteString("permissionDecisionReason", decision.Sentence);
            w.WriteEndObject();
        })),
        (HookDo.Refuse, HookEvent.Prompt) => HookAnswer.ExitTwo(decision.Sentence),
        (HookDo.Tell or HookDo.Refuse, HookEvent.SessionStart or HookEvent.Prompt or HookEvent.BeforeTool or HookEvent.AfterTool) =>
            HookAnswer.Json(HookJson.Object(w =>
            {
                w.WriteString("systemMessage", decision.Sentence);
                w.WriteStartObject("hookSpecificOutput");
                w.WriteString("hookEventName", eventName);
                w.WriteString("additionalContext", decision.Sentence);
                w.WriteEndObject();
            })),
        _ => HookAnswer.Nothing,
    };
}
