using System.Text.Json;
using Shiprank.Core.Usage;
using Shiprank.Server.Gateway.Calling;

namespace Shiprank.Server.Gateway.Metering;

/// <summary>Counts as providers name them, before they are cut into disjoint buckets.</summary>
internal record struct RawUsage
{
    private const long Most = 10_000_000_000;

    public long Input { get; private set; }

    public long Output { get; private set; }

    public long Cached { get; private set; }

    public long Written { get; private set; }

    public long Written5m { get; private set; }

    public long Written1h { get; private set; }

    public long Reasoning { get; private set; }

    public long Tools { get; private set; }

    public string? Tier { get; private set; }

    public static RawUsage Max(in RawUsage a, in RawUsage b) => new()
    {
        Input = Math.Max(a.Input, b.Input),
        Output = Math.Max(a.Output, b.Output),
        Cached = Math.Max(a.Cached, b.Cached),
        Written = Math.Max(a.Written, b.Written),
        Written5m = Math.Max(a.Written5m, b.Written5m),
        Written1h = Math.Max(a.Written1h, b.Written1h),
        Reasoning = Math.Max(a.Reasoning, b.Reasoning),
        Tools = Math.Max(a.Tools, b.Tools),
        Tier = b.Tier ?? a.Tier,
    };

    /// <summary>Anthropic counts the cache beside the input; OpenAI inside it; Gemini inside it, with thoughts beside the answer and tools beside the prompt.</summary>
    public readonly TokenCounts In(AnswerForm form)
    {
        if (form == AnswerForm.Anthropic)
        {
            var long_ = Math.Min(Written1h, Math.Max(Written, Written5m + Written1h));
            return new(Input, Cached, Math.Max(Written5m, Written - long_), long_, Output, Math.Min(Reasoning, Output));
        }

        var cached = Math.Min(Cached, Input);
        var written = Math.Min(Written, Input - cached);
        var output = form == AnswerForm.Gemini ? Output + Reasoning : Output;
        return new(Input - cached - written + Tools, cached, written, 0, output, Math.Min(Reasoning, output));
    }

    /// <summary>Reads an object of counts that the reader stands before.</summary>
    /// <returns>False for anything but an object with a count.</returns>
    public static bool TryRead(ref Utf8JsonReader reader, out RawUsage usage)
    {
        usage = default;
        reader.Read();
        if (reader.TokenType != JsonTokenType.StartObject)
        {
            reader.Skip();
            return false;
        }

        return usage.Members(ref reader);
    }

    private bool Members(ref Utf8JsonReader reader)
    {
        var any = false;
        while (reader.Read() && reader.TokenType == JsonTokenType.PropertyName)
        {
            if (reader.ValueTextEquals("input_tokens"u8) || reader.ValueTextEquals("prompt_tokens"u8) || reader.ValueTextEquals("promptTokenCount"u8)) any |= Take(Count(ref reader), Input, out var n) && (Input = n) >= 0;
            else if (reader.ValueTextEquals("output_tokens"u8) || reader.ValueTextEquals("completion_tokens"u8) || reader.ValueTextEquals("candidatesTokenCount"u8)) any |= Take(Count(ref reader), Output, out var n) && (Output = n) >= 0;
            else if (reader.ValueTextEquals("cache_read_input_tokens"u8) || reader.ValueTextEquals("cached_tokens"u8) || reader.ValueTextEquals("cachedContentTokenCount"u8)) Cached = Math.Max(Cached, Count(ref reader));
            else if (reader.ValueTextEquals("cache_creation_input_tokens"u8) || reader.ValueTextEquals("cache_write_tokens"u8)) Written = Math.Max(Written, Count(ref reader));
            else if (reader.ValueTextEquals("ephemeral_5m_input_tokens"u8)) Written5m = Math.Max(Written5m, Count(ref reader));
            else if (reader.ValueTextEquals("ephemeral_1h_input_tokens"u8)) Written1h = Math.Max(Written1h, Count(ref reader));
            else if (reader.ValueTextEquals("reasoning_tokens"u8) || reader.ValueTextEquals("thinking_tokens"u8) || reader.ValueTextEquals("thoughtsTokenCount"u8)) Reasoning = Math.Max(Reasoning, Count(ref reader));
            else if (reader.ValueTextEquals("toolUsePromptTokenCount"u8)) Tools = Math.Max(Tools, Count(ref reader));
            else if (reader.ValueTextEquals("service_tier"u8) || reader.ValueTextEquals("speed"u8)) Tier = Word(ref reader) ?? Tier;
            else if (reader.ValueTextEquals("cache_creation"u8) || reader.ValueTextEquals("input_tokens_details"u8) || reader.ValueTextEquals("output_tokens_details"u8) || reader.ValueTextEquals("prompt_tokens_details"u8) || reader.ValueTextEquals("completion_tokens_details"u8)) Details(ref reader);
            else reader.Skip();
        }

        return any;
    }

    private void Details(ref Utf8JsonReader reader)
    {
        reader.Read();
        if (reader.TokenType == JsonTokenType.StartObject) Members(ref reader);
        else reader.Skip();
    }

    private static bool Take(long count, long before, out long larger)
    {
        larger = Math.Max(count, before);
        return count >= 0;
    }

    private static string? Word(ref Utf8JsonReader reader)
    {
        reader.Read();
        if (reader.TokenType == JsonTokenType.String && reader.ValueSpan.Length <= 32) return reader.GetString();
        reader.Skip();
        return null;
    }

    /// <returns>-1 for what is no count.</returns>
    private static long Count(ref Utf8JsonReader reader)
    {
        reader.Read();
        if (reader.TokenType == JsonTokenType.Number && reader.TryGetInt64(out var count) && count is >= 0 and <= Most) return count;
        reader.Skip();
        return -1;
    }
}
