using System.Text.Json;

namespace Shiprank.Server.Gateway.Metering;

/// <summary>Reads names and counts out of one event of a stream, or out of an answer in one piece; everything else is passed over.</summary>
internal static class AnswerReader
{
    /// <returns>False: it tells of no usage and of no failure.</returns>
    public static bool Read(ReadOnlySpan<byte> json, MeteredAnswer into)
    {
        try
        {
            var reader = new Utf8JsonReader(json, new() { MaxDepth = 256 });
            reader.Read();
            if (reader.TokenType == JsonTokenType.StartObject) return Event(ref reader, into);
            if (reader.TokenType != JsonTokenType.StartArray) return false;

            // Gemini streams an array where nobody asks for events.
            var told = false;
            while (reader.Read() && reader.TokenType == JsonTokenType.StartObject) told |= Event(ref reader, into);
            return told;
        }
        catch (Exception damage) when (damage is JsonException or InvalidOperationException)
        {
            return false;
        }
    }

    private static bool Event(ref Utf8JsonReader reader, MeteredAnswer into)
    {
        var (type, response, model, tier) = ("", "", "", "");
        RawUsage? usage = null;
        while (reader.Read() && reader.TokenType == JsonTokenType.PropertyName)
        {
            if (reader.ValueTextEquals("type"u8)) type = Word(ref reader);
            else if (reader.ValueTextEquals("id"u8) || reader.ValueTextEquals("responseId"u8)) response = Word(ref reader);
            else if (reader.ValueTextEquals("model"u8) || reader.ValueTextEquals("modelVersion"u8)) model = Word(ref reader);
            else if (reader.ValueTextEquals("service_tier"u8)) tier = Word(ref reader);
            else if (reader.ValueTextEquals("usage"u8) || reader.ValueTextEquals("usageMetadata"u8)) usage = RawUsage.TryRead(ref reader, out var told) ? told : usage;
            else if (reader.ValueTextEquals("message"u8) || reader.ValueTextEquals("response"u8)) usage = Inner(ref reader, ref response, ref model, ref tier) ?? usage;
            else if (reader.ValueTextEquals("error"u8)) Error(ref reader, into);
            else reader.Skip();
        }

        if (type is "error" or "response.failed") into.Fail();
        if (usage is { } counts)
        {
            into.Names(response, model, counts.Tier ?? tier);
            into.Usage(counts, type);
        }
        else if (response.Length > 0 || model.Length > 0) into.Names(response, model, "");
        return usage is not null || into.Failed;
    }

    private static RawUsage? Inner(ref Utf8JsonReader reader, ref string response, ref string model, ref string tier)
    {
        reader.Read();
        if (reader.TokenType != JsonTokenType.StartObject)
        {
            reader.Skip();
            return null;
        }

        RawUsage? usage = null;
        while (reader.Read() && reader.TokenType == JsonTokenType.PropertyName)
        {
            if (reader.ValueTextEquals("id"u8)) response = Word(ref reader);
            else if (reader.ValueTextEquals("model"u8)) model = Word(ref reader);
            else if (reader.ValueTextEquals("service_tier"u8)) tier = Word(ref reader);
            else if (reader.ValueTextEquals("usage"u8)) usage = RawUsage.TryRead(ref reader, out var told) ? told : usage;
            else reader.Skip();
        }

        return usage;
    }

    private static void Error(ref Utf8JsonReader reader, MeteredAnswer into)
    {
        reader.Read();
        if (reader.TokenType is JsonTokenType.StartObject or JsonTokenType.String) into.Fail();
        reader.Skip();
    }

    private static string Word(ref Utf8JsonReader reader)
    {
        reader.Read();
        if (reader.TokenType == JsonTokenType.String && reader.ValueSpan.Length <= GatewayLimits.LongestName) return reader.GetString() ?? "";
        reader.Skip();
        return "";
    }
}
