using System.Globalization;
using System.Text.Json;
using Shiprank.Core;
using Shiprank.Core.Caps;
using Shiprank.Core.Usage;

namespace Shiprank.Sources.Runs;

/// <summary>One entry of a run's trace as a line of JSON: names in snake case, times with their offset, money as decimal strings (docs/guides/loops.md).</summary>
public static class RunLine
{
    private const int Longest = 300;
    private const decimal MostUsd = 1_000_000_000m;

    private static readonly HashSet<string> keys = new(StringComparer.Ordinal)
    {
        "id", "kind", "place", "at", "ended_at", "run", "session", "autonomous", "person", "agent", "job", "ticket", "ticket_counts", "repository", "branch", "model", "step", "tokens", "usd", "reserved_usd", "action", "reason", "rule", "new_files", "exit_code",
    };

    private static readonly string[] buckets = ["input", "cache_read", "cache_write_5m", "cache_write_1h", "output", "reasoning"];

    /// <summary>What is said that is not known here is refused: it may be what somebody typed.</summary>
    public static Result<CapEvent> Read(ReadOnlyMemory<byte> line)
    {
        try
        {
            using var document = JsonDocument.Parse(line);
            return document.RootElement.ValueKind == JsonValueKind.Object ? Of(document.RootElement) : Wrong("is no object");
        }
        catch (JsonException)
        {
            return Wrong("is no JSON");
        }
        catch (FormatException wrong)
        {
            return Wrong(wrong.Message);
        }
    }

    public static void Write(Utf8JsonWriter json, CapEvent entry)
    {
        json.WriteStartObject();
        json.WriteString("id", entry.Id);
        json.WriteString("kind", Word(entry.Kind));
        json.WriteString("place", Word(entry.Place));
        json.WriteString("at", Time(entry.At));
        if (entry.EndedAt is { } ended) json.WriteString("ended_at", Time(ended));
        json.WriteString("run", entry.Run);
        Text(json, "session", entry.Session);
        json.WriteBoolean("autonomous", entry.Autonomous);
        Text(json, "person", entry.Person);
        Text(json, "agent", entry.Agent);
        Text(json, "job", entry.Job);
        Text(json, "ticket", entry.Ticket);
        if (entry.TicketCounts) json.WriteBoolean("ticket_counts", true);
        Text(json, "repository", entry.Repository);
        Text(json, "branch", entry.Branch);
        Text(json, "model", entry.Model);
        Text(json, "step", entry.Step);
        if (entry.Tokens != default)
        {
            json.WriteStartObject("tokens");
            long[] counts = [entry.Tokens.Input, entry.Tokens.CacheRead, entry.Tokens.CacheWrite5m, entry.Tokens.CacheWrite1h, entry.Tokens.Output, entry.Tokens.Reasoning];
            for (var i = 0; i < counts.Length; i++) json.WriteNumber(buckets[i], counts[i]);
            json.WriteEndObject();
        }

        if (entry.Usd is { } usd) json.WriteString("usd", usd.ToString(CultureInfo.InvariantCulture));
        if (entry.ReservedUsd is { } reserved) json.WriteString("reserved_usd", reserved.ToString(CultureInfo.InvariantCulture));
        if (entry.Action is { } action) json.WriteString("action", Word(action));
        if (entry.Reason != CapReason.Within) json.WriteString("reason", Word(entry.Reason));
        Text(json, "rule", entry.Rule);
        if (entry.NewFiles != 0) json.WriteNumber("new_files", entry.NewFiles);
        if (entry.ExitCode != 0) json.WriteNumber("exit_code", entry.ExitCode);
        json.WriteEndObject();
    }

    private static Result<CapEvent> Of(JsonElement line)
    {
        foreach (var property in line.EnumerateObject())
        {
            if (!keys.Contains(property.Name)) return Wrong("has a member that entries of traces don't have");
        }

        var at = Time(line, "at") ?? throw new FormatException("\"at\" is missing");
        var ended = Time(line, "ended_at");
        return new CapEvent
        {
            Id = Required(line, "id"),
            Kind = Word<CapEventKind>(line, "kind") ?? throw new FormatException("\"kind\" is missing"),
            Place = Word<CapPlace>(line, "place") ?? throw new FormatException("\"place\" is missing"),
            At = at,
            EndedAt = ended is null || ended >= at ? ended : throw new FormatException("\"ended_at\" is before \"at\""),
            Run = Required(line, "run"),
            Session = Text(line, "session"),
            Autonomous = Flag(line, "autonomous"),
            Person = Text(line, "person"),
            Agent = Text(line, "agent"),
            Job = Text(line, "job"),
            Ticket = Text(line, "ticket"),
            TicketCounts = Flag(line, "ticket_counts"),
            Repository = Text(line, "repository"),
            Branch = Text(line, "branch"),
            Model = Text(line, "model"),
            Step = Text(line, "step"),
            Tokens = Tokens(line),
            Usd = Money(line, "usd"),
            ReservedUsd = Money(line, "reserved_usd"),
            Action = Word<CapAction>(line, "action"),
            Reason = Word<CapReason>(line, "reason") ?? CapReason.Within,
            Rule = Text(line, "rule"),
            NewFiles = (int)Number(line, "new_files", 0, 1_000_000),
            ExitCode = (int)Number(line, "exit_code", int.MinValue, int.MaxValue),
        };
    }

    private static TokenCounts Tokens(JsonElement line)
    {
        if (!line.TryGetProperty("tokens", out var tokens)) return default;
        if (tokens.ValueKind != JsonValueKind.Object || tokens.EnumerateObject().Any(p => !buckets.Contains(p.Name))) throw new FormatException("\"tokens\" has something else than the six counts");
        var counts = buckets.Select(b => Number(tokens, b, 0, 1_000_000_000_000)).ToArray();
        return new(counts[0], counts[1], counts[2], counts[3], counts[4], counts[5]);
    }

    private static string Required(JsonElement line, string name) => Text(line, name) is { Length: > 0 } text ? text : throw new FormatException($"\"{name}\" is missing");

    private static string Text(JsonElement line, string name)
    {
        if (!line.TryGetProperty(name, out var value)) return "";
        if (value.ValueKind != JsonValueKind.String) throw new FormatException($"\"{name}\" is no text");
        var text = value.GetString()!;
        return text.Length > Longest || text.Any(char.IsControl) ? throw new FormatException($"\"{name}\" is longer than {Longest} characters, or has signs that no name has") : text;
    }

    private static bool Flag(JsonElement line, string name) => line.TryGetProperty(name, out var value) && value.ValueKind switch
    {
        JsonValueKind.True => true,
        JsonValueKind.False => false,
        _ => throw new FormatException($"\"{name}\" is neither true nor false"),
    };

    private static long Number(JsonElement line, string name, long least, long most) => !line.TryGetProperty(name, out var value) ? 0
        : value.ValueKind == JsonValueKind.Number && value.TryGetInt64(out var number) && number >= least && number <= most ? number
        : throw new FormatException($"\"{name}\" is no whole number from {least} to {most}");

    private static decimal? Money(JsonElement line, string name)
    {
        if (!line.TryGetProperty(name, out var value)) return null;
        return value.ValueKind == JsonValueKind.String && decimal.TryParse(value.GetString(), NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture, out var usd) && usd <= MostUsd
            ? usd : throw new FormatException($"\"{name}\" is no amount as a text, such as \"0.0125\"");
    }

    private static DateTimeOffset? Time(JsonElement line, string name)
    {
        if (!line.TryGetProperty(name, out var value)) return null;
        return value.ValueKind == JsonValueKind.String && value.TryGetDateTimeOffset(out var time) && time.Year is >= 2000 and < 2200
            ? time.ToUniversalTime() : throw new FormatException($"\"{name}\" is no time, such as \"2026-11-28T09:30:00Z\"");
    }

    private static T? Word<T>(JsonElement line, string name)
        where T : struct, Enum
    {
        var text = Text(line, name);
        if (text.Length == 0) return null;
        foreach (var value in Enum.GetValues<T>())
        {
            if (Word(value) == text) return value;
        }

        throw new FormatException($"\"{name}\" is none of {string.Join(", ", Enum.GetValues<T>().Select(Word))}");
    }

    private static void Text(Utf8JsonWriter json, string name, string text)
    {
        if (text.Length > 0) json.WriteString(name, text);
    }

    private static string Word<T>(T value)
        where T : struct, Enum => string.Concat(value.ToString().Select((c, i) => char.IsUpper(c) ? $"{(i > 0 ? "_" : "")}{char.ToLowerInvariant(c)}" : $"{c}"));

    private static string Time(DateTimeOffset at) => at.UtcDateTime.ToString("yyyy-MM-dd'T'HH:mm:ss.FFFFFF'Z'", CultureInfo.InvariantCulture);

    private static Problem Wrong(string reason) => new("", 0, reason);
}
