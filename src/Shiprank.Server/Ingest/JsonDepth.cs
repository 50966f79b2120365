using System.Text.Json;
using Shiprank.Core;

namespace Shiprank.Server.Ingest;

/// <summary>Looks over a payload once, without building anything of it: whole JSON, not nested deeper than any forge does.</summary>
internal static class JsonDepth
{
    private const int Deepest = 64;

    /// <returns>Null when the payload may be parsed.</returns>
    public static Problem? Check(ReadOnlySpan<byte> payload)
    {
        var reader = new Utf8JsonReader(payload, new JsonReaderOptions { MaxDepth = Deepest });
        try
        {
            for (var more = true; more;) more = reader.Read();

            return null;
        }
        catch (JsonException)
        {
            return reader.CurrentDepth >= Deepest
                ? new("payload", 0, $"nested deeper than {Deepest} levels")
                : new("payload", 0, $"not valid JSON (byte {reader.BytesConsumed})");
        }
    }
}
