using System.Text.Json;
using Shiprank.Sources.Logs;

namespace Shiprank.Sources.ClaudeCode;

/// <summary>The edits among the tool calls of a message: the call's id and the file's path, never what was written.</summary>
internal sealed class ToolCalls(FieldReader fields)
{
    public List<(string Id, string[] Paths)> Edits { get; } = [];

    public void Clear() => Edits.Clear();

    /// <summary>Reads <c>message.content</c>; the reader stands on the property's name.</summary>
    public void Read(ref Utf8JsonReader reader)
    {
        reader.Read();
        if (reader.TokenType != JsonTokenType.StartArray)
        {
            reader.Skip();
            return;
        }

        while (reader.Read() && reader.TokenType != JsonTokenType.EndArray)
        {
            if (reader.TokenType == JsonTokenType.StartObject) ReadBlock(ref reader);
            else reader.Skip();
        }
    }

    private void ReadBlock(ref Utf8JsonReader reader)
    {
        string id = "", name = "", path = "";
        while (reader.Read() && reader.TokenType == JsonTokenType.PropertyName)
        {
            if (reader.ValueTextEquals("id"u8)) id = Text(ref reader);
            else if (reader.ValueTextEquals("name"u8)) name = Text(ref reader);
            else if (reader.ValueTextEquals("input"u8)) path = ReadPath(ref reader);
            else reader.Skip();
        }

        if (name is "Edit" or "Write" or "MultiEdit" or "NotebookEdit" && path.Length > 0) Edits.Add((id, [path]));
    }

    private string ReadPath(ref Utf8JsonReader reader)
    {
        reader.Read();
        if (reader.TokenType != JsonTokenType.StartObject)
        {
            reader.Skip();
            return "";
        }

        var path = "";
        while (reader.Read() && reader.TokenType == JsonTokenType.PropertyName)
        {
            if (reader.ValueTextEquals("file_path"u8) || reader.ValueTextEquals("notebook_path"u8)) path = Text(ref reader);
            else reader.Skip();
        }

        return path;
    }

    private string Text(ref Utf8JsonReader reader)
    {
        reader.Read();
        if (reader.TokenType == JsonTokenType.String) return fields.Texts.Of(ref reader);
        reader.Skip();
        return "";
    }
}
