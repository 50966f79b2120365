using System.Text.Json;
using Shiprank.Sources.Logs;
using Shiprank.Sources.Marks;

namespace Shiprank.Sources.Gemini;

/// <summary>Prompts and calls of tools of one chat. A message stands in it again and again; each counts once, its calls when they have ended.</summary>
internal sealed class GeminiMarks(MarkThread thread)
{
    private readonly HashSet<(string Id, long Ticks)> prompts = [];
    private readonly HashSet<string> calls = new(StringComparer.Ordinal);

    /// <param name="subAgent">Nobody typed what it is asked.</param>
    public void Take(JsonElement message, long ticks, bool subAgent)
    {
        var type = Text(message, "type");
        if (type == "user" && !subAgent && ticks > 0 && prompts.Add((Text(message, "id"), ticks))) thread.Prompt(Content(message.Get("content")), ticks);
        if (type != "gemini") return;
        foreach (var call in message.LooseItems("toolCalls"))
        {
            var (id, status) = (Text(call, "id"), Text(call, "status"));
            if (status is not ("success" or "error" or "cancelled") || id.Length == 0 || !calls.Add(id)) continue;
            thread.Call(id, Text(call, "name"), call.Get("args"), ticks);
            thread.Result(id, status == "error");
        }
    }

    private static string Content(JsonElement content) =>
        content.ValueKind == JsonValueKind.String ? content.GetString()!
        : content.ValueKind == JsonValueKind.Array ? string.Join('\n', content.EnumerateArray().Select(p => p.ValueKind == JsonValueKind.String ? p.GetString()! : Text(p, "text")))
        : "";

    private static string Text(JsonElement of, string name) => of.Get(name) is { ValueKind: JsonValueKind.String } text ? text.GetString()! : "";
}
