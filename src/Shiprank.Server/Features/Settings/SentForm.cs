using Shiprank.Server.Access;
using System.Globalization;

namespace Shiprank.Server.Features.Settings;

/// <summary>A form as it was sent: its fields, trimmed, and what is wrong with them. What makes no sense stays in its field.</summary>
public sealed class SentForm
{
    private const int Longest = 500;
    private const int MostTexts = 200;

    private readonly IReadOnlyDictionary<string, string> fields;
    private readonly Dictionary<string, string> errors = new(StringComparer.Ordinal);

    private SentForm(IReadOnlyDictionary<string, string> fields) => this.fields = fields;

    /// <summary>Reasons by field.</summary>
    public IReadOnlyDictionary<string, string> Errors => errors;

    public bool IsFine => errors.Count == 0;

    /// <summary>All fields, to send the same form again.</summary>
    public IEnumerable<KeyValuePair<string, string>> Fields => fields.OrderBy(f => f.Key, StringComparer.Ordinal);

    public string this[string name] => fields.GetValueOrDefault(name, "");

    /// <returns>Null when no form was sent, or none that can be read.</returns>
    public static async Task<SentForm?> Read(HttpContext context)
    {
        if (!context.Request.HasFormContentType) return null;
        try
        {
            return Of(await context.Request.ReadFormAsync(context.RequestAborted));
        }
        catch (InvalidDataException)
        {
            // Too many fields, or bytes that are no text.
            return null;
        }
    }

    private static SentForm Of(IFormCollection form) =>
        new(form.Where(f => f.Key != AccessSetup.FormField).ToDictionary(f => f.Key, f => f.Value.ToString().ReplaceLineEndings("\n").Trim(), StringComparer.Ordinal));

    public static SentForm Of(params IEnumerable<(string Name, string Value)> fields) => new(fields.ToDictionary(f => f.Name, f => f.Value, StringComparer.Ordinal));

    public SentForm With(string name, string value) => new(fields.Where(f => f.Key != name).Append(KeyValuePair.Create(name, value)).ToDictionary(StringComparer.Ordinal));

    public void Wrong(string name, string reason) => errors.TryAdd(name, reason);

    /// <summary>A text of one line; null when the field is empty.</summary>
    public string? Text(string name)
    {
        var text = this[name];
        if (text.Length == 0) return null;
        if (text.Length > Longest) Wrong(name, $"longer than {Longest} characters");
        else if (HasOddSigns(text)) Wrong(name, "has a line break or a sign that can’t be shown");
        return text;
    }

    public string Required(string name, string reason)
    {
        if (Text(name) is { } text) return text;
        Wrong(name, reason);
        return "";
    }

    /// <summary>What names a thing within the file: a person, a team, a service.</summary>
    public string Id(string name)
    {
        var id = Required(name, "it needs an id");
        if (id.Any(c => char.IsWhiteSpace(c) || c is '/' or '\\')) Wrong(name, "an id has no blanks and no slashes");
        return id;
    }

    /// <summary>Texts that lines, commas or semicolons part; each once.</summary>
    public IReadOnlyList<string> Texts(string name)
    {
        var texts = this[name].Split(['\n', ',', ';'], StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries).Distinct(StringComparer.OrdinalIgnoreCase).ToList();
        if (texts.Count > MostTexts || texts.Exists(t => t.Length > Longest)) Wrong(name, "too much for one field");
        else if (texts.Exists(HasOddSigns)) Wrong(name, "has a sign that can’t be shown");
        return texts;
    }

    public DateOnly? Day(string name)
    {
        if (this[name] is not { Length: > 0 } text) return null;
        if (DateOnly.TryParseExact(text, "yyyy-MM-dd", CultureInfo.InvariantCulture, DateTimeStyles.None, out var day)) return day;
        Wrong(name, "not a day like 2026-01-31");
        return null;
    }

    public decimal? Number(string name, decimal least, decimal most)
    {
        if (decimal.TryParse(this[name], NumberStyles.AllowDecimalPoint | NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out var number) && number >= least && number <= most) return number;
        Wrong(name, string.Create(CultureInfo.InvariantCulture, $"not a number from {least} to {most}"));
        return null;
    }

    /// <summary>A whole number, as hidden fields hold it; null when the field is empty.</summary>
    public int? Index(string name)
    {
        if (this[name].Length == 0) return null;
        if (int.TryParse(this[name], NumberStyles.None, CultureInfo.InvariantCulture, out var index)) return index;
        Wrong(name, "not a whole number");
        return null;
    }

    public bool Ticked(string name) => this[name] is "true" or "on" or "1";

    private static bool HasOddSigns(string text)
    {
        for (var i = 0; i < text.Length; i++)
        {
            if (char.IsControl(text[i]) || text[i] is '\u2028' or '\u2029' or '\uFEFF') return true;
            if (char.IsHighSurrogate(text[i]) && i + 1 < text.Length && char.IsLowSurrogate(text[i + 1])) i++;
            else if (char.IsSurrogate(text[i])) return true;
        }

        return false;
    }
}
