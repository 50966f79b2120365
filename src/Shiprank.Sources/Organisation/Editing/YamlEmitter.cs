using System.Globalization;
using System.Text;
using YamlDotNet.Core;

namespace Shiprank.Sources.Organisation.Editing;

/// <summary>Writes values as YAML. What is written reads back as the same text in every place, in brackets too.</summary>
internal static class YamlEmitter
{
    private static readonly HashSet<string> Words = new(["true", "false", "null", "yes", "no", "on", "off", "y", "n", "~", "", "."], StringComparer.OrdinalIgnoreCase);

    /// <summary>True when the text, if it stood plain, would be something else than a text to some reader: a number, a date, a truth value, nothing.</summary>
    public static bool IsWord(string text) =>
        Words.Contains(text)
        || decimal.TryParse(text, NumberStyles.Float, CultureInfo.InvariantCulture, out _)
        || (text.Length > 0 && (char.IsAsciiDigit(text[0]) || text[0] is '.' or '+') && text.All(c => char.IsAsciiLetterOrDigit(c) || c is '.' or '-' or '+' or ':' or '_'));

    public static string Scalar(YamlScalar scalar, ScalarStyle style = ScalarStyle.Plain)
    {
        if (scalar.Plain) return scalar.Text;
        return style switch
        {
            ScalarStyle.DoubleQuoted => Quoted(scalar.Text),
            ScalarStyle.SingleQuoted when scalar.Text.All(IsShown) => $"'{scalar.Text.Replace("'", "''", StringComparison.Ordinal)}'",
            _ => IsSafe(scalar.Text) && !IsWord(scalar.Text) ? scalar.Text : Quoted(scalar.Text),
        };
    }

    /// <summary>In brackets and braces, on one line.</summary>
    public static string Flow(YamlValue value) => value switch
    {
        YamlScalar scalar => Scalar(scalar),
        YamlList { Items.Count: 0 } => "[]",
        YamlList list => $"[{string.Join(", ", list.Items.Select(Flow))}]",
        YamlMap { Entries.Count: 0 } => "{}",
        YamlMap map => $"{{ {string.Join(", ", map.Entries.Select(e => $"{Key(e.Key)}: {Flow(e.Value)}"))} }}",
        _ => "",
    };

    /// <summary>The entries of a map, one a line; the first without indentation.</summary>
    /// <param name="lists">By how much the dashes of a list stand further right than its key.</param>
    public static string Block(YamlMap map, int indent, int lists, string newLine) =>
        string.Join(newLine + new string(' ', indent), map.Entries.Select(e => $"{Key(e.Key)}:{Under(e.Value, indent, lists, newLine)}"));

    /// <summary>What stands after a key's colon: lists of texts in brackets, lists of maps one item a line.</summary>
    /// <param name="indent">Column of the key.</param>
    public static string Under(YamlValue value, int indent, int lists, string newLine)
    {
        if (value is not YamlList { Items: [YamlMap, ..] } list) return " " + Flow(value);
        var start = newLine + new string(' ', indent + lists) + "- ";
        return string.Concat(list.Items.Select(i => start + Flow(i)));
    }

    public static string Key(string key) => Scalar(YamlModel.Text(key));

    /// <summary>Can stand without quotes anywhere.</summary>
    private static bool IsSafe(string text) =>
        text.Length > 0
        && (char.IsLetterOrDigit(text[0]) || text[0] is '_' or '/' or '.' or '+')
        && text[^1] != ' '
        && text.All(c => char.IsLetterOrDigit(c) || c is '_' or '.' or '/' or '@' or '+' or '-' or '(' or ')' or ' ' or '\'' or '$' or '=' or ';');

    private static bool IsShown(char c) => !char.IsControl(c) && !char.IsSurrogate(c) && char.GetUnicodeCategory(c) is not (UnicodeCategory.LineSeparator or UnicodeCategory.ParagraphSeparator or UnicodeCategory.Format);

    private static string Quoted(string text)
    {
        var quoted = new StringBuilder("\"", text.Length + 2);
        for (var i = 0; i < text.Length; i++)
        {
            var c = text[i];
            if (c is '"' or '\\') quoted.Append('\\').Append(c);
            else if (char.IsHighSurrogate(c) && i + 1 < text.Length && char.IsLowSurrogate(text[i + 1])) quoted.Append(CultureInfo.InvariantCulture, $"\\U{char.ConvertToUtf32(c, text[++i]):X8}");
            else if (IsShown(c)) quoted.Append(c);
            else quoted.Append(CultureInfo.InvariantCulture, $"\\u{(int)c:X4}");
        }

        return quoted.Append('"').ToString();
    }
}
