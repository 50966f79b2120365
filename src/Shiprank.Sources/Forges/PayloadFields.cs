using System.Globalization;
using System.Text.Json;

namespace Shiprank.Sources.Forges;

/// <summary>
/// Typed access to the fields of a payload. What is absent or null is null; what has another type than it should is kept as
/// <see cref="Failure"/> of the whole payload (the first one), and what the accessors return from then on is not to be used.
/// </summary>
internal sealed class PayloadFields
{
    private const int LongestText = 1000;
    private const int LongestProse = 1024 * 1024;

    private readonly JsonElement element;
    private readonly string path;
    private readonly Flaws flaws;

    private PayloadFields(JsonElement element, string path, Flaws flaws) => (this.element, this.path, this.flaws) = (element, path, flaws);

    /// <summary>Of the whole payload: which field is missing or has which flaw.</summary>
    public string? Failure => flaws.First;

    public static PayloadFields Of(JsonElement root)
    {
        var fields = new PayloadFields(root, "", new());
        if (root.ValueKind != JsonValueKind.Object) fields.flaws.First = "not a JSON object";
        return fields;
    }

    public bool Has(string name) => Field(name) is not null;

    public bool IsObject(string name) => Field(name) is { ValueKind: JsonValueKind.Object };

    /// <summary>An object that has to be there.</summary>
    public PayloadFields Required(string name) => Object(name) ?? Missing(name, new PayloadFields(default, $"{path}{name}.", flaws));

    public PayloadFields? Object(string name) =>
        Field(name) is not { } field ? null
        : field.ValueKind == JsonValueKind.Object ? new(field, $"{path}{name}.", flaws)
        : Wrong<PayloadFields?>(name, "an object", null);

    /// <summary>The objects of a list; none when it is absent.</summary>
    public IReadOnlyList<PayloadFields> Objects(string name)
    {
        if (Field(name) is not { } list) return [];
        if (list.ValueKind != JsonValueKind.Array) return Wrong<IReadOnlyList<PayloadFields>>(name, "a list", []);
        List<PayloadFields> objects = new(list.GetArrayLength());
        foreach (var item in list.EnumerateArray())
        {
            if (item.ValueKind == JsonValueKind.Object) objects.Add(new(item, $"{path}{name}[].", flaws));
            else return Wrong<IReadOnlyList<PayloadFields>>(name, "a list of objects", []);
        }

        return objects;
    }

    /// <summary>Without outer blanks; an empty one is null.</summary>
    public string? Text(string name) => Field(name) switch
    {
        null => null,
        { ValueKind: JsonValueKind.String } text => Short(name, text.GetString()!.Trim()),
        _ => Wrong<string?>(name, "a text", null),
    };

    public string Name(string name) => Text(name) ?? Missing(name, "");

    /// <summary>A text that is reduced at once, as far as forges let it grow; empty when absent.</summary>
    public string Prose(string name) => Field(name) switch
    {
        null => "",
        { ValueKind: JsonValueKind.String } text => text.GetString() is { Length: > LongestProse } prose ? prose[..LongestProse] : text.GetString()!,
        _ => Wrong(name, "a text", ""),
    };

    /// <summary>A whole number, not negative.</summary>
    public long? Number(string name) => Field(name) switch
    {
        null => null,
        { ValueKind: JsonValueKind.Number } number when number.TryGetInt64(out var value) && value >= 0 => value,
        _ => Wrong<long?>(name, "a whole number", null),
    };

    /// <summary>A number or name that tells things apart.</summary>
    public string? OptionalId(string name) => Field(name) is { ValueKind: JsonValueKind.String } ? Text(name) : Number(name)?.ToString(CultureInfo.InvariantCulture);

    public string Id(string name) => OptionalId(name) ?? Missing(name, "");

    public bool? Flag(string name) => Field(name)?.ValueKind switch
    {
        null => null,
        JsonValueKind.True => true,
        JsonValueKind.False => false,
        _ => Wrong<bool?>(name, "true or false", null),
    };

    public DateTimeOffset? Time(string name)
    {
        if (Field(name) is not { } field) return null;
        var time = field.ValueKind switch
        {
            JsonValueKind.String => ForgeTime.Parse(field.GetString()),
            JsonValueKind.Number when field.TryGetInt64(out var seconds) => ForgeTime.OfSeconds(seconds),
            _ => null,
        };
        return time ?? Wrong<DateTimeOffset?>(name, "a time from 1970 on", null);
    }

    public DateTimeOffset Moment(string name) => Time(name) ?? Missing(name, default(DateTimeOffset));

    /// <summary>7 to 64 hexadecimal digits in lower case; null too for the zeros that stand for no commit.</summary>
    public string? Sha(string name)
    {
        if (Text(name) is not { } sha) return null;
        if (sha.Length is < 7 or > 64 || !sha.All(char.IsAsciiHexDigit)) return Wrong<string?>(name, "a commit's sha", null);
        return sha.AsSpan().ContainsAnyExcept('0') ? sha.ToLowerInvariant() : null;
    }

    /// <summary>Names of labels: texts, or objects with a <c>name</c> or <c>title</c>.</summary>
    public IReadOnlyList<string> Labels(string name)
    {
        if (Field(name) is not { } list) return [];
        if (list.ValueKind != JsonValueKind.Array) return Wrong<IReadOnlyList<string>>(name, "a list", []);
        List<string> labels = new(list.GetArrayLength());
        foreach (var item in list.EnumerateArray())
        {
            var label = item.ValueKind switch
            {
                JsonValueKind.String => Short(name, item.GetString()!.Trim()),
                JsonValueKind.Object => new PayloadFields(item, $"{path}{name}[].", flaws) is var fields && fields.Has("name") ? fields.Text("name") : fields.Text("title"),
                _ => Wrong<string?>(name, "a list of labels", null),
            };
            if (label is not null) labels.Add(label);
        }

        return labels;
    }

    /// <summary>A value that is read only if it has the type hoped for: what a client put there, no field of the forge's own.</summary>
    public string? Hint(string name, string inner)
    {
        if (Field(name) is not { ValueKind: JsonValueKind.Object } outer || !outer.TryGetProperty(inner, out var value) || value.ValueKind != JsonValueKind.String) return null;
        return value.GetString()!.Trim() is { Length: > 0 and <= LongestText } text ? text : null;
    }

    public T Missing<T>(string name, T value)
    {
        flaws.First ??= $"field \"{path}{name}\" is missing";
        return value;
    }

    public T Wrong<T>(string name, string expected, T value)
    {
        flaws.First ??= $"field \"{path}{name}\" is not {expected}";
        return value;
    }

    private JsonElement? Field(string name) =>
        element.ValueKind == JsonValueKind.Object && element.TryGetProperty(name, out var field) && field.ValueKind != JsonValueKind.Null ? field : null;

    private string? Short(string name, string text) =>
        text.Length == 0 ? null : text.Length <= LongestText ? text : Wrong<string?>(name, $"a text of at most {LongestText} characters", null);

    private sealed class Flaws
    {
        public string? First { get; set; }
    }
}
