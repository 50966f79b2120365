using System.Text.Json;

namespace Shiprank.Sources.Logs;

/// <summary>
/// Fields of one record under the rules all readers share: null means zero or unknown, a wrong type or an absurd number is a fault.
/// Only the first fault of a record is kept; the record is then left out with that reason.
/// </summary>
internal sealed class FieldReader(Interner texts, long now)
{
    private const long Most = 1_000_000_000_000_000;
    private static readonly long Earliest = new DateTime(2020, 1, 1).Ticks;
    private readonly long latest = now + TimeSpan.FromHours(48).Ticks;

    public string? Fault { get; private set; }

    public Interner Texts => texts;

    public void Begin() => Fault = null;

    public void Refuse(string reason) => Fault ??= reason;

    /// <summary>A count of tokens; the reader stands on its value.</summary>
    public long Count(ref Utf8JsonReader reader, string name)
    {
        switch (reader.TokenType)
        {
            case JsonTokenType.Null:
                return 0;
            case JsonTokenType.Number when reader.TryGetInt64(out var value) || Whole(ref reader, out value):
                if (value < 0) Refuse($"negative number: {name}");
                else if (value > Most) Refuse($"number too large: {name}");
                else return value;
                return 0;
            case JsonTokenType.Number:
                Refuse(reader.GetDouble() < 0 ? $"negative number: {name}" : Math.Abs(reader.GetDouble()) > Most ? $"number too large: {name}" : $"not a whole number: {name}");
                return 0;
            default:
                return Wrong(ref reader, name, 0L);
        }
    }

    /// <summary>An amount of money or credits; null when the log has none.</summary>
    public decimal? Amount(ref Utf8JsonReader reader, string name)
    {
        if (reader.TokenType == JsonTokenType.Null) return null;
        if (reader.TokenType != JsonTokenType.Number) return Wrong<decimal?>(ref reader, name, null);
        if (!reader.TryGetDecimal(out var value) || value > Most) Refuse($"number too large: {name}");
        else if (value < 0) Refuse($"negative number: {name}");
        else return value;
        return null;
    }

    public string Text(ref Utf8JsonReader reader, string name) => reader.TokenType switch
    {
        JsonTokenType.String => texts.Of(ref reader),
        JsonTokenType.Null => "",
        _ => Wrong(ref reader, name, ""),
    };

    public bool Flag(ref Utf8JsonReader reader, string name) => reader.TokenType switch
    {
        JsonTokenType.True => true,
        JsonTokenType.False or JsonTokenType.Null => false,
        _ => Wrong(ref reader, name, false),
    };

    /// <summary>An instant as UTC ticks; 0 for null.</summary>
    public long Time(ref Utf8JsonReader reader)
    {
        long ticks = 0;
        var read = reader.TokenType switch
        {
            JsonTokenType.String => Timestamps.TryParse(reader.ValueSpan, out ticks),
            JsonTokenType.Number => reader.TryGetDouble(out var number) && Timestamps.TryFromNumber(number, out ticks),
            JsonTokenType.Null => true,
            _ => Wrong(ref reader, "timestamp", true),
        };
        if (!read) Refuse("timestamp can't be read");
        return ticks;
    }

    /// <summary>Refuses a record without an instant, or with one that no working clock showed.</summary>
    public void CheckTime(long ticks)
    {
        if (ticks == 0) Refuse("no timestamp");
        else if (ticks < Earliest) Refuse("timestamp before 2020");
        else if (ticks > latest) Refuse("timestamp in the future");
    }

    private static bool Whole(ref Utf8JsonReader reader, out long value)
    {
        var whole = reader.TryGetDecimal(out var number) && decimal.Truncate(number) == number && Math.Abs(number) <= long.MaxValue;
        value = whole ? (long)number : 0;
        return whole;
    }

    private T Wrong<T>(ref Utf8JsonReader reader, string name, T unknown)
    {
        Refuse($"wrong type: {name}");
        if (reader.TokenType is JsonTokenType.StartObject or JsonTokenType.StartArray) reader.Skip();
        return unknown;
    }
}
