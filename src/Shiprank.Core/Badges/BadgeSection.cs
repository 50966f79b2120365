using System.Text.Json;

namespace Shiprank.Core.Badges;

/// <summary>An object of a file of badge definitions: its known keys with their types checked; anything else is an error that names it.</summary>
internal sealed class BadgeSection
{
    private readonly JsonElement element;
    private readonly string where;

    public BadgeSection(JsonElement element, string where, string name, params ReadOnlySpan<string> known)
    {
        (this.element, this.where, Name) = (element, where, name);
        if (element.ValueKind != JsonValueKind.Object) throw new FormatException($"{name} is not a set of keys and values");
        if (element.TryGetProperty("id", out var id) && id.ValueKind == JsonValueKind.String) Name = id.GetString()!;
        foreach (var property in element.EnumerateObject())
        {
            if (!known.Contains(property.Name)) throw BadgeReader.Unknown(Name, property.Name);
        }
    }

    public string Name { get; }

    public bool Has(string key) => element.TryGetProperty(key, out var value) && value.ValueKind != JsonValueKind.Null;

    public FormatException Wrong(string key, string expected) => new($"{Name}: \"{key}\" is not {expected}");

    public string Text(string key, int longest) =>
        Has(key) && element.GetProperty(key) is { ValueKind: JsonValueKind.String } value && value.GetString()!.Trim() is { Length: > 0 } text && text.Length <= longest && !text.Any(char.IsControl)
            ? text
            : throw Wrong(key, $"a text of 1 to {longest} characters");

    public IReadOnlyList<string> Texts(string key) =>
        Has(key) && element.GetProperty(key) is { ValueKind: JsonValueKind.Array } list && list.EnumerateArray().All(i => i.ValueKind == JsonValueKind.String)
            ? [.. list.EnumerateArray().Select(i => i.GetString()!)]
            : throw Wrong(key, "a list of texts");

    public int Integer(string key, int least, int most) =>
        Has(key) && element.GetProperty(key) is { ValueKind: JsonValueKind.Number } value && value.TryGetInt32(out var number) && number >= least && number <= most
            ? number
            : throw Wrong(key, $"a whole number from {least} to {most}");

    /// <summary>A part of a whole: an amount has no place here.</summary>
    public decimal Part(string key) =>
        Has(key) && element.GetProperty(key) is { ValueKind: JsonValueKind.Number } value && value.TryGetDecimal(out var number) && number is >= 0 and <= 1
            ? number
            : throw Wrong(key, "a part of a whole, 0 to 1");

    public bool Flag(string key) => Has(key) && element.GetProperty(key).ValueKind switch
    {
        JsonValueKind.True => true,
        JsonValueKind.False => false,
        _ => throw Wrong(key, "true or false"),
    };

    public BadgeSection? Section(string key, params ReadOnlySpan<string> known) => Has(key) ? new(element.GetProperty(key), where, $"{Name}, {key}", known) : null;

    public IReadOnlyList<BadgeSection> Sections(string key, params string[] known) =>
        Has(key) && element.GetProperty(key) is { ValueKind: JsonValueKind.Array } list
            ? [.. list.EnumerateArray().Select((i, n) => new BadgeSection(i, where, $"{Name}, {key} {n + 1}", known))]
            : throw Wrong(key, "a list");
}
