using System.Globalization;
using System.Text.Json;

namespace Shiprank.Core.Delivery;

/// <summary>
/// Typed access to the fields of one event line. The first field that is missing or wrong is kept in <see cref="Failure"/>;
/// what the accessors return from then on is not to be used. Null stands for an absent field.
/// </summary>
internal sealed class EventFields(JsonElement line)
{
    private const int LongestText = 1000;
    private static readonly DateTimeOffset Earliest = new(1970, 1, 1, 0, 0, 0, TimeSpan.Zero);

    private static readonly string[] TimeFormats =
    [
        "yyyy-MM-dd'T'HH:mm:ssK", "yyyy-MM-dd'T'HH:mm:ss.FFFFFFFK", "yyyy-MM-dd'T'HH:mmK",
        "yyyy-MM-dd'T'HH:mm:sszz", "yyyy-MM-dd'T'HH:mm:ss.FFFFFFFzz",
    ];

    public string? Failure { get; private set; }

    public string Text(string name) => OptionalText(name) ?? Missing(name, "");

    public string? OptionalText(string name) => Field(name) is { } field ? TextOf(name, field) : null;

    /// <summary>A text that is not empty.</summary>
    public string Name(string name) => Text(name) is { Length: > 0 } text ? text : Wrong(name, "a name", "");

    /// <summary>16 hexadecimal digits.</summary>
    public ulong Hash(string name) =>
        ulong.TryParse(Text(name), NumberStyles.AllowHexSpecifier, CultureInfo.InvariantCulture, out var hash) ? hash : Wrong(name, "a hash", 0UL);

    /// <summary>A text of any length, for what is reduced at once.</summary>
    public string Prose(string name) =>
        Field(name) is not { } field ? Missing(name, "") : field.ValueKind == JsonValueKind.String ? field.GetString()! : Wrong(name, "text", "");

    /// <summary>An identifier: a non-empty text or an integer.</summary>
    public string Id(string name) => OptionalId(name) ?? Missing(name, "");

    public string? OptionalId(string name) => Field(name) switch
    {
        null => null,
        { ValueKind: JsonValueKind.Number } number => number.TryGetInt64(out var value) ? value.ToString(CultureInfo.InvariantCulture) : Wrong(name, "a text or an integer", ""),
        { } field => TextOf(name, field) is { Length: > 0 } text ? text : Wrong(name, "a text or an integer", ""),
    };

    public DateTimeOffset Time(string name) => OptionalTime(name) ?? Missing(name, default(DateTimeOffset));

    public DateTimeOffset? OptionalTime(string name) => Field(name) is { } field ? TimeOf(name, field) : null;

    public bool Flag(string name) => OptionalFlag(name) ?? Missing(name, false);

    public bool? OptionalFlag(string name) => Field(name)?.ValueKind switch
    {
        null => null,
        JsonValueKind.True => true,
        JsonValueKind.False => false,
        _ => Wrong(name, "true or false", false),
    };

    /// <summary>An integer from 0 to <paramref name="most"/>.</summary>
    public long Count(string name, long most) => OptionalCount(name, most) ?? Missing(name, 0L);

    public long? OptionalCount(string name, long most) => Field(name) switch
    {
        null => null,
        { ValueKind: JsonValueKind.Number } number when number.TryGetInt64(out var value) && value >= 0 && value <= most => value,
        _ => Wrong(name, $"an integer from 0 to {most.ToString(CultureInfo.InvariantCulture)}", 0L),
    };

    /// <summary>A number, or a text that is one, from 0 to <paramref name="most"/>.</summary>
    public decimal? OptionalAmount(string name, decimal most)
    {
        if (Field(name) is not { } field) return null;
        var text = field.ValueKind switch { JsonValueKind.Number => field.GetRawText(), JsonValueKind.String => field.GetString()!, _ => "" };
        return decimal.TryParse(text, NumberStyles.Float, CultureInfo.InvariantCulture, out var value) && value >= 0 && value <= most
            ? value
            : Wrong(name, $"a number from 0 to {most.ToString(CultureInfo.InvariantCulture)}", 0m);
    }

    /// <summary>7 to 64 hexadecimal digits, in lower case.</summary>
    public string Sha(string name) => OptionalSha(name) ?? Missing(name, "");

    public string? OptionalSha(string name) => Field(name) is { } field ? ShaOf(name, field) : null;

    public IReadOnlyList<string> Shas(string name) => Items(name, field => ShaOf(name, field));

    public IReadOnlyList<string> Texts(string name) => Items(name, field => TextOf(name, field));

    public T Choice<T>(string name, params ReadOnlySpan<(string Text, T Value)> choices)
        where T : struct
    {
        if (Field(name) is not { } field) return Missing(name, default(T));
        var text = field.ValueKind == JsonValueKind.String ? field.GetString() : null;
        List<string> known = [];
        foreach (var (choice, value) in choices)
        {
            if (choice == text) return value;
            known.Add(choice);
        }

        return Wrong(name, $"one of {string.Join(", ", known)}", default(T));
    }

    public IReadOnlyList<Approval> Approvals(string name) => Field(name) is null ? Missing<IReadOnlyList<Approval>>(name, []) : Items(name, field =>
    {
        if (field.ValueKind != JsonValueKind.Object) return Wrong(name, "a list of {person, at}", default(Approval));
        var inner = new EventFields(field);
        var approval = new Approval(inner.Text("person"), inner.Time("at"));
        if (inner.Failure is { } failure) Failure ??= $"{name}: {failure}";
        return approval;
    });

    /// <summary>States that a field is not what it has to be.</summary>
    public T Refuse<T>(string name, string expected, T value) => Wrong(name, expected, value);

    private JsonElement? Field(string name) =>
        line.TryGetProperty(name, out var field) && field.ValueKind != JsonValueKind.Null ? field : null;

    private List<T> Items<T>(string name, Func<JsonElement, T> read)
    {
        if (Field(name) is not { } field) return [];
        if (field.ValueKind != JsonValueKind.Array) return Wrong<List<T>>(name, "a list", []);
        List<T> items = new(field.GetArrayLength());
        foreach (var item in field.EnumerateArray()) items.Add(read(item));
        return items;
    }

    private string TextOf(string name, JsonElement field)
    {
        if (field.ValueKind != JsonValueKind.String) return Wrong(name, "text", "");
        var text = field.GetString()!.Trim();
        return text.Length <= LongestText ? text : Wrong(name, $"text of at most {LongestText} characters", "");
    }

    private string ShaOf(string name, JsonElement field)
    {
        var sha = field.ValueKind == JsonValueKind.String ? field.GetString()! : "";
        return sha.Length is >= 7 and <= 64 && sha.All(char.IsAsciiHexDigit) ? sha.ToLowerInvariant() : Wrong(name, "7 to 64 hexadecimal digits", "");
    }

    private DateTimeOffset TimeOf(string name, JsonElement field)
    {
        var text = field.ValueKind == JsonValueKind.String ? ToTicks(field.GetString()!) : null;
        return DateTimeOffset.TryParseExact(text, TimeFormats, CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal | DateTimeStyles.AdjustToUniversal, out var time) && time >= Earliest
            ? time
            : Wrong(name, "an ISO 8601 time from 1970 on", default(DateTimeOffset));
    }

    /// <summary>A time without the digits of a second that lie beyond a tick; some programs write nanoseconds.</summary>
    private static string ToTicks(string text)
    {
        const int Digits = 7;
        var dot = text.IndexOf('.');
        if (dot < 0) return text;
        var end = text.AsSpan(dot + 1).IndexOfAnyExceptInRange('0', '9');
        var length = end < 0 ? text.Length - dot - 1 : end;
        return length > Digits ? text.Remove(dot + 1 + Digits, length - Digits) : text;
    }

    private T Missing<T>(string name, T value)
    {
        Failure ??= $"field \"{name}\" is missing";
        return value;
    }

    private T Wrong<T>(string name, string expected, T value)
    {
        Failure ??= $"field \"{name}\" is not {expected}";
        return value;
    }
}
