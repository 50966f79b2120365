using System.Text.Json;
using System.Text.Json.Nodes;
using Microsoft.Data.Sqlite;

namespace Shiprank.Tests.Privacy;

/// <summary>A marker that stands for whatever a person types or an agent writes, and the ways to plant it in agents' logs.</summary>
internal static class Canary
{
    public const string Marker = "canary5vq8zk";

    private static readonly HashSet<string> TextFields = new(
        [
            "text", "content", "thinking", "prompt", "title", "summary", "arguments", "output", "result", "stdout", "stderr", "instructions", "command", "old_string",
            "new_string", "patch", "new_source", "old_source", "originalFile", "oldText", "newText", "oldString", "newString", "patchText", "fileDiff", "originalContent",
            "newContent", "diff", "unified_diff", "input", "query", "description", "display", "lastPrompt", "aiTitle", "preview", "first_user_message", "base_instructions", "error", "reason",
        ],
        StringComparer.OrdinalIgnoreCase);

    /// <summary>Lists of texts: the lines of a patch, the words of a command.</summary>
    private static readonly HashSet<string> TextLists = new(["lines", "command"], StringComparer.Ordinal);

    /// <summary>Plants the marker in every log under a folder: JSON, JSON Lines and SQLite.</summary>
    /// <returns>How many texts carry it.</returns>
    public static int PlantIn(string folder) => Directory.EnumerateFiles(folder, "*", SearchOption.AllDirectories).Sum(file =>
        Path.GetExtension(file) is ".sqlite" or ".sqlite3" or ".db" ? PlantInDatabase(file) : PlantInText(file));

    private static int PlantInText(string file)
    {
        var text = File.ReadAllText(file);
        var planted = 0;
        File.WriteAllText(file, Whole(text) is { } whole ? Planted(whole, ref planted) : string.Join('\n', text.Split('\n').Select(line => Whole(line) is { } json ? Planted(json, ref planted) : line)));
        return planted;
    }

    private static int PlantInDatabase(string file)
    {
        // The reader's own library: the bundled one does not open STRICT tables.
        _ = Shiprank.Sources.Sqlite.SqliteLibrary.IsSystem;
        using var connection = new SqliteConnection(new SqliteConnectionStringBuilder { DataSource = file, Pooling = false }.ToString());
        connection.Open();
        var planted = 0;
        foreach (var (table, column) in Rows(connection, "select m.name, c.name from sqlite_master m, pragma_table_info(m.name) c where m.type = 'table' and c.type = 'TEXT'").Select(r => (r[0], r[1])))
        {
            foreach (var row in Rows(connection, $"select distinct \"{column}\" from \"{table}\" where \"{column}\" is not null"))
            {
                if (Whole(row[0]) is not { } json) continue;
                using var update = connection.CreateCommand();
                update.CommandText = $"update \"{table}\" set \"{column}\" = $new where \"{column}\" = $old";
                update.Parameters.AddWithValue("$new", Planted(json, ref planted));
                update.Parameters.AddWithValue("$old", row[0]);
                update.ExecuteNonQuery();
            }
        }

        return planted;
    }

    private static List<string[]> Rows(SqliteConnection connection, string sql)
    {
        using var command = connection.CreateCommand();
        command.CommandText = sql;
        using var reader = command.ExecuteReader();
        var rows = new List<string[]>();
        while (reader.Read()) rows.Add([.. Enumerable.Range(0, reader.FieldCount).Select(reader.GetString)]);
        return rows;
    }

    /// <summary>The text as one JSON object or array; null when it is none.</summary>
    private static JsonNode? Whole(string text)
    {
        if (text.TrimStart() is not ['{' or '[', ..]) return null;
        try
        {
            return JsonNode.Parse(text);
        }
        catch (JsonException)
        {
            return null;
        }
    }

    private static string Planted(JsonNode json, ref int planted)
    {
        Plant(json, ref planted);
        return json.ToJsonString();
    }

    /// <summary>In every text field, as one more part of every content list, and as an unknown field of every object.</summary>
    private static void Plant(JsonNode? node, ref int planted)
    {
        if (node is JsonArray array)
        {
            foreach (var item in array) Plant(item, ref planted);
        }

        if (node is not JsonObject fields) return;
        foreach (var (name, value) in fields.ToList())
        {
            Plant(value, ref planted);
            if (TextFields.Contains(name) && value is JsonValue text && text.GetValueKind() == JsonValueKind.String) fields[name] = Planted($"{text}", ref planted);
            if (TextLists.Contains(name) && value is JsonArray texts && texts.All(t => t is JsonValue)) fields[name] = new JsonArray([.. texts.Select(t => (JsonNode)Planted($"{t}")!)]);
            if (name == "content" && value is JsonArray parts && parts.All(p => p is JsonObject)) parts.Add(Part());
        }

        fields["note_to_self"] = Marker;
        planted++;
    }

    /// <summary>JSON within JSON stays JSON.</summary>
    private static string Planted(string text, ref int planted) => Whole(text) is { } json ? Planted(json, ref planted) : Planted(text);

    /// <summary>At the end, and in every line that a patch adds.</summary>
    private static string Planted(string text) => $"{text.Replace("\n+", $"\n+{Marker} ", StringComparison.Ordinal)} {Marker}";

    private static JsonObject Part() => new() { ["type"] = "text", ["text"] = $"Please {Marker}" };
}
