using System.Globalization;
using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;

namespace Shiprank.Sources.Prices;

/// <summary>
/// Reads a literal of JavaScript (objects, lists, texts, numbers, <c>true</c>, <c>!0</c>, <c>null</c>) as data. Nothing is run: whatever else stands
/// there, a name, a call, an operator, is an error with its place.
/// </summary>
internal sealed class ScriptLiteral
{
    private const int Deepest = 32;

    private readonly string text;
    private int at;

    private ScriptLiteral(string text, int at) => (this.text, this.at) = (text, at);

    /// <exception cref="JsonException">There is no literal at this place.</exception>
    public static JsonNode? Read(string text, int start) => new ScriptLiteral(text, start).Value(0);

    private JsonNode? Value(int depth)
    {
        if (depth > Deepest) throw Wrong("nested too deep");
        switch (Peek())
        {
            case '{': return Map(depth);
            case '[': return List(depth);
            case '"' or '\'' or '`': return JsonValue.Create(Text());
            case '!': return JsonValue.Create(Flag());
            case '-' or '.' or (>= '0' and <= '9'): return JsonValue.Create(Number());
            default:
                return Word() switch
                {
                    "true" => JsonValue.Create(true),
                    "false" => JsonValue.Create(false),
                    "null" => null,
                    var other => throw Wrong($"\"{other}\" is no data"),
                };
        }
    }

    private JsonObject Map(int depth)
    {
        var map = new JsonObject();
        at++;
        while (Peek() != '}')
        {
            var key = Peek() is '"' or '\'' ? Text() : Word();
            Expect(':');
            if (!map.TryAdd(key, Value(depth + 1))) throw Wrong($"\"{key}\" stands here twice");
            if (Peek() == ',') at++;
            else if (Peek() != '}') throw Wrong("a comma or a brace is expected");
        }

        at++;
        return map;
    }

    private JsonArray List(int depth)
    {
        var list = new JsonArray();
        at++;
        while (Peek() != ']')
        {
            list.Add(Value(depth + 1));
            if (Peek() == ',') at++;
            else if (Peek() != ']') throw Wrong("a comma or a bracket is expected");
        }

        at++;
        return list;
    }

    private bool Flag()
    {
        at++;
        return Peek() switch
        {
            '0' => Taken(true),
            '1' => Taken(false),
            _ => throw Wrong("only !0 and !1 are data"),
        };
    }

    private bool Taken(bool value)
    {
        at++;
        return value;
    }

    private decimal Number()
    {
        var start = at;
        while (at < text.Length && (char.IsAsciiLetterOrDigit(text[at]) || text[at] is '.' or '-' or '+')) at++;
        return decimal.TryParse(text.AsSpan(start, at - start), NumberStyles.Float, CultureInfo.InvariantCulture, out var number) ? number : throw Wrong($"\"{text[start..at]}\" is no number");
    }

    private string Word()
    {
        var start = at;
        while (at < text.Length && (char.IsAsciiLetterOrDigit(text[at]) || text[at] is '_' or '$')) at++;
        return at > start ? text[start..at] : throw Wrong("data is expected");
    }

    private string Text()
    {
        var quote = text[at++];
        var result = new StringBuilder();
        while (at < text.Length && text[at] != quote)
        {
            if (quote == '`' && text[at] == '$' && at + 1 < text.Length && text[at + 1] == '{') throw Wrong("a template with an expression is no data");
            result.Append(text[at] == '\\' ? Escaped() : text[at++]);
        }

        if (at >= text.Length) throw Wrong("the text has no end");
        at++;
        return result.ToString();
    }

    private char Escaped()
    {
        if (at + 1 >= text.Length) throw Wrong("the text has no end");
        var escape = text[at + 1];
        at += 2;
        switch (escape)
        {
            case 'n': return '\n';
            case 't': return '\t';
            case 'r': return '\r';
            case 'u' when at + 4 <= text.Length && ushort.TryParse(text.AsSpan(at, 4), NumberStyles.HexNumber, CultureInfo.InvariantCulture, out var code):
                at += 4;
                return (char)code;
            case '\\' or '"' or '\'' or '`' or '/' or '$': return escape;
            default: throw Wrong($"the escape \\{escape} is not known");
        }
    }

    private char Peek()
    {
        while (at < text.Length && char.IsWhiteSpace(text[at])) at++;
        return at < text.Length ? text[at] : throw Wrong("it ends too early");
    }

    private void Expect(char expected)
    {
        if (Peek() != expected) throw Wrong($"'{expected}' is expected");
        at++;
    }

    private JsonException Wrong(string reason) => new($"{reason} (at character {at})");
}
