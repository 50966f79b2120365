using System.Text.Json;
using System.Text.Unicode;

namespace Shiprank.Core.Delivery;

/// <summary>Whether bytes are JSON of which every text can be read: an escaped half of a surrogate pair can't.</summary>
public static class JsonText
{
    /// <summary>Deepest nesting that is read; a forge's own payloads stay under a dozen levels.</summary>
    public const int Deepest = 64;

    /// <param name="json">One JSON value in UTF-8.</param>
    /// <returns>Null when it can be read, else what is wrong in a few words. Nothing of the text is in them.</returns>
    public static string? Flaw(ReadOnlySpan<byte> json)
    {
        if (!Utf8.IsValid(json)) return "not valid UTF-8";
        var reader = new Utf8JsonReader(json, new JsonReaderOptions { MaxDepth = Deepest });
        try
        {
            while (reader.Read())
            {
                if (reader.TokenType is JsonTokenType.String or JsonTokenType.PropertyName && reader.ValueIsEscaped) reader.GetString();
            }

            return null;
        }
        catch (JsonException)
        {
            // What a bracket opened counts from the token after it on.
            if (reader.CurrentDepth + (reader.TokenType is JsonTokenType.StartArray or JsonTokenType.StartObject ? 1 : 0) >= Deepest) return $"nested more than {Deepest} levels deep";
            return json.TrimEnd(" \t\r\n"u8).EndsWith("}"u8) ? "not valid JSON" : "not valid JSON: the line breaks off";
        }
        catch (InvalidOperationException)
        {
            return "a text with half of a surrogate pair";
        }
    }
}
