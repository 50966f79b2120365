using System.Text.Json;
using Shiprank.Core.Delivery;
using Shiprank.Sources.Edits;
using Shiprank.Sources.Logs;

namespace Shiprank.Sources.OpenClaw;

/// <summary>
/// Calls of the <c>edit</c>, <c>write</c> and <c>apply_patch</c> tools in a message's content: <c>{"type":"toolCall","id","name","arguments":{"path", …}}</c>, with
/// <c>content</c>, with <c>oldText</c> and <c>newText</c> (alone or in <c>edits</c>), or with a patch as <c>input</c>. Models trained on other tools name the
/// arguments as those do, and OpenClaw takes that.
/// </summary>
internal static class OpenClawEdits
{
    public static void Read(ref Utf8JsonReader json, LogWorker worker, List<(string Id, IReadOnlyList<FileEdit> Files)> edits)
    {
        if (!worker.Fields.NextArray(ref json)) return;
        while (json.Read() && json.TokenType != JsonTokenType.EndArray)
        {
            if (json.TokenType == JsonTokenType.StartObject) ReadBlock(ref json, worker, edits);
            else json.Skip();
        }
    }

    private static void ReadBlock(ref Utf8JsonReader json, LogWorker worker, List<(string Id, IReadOnlyList<FileEdit> Files)> edits)
    {
        string id = "", name = "";
        List<FileEdit> files = [];
        while (json.Read() && json.TokenType == JsonTokenType.PropertyName)
        {
            if (json.ValueTextEquals("id"u8)) id = worker.Fields.NextLoose(ref json);
            else if (json.ValueTextEquals("name"u8)) name = worker.Fields.NextLoose(ref json);
            else if ((name.Length == 0 || IsEdit(name)) && json.ValueTextEquals("arguments"u8)) files = ReadArguments(ref json, worker);
            else json.Skip();
        }

        if (IsEdit(name) && files.Count > 0) edits.Add((id, files));
    }

    private static bool IsEdit(string name) => name is "edit" or "write" or "apply_patch";

    private static List<FileEdit> ReadArguments(ref Utf8JsonReader json, LogWorker worker)
    {
        if (!worker.Fields.NextObject(ref json)) return [];
        var path = "";
        List<LineText> written = [];
        List<FileEdit> patched = [];
        ReadOnlySpan<byte> old = default, replacement = default;
        while (json.Read() && json.TokenType == JsonTokenType.PropertyName)
        {
            if (IsPath(json)) path = worker.Fields.NextLoose(ref json);
            else if (IsOld(json)) old = EditLines.NextEscaped(ref json);
            else if (IsNew(json)) replacement = EditLines.NextEscaped(ref json);
            else if (json.ValueTextEquals("content"u8)) worker.Edits.AddText(written, EditLines.NextEscaped(ref json));
            else if (json.ValueTextEquals("input"u8)) patched = PatchText.Read(EditLines.NextEscaped(ref json), worker.Edits, worker.Texts);
            else if (json.ValueTextEquals("edits"u8)) ReadReplacements(ref json, worker, written);
            else json.Skip();
        }

        worker.Edits.AddDifference(written, old, replacement);
        return path.Length > 0 ? [new(path, written)] : patched;
    }

    private static void ReadReplacements(ref Utf8JsonReader json, LogWorker worker, List<LineText> written)
    {
        if (!worker.Fields.NextArray(ref json)) return;
        while (json.Read() && json.TokenType != JsonTokenType.EndArray)
        {
            if (json.TokenType == JsonTokenType.StartObject) ReadReplacement(ref json, worker, written);
            else json.Skip();
        }
    }

    private static void ReadReplacement(ref Utf8JsonReader json, LogWorker worker, List<LineText> written)
    {
        ReadOnlySpan<byte> old = default, replacement = default;
        while (json.Read() && json.TokenType == JsonTokenType.PropertyName)
        {
            if (IsOld(json)) old = EditLines.NextEscaped(ref json);
            else if (IsNew(json)) replacement = EditLines.NextEscaped(ref json);
            else json.Skip();
        }

        worker.Edits.AddDifference(written, old, replacement);
    }

    private static bool IsPath(in Utf8JsonReader json) =>
        json.ValueTextEquals("path"u8) || json.ValueTextEquals("file_path"u8) || json.ValueTextEquals("filePath"u8) || json.ValueTextEquals("file"u8);

    private static bool IsOld(in Utf8JsonReader json) =>
        json.ValueTextEquals("oldText"u8) || json.ValueTextEquals("old_string"u8) || json.ValueTextEquals("oldString"u8) || json.ValueTextEquals("old_text"u8);

    private static bool IsNew(in Utf8JsonReader json) =>
        json.ValueTextEquals("newText"u8) || json.ValueTextEquals("new_string"u8) || json.ValueTextEquals("newString"u8) || json.ValueTextEquals("new_text"u8);
}
