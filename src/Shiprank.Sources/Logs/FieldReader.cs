using System.Text.Json;

namespace Shiprank.Sources.Logs;

/// <summary>
/// Fields of one record under the rules all readers share: null means zero or unknown, a wrong type or an absurd number is a fault.
/// Only the first fault of a record is kept; the record is then left out with that reason.
/// </summary>
internal sealed class FieldReader(Interner texts, long now)
{
    /// <summary>Tokens of one record: beyond this a log is damaged, and sums of money would leave their range.</summary>
    private const long Most = 100_000_000_000;

    /// <summary>Credits or USD of one record.</summary>
    private const long MostMoney = 1_000_000;

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
        if (!reader.TryGetDecimal(out var value) || value > MostMoney) Refuse($"number too large: {name}");
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

    /// <summary>The value after the property name that the reader stands on, by the rules above.</summary>
    public long NextCount(ref Utf8JsonReader reader, string name) => reader.Read() ? Count(ref reader, name) : 0;

    public decimal? NextAmount(ref Utf8JsonReader reader, string name) => reader.Read() ? Amount(ref reader, name) : null;

    public string NextText(ref Utf8JsonReader reader, string name) => reader.Read() ? Text(ref reader, name) : "";

    public bool NextFlag(ref Utf8JsonReader reader, string name) => reader.Read() && Flag(ref reader, name);

    public long NextTime(ref Utf8JsonReader reader) => reader.Read() ? Time(ref reader) : 0;

    /// <summary>The text that follows; anything else is passed over without a fault.</summary>
    public string NextLoose(ref Utf8JsonReader reader)
    {
        reader.Read();
        if (reader.TokenType == JsonTokenType.String) return texts.Of(ref reader);
        reader.Skip();
        return "";
    }

    /// <summary>Enters the object that follows; a value of another type is passed over and, with a name, refused unless it is null.</summary>
    public bool NextObject(ref Utf8JsonReader reader, string name = "") => Enter(ref reader, JsonTokenType.StartObject, name);

    /// <summary>Enters the array that follows, as <see cref="NextObject"/> does an object.</summary>
    public bool NextArray(ref Utf8JsonReader reader, string name = "") => Enter(ref reader, JsonTokenType.StartArray, name);

    private bool Enter(ref Utf8JsonReader reader, JsonTokenType wanted, string name)
    {
        reader.Read();
        if (reader.TokenType == wanted) return true;
        if (name.Length > 0 && reader.TokenType != JsonTokenType.Null) Refuse($"wrong type: {name}");
        reader.Skip();
        return false;
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
