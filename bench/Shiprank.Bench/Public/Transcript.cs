using System.Text.Json;
using Shiprank.Core.Usage;

namespace Shiprank.Bench.Public;

/// <summary>A transcript of Claude Code as Entire keeps it beside a checkpoint: what it cost.</summary>
internal static class Transcript
{
    /// <summary>Tokens by message: streamed and resumed copies of one message are its largest.</summary>
    public static void AddUsage(ReadOnlySpan<byte> transcript, Dictionary<string, TokenCounts> byMessage) => Each(transcript, "\"usage\""u8, record =>
    {
        if (!Is(record, "type", "assistant") || !record.TryGetProperty("message", out var message) || message.ValueKind != JsonValueKind.Object) return;
        if (!message.TryGetProperty("usage", out var usage) || usage.ValueKind != JsonValueKind.Object) return;
        var id = message.TryGetProperty("id", out var key) && key.ValueKind == JsonValueKind.String ? key.GetString()! : "";
        var tokens = new TokenCounts(Count(usage, "input_tokens"), Count(usage, "cache_read_input_tokens"), Count(usage, "cache_creation_input_tokens"), 0, Count(usage, "output_tokens"));
        byMessage[id] = TokenCounts.Max(byMessage.GetValueOrDefault(id), tokens);
    });

    private static void Each(ReadOnlySpan<byte> transcript, ReadOnlySpan<byte> word, Action<JsonElement> take)
    {
        foreach (var range in transcript.Split((byte)'\n'))
        {
            var line = transcript[range];
            if (line.IndexOf(word) < 0) continue;
            var reader = new Utf8JsonReader(line);
            if (!JsonDocument.TryParseValue(ref reader, out var document)) continue;
            using (document)
            {
                if (document.RootElement.ValueKind == JsonValueKind.Object) take(document.RootElement);
            }
        }
    }

    private static bool Is(JsonElement of, string name, string value) => of.TryGetProperty(name, out var text) && text.ValueKind == JsonValueKind.String && text.ValueEquals(value);

    private static long Count(JsonElement of, string name) => of.TryGetProperty(name, out var number) && number.ValueKind == JsonValueKind.Number ? number.GetInt64() : 0;
}
