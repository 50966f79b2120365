using System.Text.Json;
using Shiprank.Sources.Edits;
using Shiprank.Sources.Logs;
using Shiprank.Sources.Marks;

namespace Shiprank.Sources.ClaudeCode;

/// <summary>
/// Prompts and calls of tools of one transcript: lines of <c>type:"user"</c> whose content is a text, blocks <c>tool_use</c> of the model's lines, and the blocks
/// <c>tool_result</c> that answer them. What a sub-agent is asked, no person typed.
/// </summary>
internal sealed class ClaudeMarks(MarkThread thread, LogWorker worker, bool subAgent)
{
    private readonly LongTexts texts = new();

    public string Session { get; private set; } = "";

    public void Take(ReadOnlySpan<byte> line)
    {
        // What a tool printed, and a whole file before an edit, is long and says nothing about whether it failed.
        if (line.IndexOf("\"tool_result\""u8) >= 0) MarkThread.Line(texts.Empty(line, static _ => false), Read);
        else if (line.IndexOf("\"tool_use\""u8) >= 0 || line.IndexOf("\"user\""u8) >= 0) MarkThread.Line(line, Read);
    }

    private void Read(JsonElement line)
    {
        var type = Text(line, "type");
        if (type is not ("user" or "assistant")) return;
        if (Session.Length == 0) Session = Text(line, "sessionId");
        var (ticks, content) = (Ticks(line), line.Get("message", "content"));
        if (type == "user" && !subAgent && !Flag(line, "isSidechain") && !Flag(line, "isMeta") && !Flag(line, "isCompactSummary")) ReadPrompt(content, ticks);
        if (content.ValueKind != JsonValueKind.Array) return;
        foreach (var block in content.EnumerateArray())
        {
            if (type == "assistant" && Text(block, "type") == "tool_use") thread.Call(Text(block, "id"), Text(block, "name"), block.Get("input"), ticks);
            else if (type == "user" && Text(block, "type") == "tool_result") thread.Result(Text(block, "tool_use_id"), Flag(block, "is_error"));
        }
    }

    private void ReadPrompt(JsonElement content, long ticks)
    {
        if (content.ValueKind == JsonValueKind.String) thread.Prompt(content.GetString(), ticks);
        else if (content.ValueKind == JsonValueKind.Array) thread.Prompt(string.Join('\n', content.EnumerateArray().Where(b => Text(b, "type") == "text").Select(b => Text(b, "text"))), ticks);
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

    private static bool Flag(JsonElement of, string name) => of.Get(name).ValueKind == JsonValueKind.True;
}
