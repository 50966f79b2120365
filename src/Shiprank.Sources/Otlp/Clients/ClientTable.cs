using Shiprank.Sources.Otlp.Wire;

namespace Shiprank.Sources.Otlp.Clients;

/// <summary>Tells by the resource and the names which client sent an item, and hands it to what knows that client.</summary>
internal sealed class ClientTable(ItemReader fields)
{
    public void Take(OtlpItem item)
    {
        fields.Begin();
        var service = item.Resource[OtlpName.ServiceName]?.Text ?? "";
        var name = item.Signal == OtlpSignal.Logs ? item.Own[OtlpName.EventName]?.Text ?? "" : item.Name;
        if (Begins(item.Scope, "com.anthropic.claude_code") || service == "claude-code") ClaudeCodeTelemetry.Take(item, name, fields);
        else if (Begins(service, "codex") || Begins(name, "codex.")) CodexTelemetry.Take(item, name, fields);
        else if (service == "qwen-code" || Begins(name, "qwen-code.")) GeminiTelemetry.Take(item, name, fields, "qwen-code", thoughtsInside: true);
        else if (service == "gemini-cli" || Begins(name, "gemini_cli.")) GeminiTelemetry.Take(item, name, fields, "gemini-cli", thoughtsInside: false);
        else if (service == "github-copilot" || item.Scope == "github.copilot") CopilotTelemetry.Take(item, fields);
        else if (Begins(service, "openclaw") || Begins(name, "openclaw.")) OpenClawTelemetry.Take(item, name, fields);
        else fields.Reading.LeaveOut(Other(item, service, name, out var reason), reason);
    }

    /// <summary>Clients that are known and not counted, each with the reason.</summary>
    private static string Other(OtlpItem item, string service, string name, out string reason)
    {
        var (client, why) = (service, name, item.Scope) switch
        {
            ("opencode", _, _) => ("opencode", "its telemetry has no tokens: its session database is read from a home"),
            ("copilot-chat", _, _) => ("copilot in VS Code", "which of its three namespaces counts is not established"),
            ("cursor", _, _) or (_, _, "cursor.telemetry") => ("cursor", "the fields of its export are not settled yet"),
            _ when Begins(name, "kiro.") => ("kiro", "the attributes of its events are not published: its credits are read from a home"),
            _ => ("other clients", "not a client that is known"),
        };
        reason = why;
        return client;
    }

    private static bool Begins(string text, string with) => text.StartsWith(with, StringComparison.Ordinal);
}
