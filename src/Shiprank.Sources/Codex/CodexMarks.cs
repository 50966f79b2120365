using System.Runtime.InteropServices;
using System.Text.Json;
using Shiprank.Sources.Logs;
using Shiprank.Sources.Marks;

namespace Shiprank.Sources.Codex;

/// <summary>
/// Prompts and calls of tools of one rollout: events <c>user_message</c>, and items <c>function_call</c>, <c>custom_tool_call</c> and <c>local_shell_call</c> with their
/// outputs. A thread that was forked or spawned begins with a replay, written in one burst, which is not its own.
/// </summary>
internal sealed class CodexMarks(CodexFile file, MarkThread thread, LogWorker worker)
{
    private static readonly long Burst = TimeSpan.FromSeconds(1).Ticks;

    public void Take(ReadOnlySpan<byte> line)
    {
        if (line.IndexOf("\"user_message\""u8) >= 0 || line.IndexOf("_call"u8) >= 0) MarkThread.Line(line, Read);
    }

    private void Read(JsonElement line)
    {
        var payload = line.Get("payload");
        var (type, kind, ticks) = (Text(line, "type"), Text(payload, "type"), Ticks(line));
        if (file.Parent.Length > 0 && ticks <= file.StartedAt + Burst) return;
        if (type == "event_msg" && kind == "user_message" && !file.SubAgent) thread.Prompt(Text(payload, "message"), ticks);
        if (type != "response_item") return;
        var call = Text(payload, "call_id");
        if (kind == "function_call") thread.Call(call, Text(payload, "name"), Text(payload, "arguments"), ticks);
        else if (kind == "custom_tool_call") thread.Call(call, Text(payload, "name"), payload.Get("input"), ticks);
        else if (kind == "local_shell_call") thread.Call(call, "shell", payload.Get("action"), ticks);
        else if (kind is "function_call_output" or "custom_tool_call_output" or "local_shell_call_output" && payload.Get("output") is { ValueKind: not JsonValueKind.Undefined } output) thread.Result(call, Failed(output));
    }

    private bool Failed(JsonElement output)
    {
        var reader = new Utf8JsonReader(JsonMarshal.GetRawUtf8Value(output));
        return CallOutput.Read(ref reader, worker.Edits) == CallEnd.Failed;
    }

    private long Ticks(JsonElement line)
    {
        worker.Fields.Begin();
        var ticks = worker.Fields.Time(line, "timestamp");
        worker.Fields.CheckTime(ticks);
        ticks = worker.Fields.Fault is null ? ticks : 0;
        worker.Fields.Begin();
        return ticks;
    }

    private static string Text(JsonElement of, string name) => of.Get(name) is { ValueKind: JsonValueKind.String } text ? text.GetString()! : "";
}
