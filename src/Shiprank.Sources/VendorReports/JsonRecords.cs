using System.Text.Json;

namespace Shiprank.Sources.VendorReports;

/// <summary>
/// The records of a JSON file, each with the line that it begins on: pages of an API (objects with a list of records), a list of pages, one record a line, or a list
/// of records.
/// </summary>
internal static class JsonRecords
{
    private static readonly JsonReaderOptions options = new() { AllowMultipleValues = true, CommentHandling = JsonCommentHandling.Skip, AllowTrailingCommas = true, MaxDepth = 64 };

    /// <param name="lists">Names of the list in a page: <c>data</c>.</param>
    /// <returns>Records until the first that is no JSON.</returns>
    /// <param name="flaw">Told where it stops being JSON.</param>
    public static IReadOnlyList<(long Line, JsonElement Record)> Read(ReadOnlyMemory<byte> bytes, IReadOnlyList<string> lists, Action<long, string> flaw)
    {
        var text = bytes.Span;
        if (text.StartsWith("\uFEFF"u8)) text = text[3..];
        List<(long, JsonElement)> records = [];
        var reader = new Utf8JsonReader(text, options);
        var lines = new LineCount();
        try
        {
            while (reader.Read())
            {
                if (reader.TokenType != JsonTokenType.StartArray)
                {
                    Take(JsonElement.ParseValue(ref reader), lines.At(text, reader.TokenStartIndex));
                    continue;
                }

                while (reader.Read() && reader.TokenType != JsonTokenType.EndArray)
                {
                    var start = reader.TokenStartIndex;
                    Take(JsonElement.ParseValue(ref reader), lines.At(text, start));
                }
            }
        }
        catch (JsonException wrong)
        {
            flaw((wrong.LineNumber ?? 0) + 1, "not JSON from here on");
        }

        return records;

        void Take(JsonElement value, long line)
        {
            if (value.ValueKind != JsonValueKind.Object)
            {
                flaw(line, "not an object");
                return;
            }

            var list = lists.Select(l => value.TryGetProperty(l, out var found) && found.ValueKind == JsonValueKind.Array ? found : default(JsonElement?)).FirstOrDefault(l => l is not null);
            if (list is { } of) records.AddRange(of.EnumerateArray().Select(r => (line, r)));
            else records.Add((line, value));
        }
    }

    /// <summary>A field by its path: <c>actor.email_address</c>.</summary>
    public static ReportRow Row(JsonElement record, long line, JsonElement? outer = null) => new(line, path => Text(record, path) ?? (outer is { } around ? Text(around, path) : null));

    public static IEnumerable<JsonElement> List(JsonElement record, string name) =>
        record.ValueKind == JsonValueKind.Object && record.TryGetProperty(name, out var list) && list.ValueKind == JsonValueKind.Array ? list.EnumerateArray() : [];

    private static string? Text(JsonElement record, string path)
    {
        foreach (var name in path.Split('.'))
        {
            if (record.ValueKind != JsonValueKind.Object || !record.TryGetProperty(name, out record)) return null;
        }

        return record.ValueKind switch
        {
            JsonValueKind.String => record.GetString() is { Length: > 0 } text ? text : null,
            JsonValueKind.Number => record.GetRawText(),
            JsonValueKind.True => "true",
            JsonValueKind.False => "false",
            _ => null,
        };
    }

    private struct LineCount
    {
        private long line;
        private long counted;

        public long At(ReadOnlySpan<byte> text, long offset)
        {
            if (offset > counted)
            {
                line += text[(int)counted..(int)offset].Count((byte)'\n');
                counted = offset;
            }

            return line + 1;
        }
    }
}
