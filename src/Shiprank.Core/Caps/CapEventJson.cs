using System.Text.Json;
using System.Text.Json.Serialization;
using Shiprank.Core.Usage;

namespace Shiprank.Core.Caps;

/// <summary>An entry of a run's trace as a line of JSON: how hooks and <c>shiprank run</c> keep it until it is sent.</summary>
[JsonSerializable(typeof(CapEvent))]
[JsonSourceGenerationOptions(PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase, DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull, IgnoreReadOnlyProperties = true)]
public sealed partial class CapEventJson : JsonSerializerContext
{
    /// <summary>A line without its end. Written by hand: what a serializer has compiled for it takes longer than a whole hook.</summary>
    public static byte[] Line(CapEvent entry)
    {
        using var bytes = new MemoryStream(768);
        using (var json = new Utf8JsonWriter(bytes))
        {
            json.WriteStartObject();
            json.WriteString("id", entry.Id);
            json.WriteNumber("kind", (int)entry.Kind);
            json.WriteNumber("place", (int)entry.Place);
            json.WriteString("at", entry.At);
            if (entry.EndedAt is { } ended) json.WriteString("endedAt", ended);
            json.WriteString("run", entry.Run);
            json.WriteString("session", entry.Session);
            json.WriteBoolean("autonomous", entry.Autonomous);
            json.WriteString("person", entry.Person);
            json.WriteString("agent", entry.Agent);
            json.WriteString("job", entry.Job);
            json.WriteString("ticket", entry.Ticket);
            json.WriteBoolean("ticketCounts", entry.TicketCounts);
            json.WriteString("repository", entry.Repository);
            json.WriteString("branch", entry.Branch);
            json.WriteString("model", entry.Model);
            json.WriteString("step", entry.Step);
            Tokens(json, entry.Tokens);
            if (entry.Usd is { } usd) json.WriteNumber("usd", usd);
            if (entry.ReservedUsd is { } reserved) json.WriteNumber("reservedUsd", reserved);
            if (entry.Action is { } action) json.WriteNumber("action", (int)action);
            json.WriteNumber("reason", (int)entry.Reason);
            json.WriteString("rule", entry.Rule);
            json.WriteNumber("newFiles", entry.NewFiles);
            json.WriteNumber("exitCode", entry.ExitCode);
            json.WriteEndObject();
        }

        return bytes.ToArray();
    }

    private static void Tokens(Utf8JsonWriter json, TokenCounts tokens)
    {
        json.WriteStartObject("tokens");
        json.WriteNumber("input", tokens.Input);
        json.WriteNumber("cacheRead", tokens.CacheRead);
        json.WriteNumber("cacheWrite5m", tokens.CacheWrite5m);
        json.WriteNumber("cacheWrite1h", tokens.CacheWrite1h);
        json.WriteNumber("output", tokens.Output);
        json.WriteNumber("reasoning", tokens.Reasoning);
        json.WriteEndObject();
    }

    /// <returns>Null: it is no such line.</returns>
    public static CapEvent? Read(ReadOnlySpan<byte> line)
    {
        try
        {
            return JsonSerializer.Deserialize(line, Default.CapEvent);
        }
        catch (JsonException)
        {
            return null;
        }
    }
}
