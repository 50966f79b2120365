using System.Buffers;
using System.Globalization;
using System.Text.Json;

namespace Shiprank.Server.Gateway;

/// <summary>What turns of Codex cost by the organisation's own prices: the client asks for it, and shows it. The last turns are known, in memory.</summary>
internal sealed class TurnCosts
{
    private const int MostTurns = 20_000;
    private const int MostAsked = 256;

    private readonly Lock gate = new();
    private readonly Dictionary<string, Turn> turns = new(StringComparer.Ordinal);
    private readonly Queue<string> order = new();

    /// <param name="usd">Null: unpriced, and then the whole turn is.</param>
    public void Add(string turn, string response, string model, decimal? usd)
    {
        if (turn.Length == 0) return;
        lock (gate)
        {
            if (!turns.TryGetValue(turn, out var known))
            {
                if (order.Count == MostTurns) turns.Remove(order.Dequeue());
                order.Enqueue(turn);
                turns.Add(turn, known = new());
            }

            known.Responses.Add((response, model, usd));
        }
    }

    /// <param name="body"><c>{"turn_ids":[…]}</c>; anything else asks for none.</param>
    public byte[] Answer(ReadOnlySpan<byte> body)
    {
        var asked = Asked(body);
        var buffer = new ArrayBufferWriter<byte>(256);
        using var json = new Utf8JsonWriter(buffer);
        json.WriteStartObject();
        json.WriteStartArray("turns");
        lock (gate)
        {
            foreach (var id in asked) Write(json, id, turns.GetValueOrDefault(id));
        }

        json.WriteEndArray();
        json.WriteEndObject();
        json.Flush();
        return buffer.WrittenSpan.ToArray();
    }

    private static void Write(Utf8JsonWriter json, string id, Turn? turn)
    {
        json.WriteStartObject();
        json.WriteString("turn_id", id);
        if (turn is null || turn.Responses.Exists(r => r.Usd is null))
        {
            json.WriteString("status", "pending");
            json.WriteEndObject();
            return;
        }

        json.WriteString("status", "priced");
        json.WriteString("total_usd", Usd(turn.Responses.Sum(r => r.Usd!.Value)));
        json.WriteNumber("event_count", turn.Responses.Count);
        json.WriteString("model", turn.Responses[^1].Model);
        json.WriteStartArray("responses");
        foreach (var (response, _, usd) in turn.Responses)
        {
            json.WriteStartObject();
            json.WriteString("response_id", response);
            json.WriteString("total_usd", Usd(usd!.Value));
            json.WriteEndObject();
        }

        json.WriteEndArray();
        json.WriteEndObject();
    }

    private static string Usd(decimal usd) => usd.ToString("0.##########", CultureInfo.InvariantCulture);

    private static List<string> Asked(ReadOnlySpan<byte> body)
    {
        var asked = new List<string>();
        try
        {
            var reader = new Utf8JsonReader(body);
            if (!reader.Read() || reader.TokenType != JsonTokenType.StartObject) return asked;
            while (reader.Read() && reader.TokenType == JsonTokenType.PropertyName)
            {
                if (!reader.ValueTextEquals("turn_ids"u8))
                {
                    reader.Skip();
                    continue;
                }

                if (!reader.Read() || reader.TokenType != JsonTokenType.StartArray) return asked;
                while (reader.Read() && reader.TokenType == JsonTokenType.String && asked.Count < MostAsked)
                {
                    if (reader.ValueSpan.Length <= GatewayLimits.LongestName) asked.Add(reader.GetString()!);
                }

                return asked;
            }
        }
        catch (JsonException)
        {
            // Asked for in no form that is known: there is nothing to tell.
            return [];
        }

        return asked;
    }

    private sealed class Turn
    {
        public List<(string Response, string Model, decimal? Usd)> Responses { get; } = [];
    }
}
