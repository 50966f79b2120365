using System.Text.Json;
using Shiprank.Sources.Logs;
using Shiprank.Sources.Marks;

namespace Shiprank.Sources.OpenClaw;

/// <summary>
/// Prompts and calls of tools of one transcript: messages of <c>role:"user"</c>, blocks <c>toolCall</c> of the model's messages, and messages of
/// <c>role:"toolResult"</c> that answer them.
/// </summary>
internal sealed class OpenClawMarks(MarkThread thread, LogWorker worker)
{
    public void Take(ReadOnlySpan<byte> line)
    {
        if (line.IndexOf("\"toolCall"u8) >= 0 || line.IndexOf("\"toolResult\""u8) >= 0 || line.IndexOf("\"user\""u8) >= 0) MarkThread.Line(line, Read);
    }

    private void Read(JsonElement line)
    {
        var message = line.Get("message");
        if (Text(line, "type") != "message" || message.ValueKind != JsonValueKind.Object) return;
        var (role, content, ticks) = (Text(message, "role"), message.Get("content"), Ticks(message) is > 0 and var own ? own : Ticks(line));
        if (role == "user")
        {
            thread.Prompt(content.ValueKind == JsonValueKind.String ? content.GetString() : string.Join('\n', message.LooseItems("content").Where(b => Text(b, "type") == "text").Select(b => Text(b, "text"))), ticks);
        }
        else if (role == "assistant")
        {
            foreach (var block in message.LooseItems("content").Where(b => Text(b, "type") == "toolCall")) thread.Call(Text(block, "id"), Text(block, "name"), block.Get("arguments"), ticks);
        }
        else if (role == "toolResult")
        {
            thread.Result(Text(message, "toolCallId"), message.Get("isError").ValueKind == JsonValueKind.True);
        }
    }

    private long Ticks(JsonElement of)
    {
        worker.Fields.Begin();
        var ticks = worker.Fields.Time(of, "timestamp");
        worker.Fields.CheckTime(ticks);
        ticks = worker.Fields.Fault is null ? ticks : 0;
        worker.Fields.Begin();
        return ticks;
    }

    private static string Text(JsonElement of, string name) => of.Get(name) is { ValueKind: JsonValueKind.String } text ? text.GetString()! : "";
}
