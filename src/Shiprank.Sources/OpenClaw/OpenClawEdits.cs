using System.Text.Json;
using Shiprank.Sources.Logs;

namespace Shiprank.Sources.OpenClaw;

/// <summary>Calls of the <c>edit</c> and <c>write</c> tools in a message's content: <c>{"type":"toolCall","id","name","arguments":{"path"}}</c>.</summary>
internal static class OpenClawEdits
{
    public static void Read(ref Utf8JsonReader json, FieldReader fields, List<(string Id, string Path)> edits)
    {
        if (!fields.NextArray(ref json)) return;
        while (json.Read() && json.TokenType != JsonTokenType.EndArray)
        {
            if (json.TokenType == JsonTokenType.StartObject) ReadBlock(ref json, fields, edits);
            else json.Skip();
        }
    }

    private static void ReadBlock(ref Utf8JsonReader json, FieldReader fields, List<(string Id, string Path)> edits)
    {
        string id = "", name = "", path = "";
        while (json.Read() && json.TokenType == JsonTokenType.PropertyName)
        {
            if (json.ValueTextEquals("id"u8)) id = fields.NextLoose(ref json);
            else if (json.ValueTextEquals("name"u8)) name = fields.NextLoose(ref json);
            else if (json.ValueTextEquals("arguments"u8)) path = ReadPath(ref json, fields);
            else json.Skip();
        }

        if (name is "edit" or "write" && path.Length > 0) edits.Add((id, path));
    }

    private static string ReadPath(ref Utf8JsonReader json, FieldReader fields)
    {
        if (!fields.NextObject(ref json)) return "";
        var path = "";
        while (json.Read() && json.TokenType == JsonTokenType.PropertyName)
        {
            if (json.ValueTextEquals("path"u8) || json.ValueTextEquals("file_path"u8)) path = fields.NextLoose(ref json);
            else json.Skip();
        }

        return path;
    }
}
