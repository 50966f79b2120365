using System.Text.Json;
using Shiprank.Core.Delivery;
using Shiprank.Sources.Edits;
using Shiprank.Sources.Logs;

namespace Shiprank.Sources.ClaudeCode;

/// <summary>
/// The edits among the tool calls of a message: the call's id, the file's path and hashes of the lines that it asks to write. They are
/// asked for, not done: only the result tells.
/// </summary>
internal sealed class ToolCalls(FieldReader fields, EditLines lines)
{
    private readonly List<LineText> written = [];

    public List<(string Id, FileEdit File)> Edits { get; } = [];

    public void Clear() => Edits.Clear();

    /// <summary>Reads <c>message.content</c>; the reader stands on the property's name.</summary>
    public void Read(ref Utf8JsonReader reader)
    {
        if (!fields.NextArray(ref reader)) return;
        while (reader.Read() && reader.TokenType != JsonTokenType.EndArray)
        {
            if (reader.TokenType == JsonTokenType.StartObject) ReadBlock(ref reader);
            else reader.Skip();
        }
    }

    private void ReadBlock(ref Utf8JsonReader reader)
    {
        string id = "", name = "", path = "";
        written.Clear();
        while (reader.Read() && reader.TokenType == JsonTokenType.PropertyName)
        {
            if (reader.ValueTextEquals("id"u8)) id = fields.NextLoose(ref reader);
            else if (reader.ValueTextEquals("name"u8)) name = fields.NextLoose(ref reader);
            else if ((name.Length == 0 || IsEdit(name)) && reader.ValueTextEquals("input"u8)) path = ReadInput(ref reader);
            else reader.Skip();
        }

        if (IsEdit(name) && path.Length > 0) Edits.Add((id, new(path, [.. written])));
    }

    private static bool IsEdit(string name) => name is "Edit" or "Write" or "MultiEdit" or "NotebookEdit";

    /// <summary>Reads a call's input.</summary>
    private string ReadInput(ref Utf8JsonReader reader)
    {
        if (!fields.NextObject(ref reader)) return "";
        var path = "";
        ReadOnlySpan<byte> old = default, replacement = default;
        while (reader.Read() && reader.TokenType == JsonTokenType.PropertyName)
        {
            if (reader.ValueTextEquals("file_path"u8) || reader.ValueTextEquals("notebook_path"u8)) path = fields.NextLoose(ref reader);
            else if (reader.ValueTextEquals("old_string"u8)) old = EditLines.NextEscaped(ref reader);
            else if (reader.ValueTextEquals("new_string"u8)) replacement = EditLines.NextEscaped(ref reader);
            else if (reader.ValueTextEquals("content"u8) || reader.ValueTextEquals("new_source"u8)) lines.AddText(written, EditLines.NextEscaped(ref reader));
            else if (reader.ValueTextEquals("edits"u8)) ReadEdits(ref reader);
            else reader.Skip();
        }

        lines.AddDifference(written, old, replacement);
        return path;
    }

    private void ReadEdits(ref Utf8JsonReader reader)
    {
        if (!fields.NextArray(ref reader)) return;
        while (reader.Read() && reader.TokenType != JsonTokenType.EndArray)
        {
            if (reader.TokenType == JsonTokenType.StartObject) ReadEdit(ref reader);
            else reader.Skip();
        }
    }

    private void ReadEdit(ref Utf8JsonReader reader)
    {
        ReadOnlySpan<byte> old = default, replacement = default;
        while (reader.Read() && reader.TokenType == JsonTokenType.PropertyName)
        {
            if (reader.ValueTextEquals("old_string"u8)) old = EditLines.NextEscaped(ref reader);
            else if (reader.ValueTextEquals("new_string"u8)) replacement = EditLines.NextEscaped(ref reader);
            else reader.Skip();
        }

        lines.AddDifference(written, old, replacement);
    }
}
