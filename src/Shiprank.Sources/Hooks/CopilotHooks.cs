using System.Text.Json;

namespace Shiprank.Sources.Hooks;

/// <summary>Copilot CLI (measured with 1.0.102): its stdin names no event, so the command line does; a tool is denied, and the loop goes on.</summary>
public sealed class CopilotHooks : HookDialect
{
    public override string Client => "copilot";

    public override HookCall? Read(JsonElement root, string? eventName, ReadOnlySpan<byte> key)
    {
        var session = Text(root, "sessionId");
        if (eventName is not { Length: > 0 } name || session.Length == 0) return null;
        var at = name switch
        {
            "sessionStart" => HookEvent.SessionStart,
            "userPromptSubmitted" => HookEvent.Prompt,
            "preToolUse" => HookEvent.BeforeTool,
            "postToolUse" => HookEvent.AfterTool,
            "agentStop" => HookEvent.Stop,
            "sessionEnd" => HookEvent.SessionEnd,
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
            Call = at is HookEvent.BeforeTool or HookEvent.AfterTool ? CallShape.Of(tool, Arguments(Member(root, "toolArgs")), key) : null,
            Failed = at == HookEvent.AfterTool && HookOutcome.Failed(Member(root, "toolResult")),
        };
    }

    public override HookAnswer Answer(HookEvent at, string eventName, HookDecision decision) => (decision.Do, at) switch
    {
        (HookDo.Refuse, HookEvent.BeforeTool) => HookAnswer.Json(HookJson.Object(w =>
        {
            w.WriteString("permissionDecision", "deny");
            w.WriteString("permissionDecisionReason", decision.Sentence);
        })),
        (HookDo.Tell, HookEvent.BeforeTool) => HookAnswer.Json(HookJson.Object(w => w.WriteString("additionalContext", decision.Sentence))),

        // What else it takes from a hook is not known: its own log of hooks shows stderr.
        (HookDo.Tell or HookDo.Refuse, not HookEvent.Other) => new("", decision.Sentence + "\n", 0),
        _ => HookAnswer.Nothing,
    };

    /// <summary>Older versions send the arguments as a text of JSON.</summary>
    private static JsonElement Arguments(JsonElement told)
    {
        if (told.ValueKind != JsonValueKind.String) return told;
        try
        {
            using var inner = JsonDocument.Parse(told.GetString()!);
            return inner.RootElement.Clone();
        }
        catch (JsonException)
        {
            return told;
        }
    }
}
