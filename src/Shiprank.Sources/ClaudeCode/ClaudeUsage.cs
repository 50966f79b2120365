using System.Text.Json;
using Shiprank.Core.Usage;
using Shiprank.Sources.Logs;

namespace Shiprank.Sources.ClaudeCode;

/// <summary>A call to another model inside a response; its tokens are in no other sum.</summary>
internal readonly record struct AdvisorCall(string Model, TokenCounts Tokens);

/// <summary>Reads <c>message.usage</c> objects (and the entries of <c>usage.iterations</c>, which have the same fields).</summary>
internal sealed class ClaudeUsage(FieldReader fields)
{
    /// <summary>Advisor calls of the usage object read last.</summary>
    public List<AdvisorCall> Advisors { get; } = [];

    /// <summary>Reads the object that the reader stands on. The tier is <c>fast</c> by speed, else a service tier that is not the standard one.</summary>
    public TokenCounts Read(ref Utf8JsonReader reader, out string tier)
    {
        Advisors.Clear();
        return Read(ref reader, nested: false, out tier, out _, out _);
    }

    private TokenCounts Read(ref Utf8JsonReader reader, bool nested, out string tier, out string model, out bool advisor)
    {
        long input = 0, output = 0, read = 0, written = 0, written5m = 0, written1h = 0, thinking = 0;
        string speed = "", service = "";
        (model, advisor) = ("", false);
        while (reader.Read() && reader.TokenType == JsonTokenType.PropertyName)
        {
            if (reader.ValueTextEquals("input_tokens"u8)) input = Count(ref reader, "input_tokens");
            else if (reader.ValueTextEquals("output_tokens"u8)) output = Count(ref reader, "output_tokens");
            else if (reader.ValueTextEquals("cache_read_input_tokens"u8)) read = Count(ref reader, "cache_read_input_tokens");
            else if (reader.ValueTextEquals("cache_creation_input_tokens"u8)) written = Count(ref reader, "cache_creation_input_tokens");
            else if (reader.ValueTextEquals("cache_creation"u8)) Split(ref reader, "cache_creation", ref written5m, ref written1h);
            else if (reader.ValueTextEquals("output_tokens_details"u8)) Split(ref reader, "output_tokens_details", ref thinking, ref thinking);
            else if (reader.ValueTextEquals("speed"u8)) speed = Text(ref reader, "speed");
            else if (reader.ValueTextEquals("service_tier"u8)) service = Text(ref reader, "service_tier");
            else if (reader.ValueTextEquals("model"u8)) model = Text(ref reader, "model");
            else if (nested && reader.ValueTextEquals("type"u8)) advisor = Text(ref reader, "iterations.type") == "advisor_message";
            else if (!nested && reader.ValueTextEquals("iterations"u8)) Iterations(ref reader);
            else reader.Skip();
        }

        tier = speed == "fast" ? speed : service is "standard" or "" ? "" : service;
        return new(input, read, Math.Max(written5m, written - written1h), written1h, output, Math.Min(thinking, output));
    }

    private void Iterations(ref Utf8JsonReader reader)
    {
        reader.Read();
        if (reader.TokenType != JsonTokenType.StartArray)
        {
            reader.Skip();
            return;
        }

        while (reader.Read() && reader.TokenType != JsonTokenType.EndArray)
        {
            if (reader.TokenType != JsonTokenType.StartObject)
            {
                reader.Skip();
                continue;
            }

            var tokens = Read(ref reader, nested: true, out _, out var model, out var advisor);
            if (advisor) Advisors.Add(new(model, tokens));
        }
    }

    private void Split(ref Utf8JsonReader reader, string name, ref long first, ref long second)
    {
        reader.Read();
        if (reader.TokenType == JsonTokenType.Null) return;
        if (reader.TokenType != JsonTokenType.StartObject)
        {
            fields.Refuse($"wrong type: {name}");
            reader.Skip();
            return;
        }

        while (reader.Read() && reader.TokenType == JsonTokenType.PropertyName)
        {
            if (reader.ValueTextEquals("ephemeral_5m_input_tokens"u8)) first = Count(ref reader, "ephemeral_5m_input_tokens");
            else if (reader.ValueTextEquals("ephemeral_1h_input_tokens"u8)) second = Count(ref reader, "ephemeral_1h_input_tokens");
            else if (reader.ValueTextEquals("thinking_tokens"u8)) first = Count(ref reader, "thinking_tokens");
            else reader.Skip();
        }
    }

    private long Count(ref Utf8JsonReader reader, string name) => reader.Read() ? fields.Count(ref reader, name) : 0;

    private string Text(ref Utf8JsonReader reader, string name) => reader.Read() ? fields.Text(ref reader, name) : "";
}
