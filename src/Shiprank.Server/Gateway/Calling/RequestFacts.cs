using System.Text;
using System.Text.Json;

namespace Shiprank.Server.Gateway.Calling;

/// <summary>What of a body a call is judged by. Of what it says only places are known here.</summary>
/// <param name="MostOutput">Tokens of one answer; null: not said.</param>
/// <param name="Answers">How many are asked for.</param>
/// <param name="UsageAt">Where to put <see cref="UsageText"/> so that a stream tells its usage; -1: nowhere.</param>
/// <param name="Opening">Place and length of the first message.</param>
/// <param name="Elsewhere">Part of what is asked lies at the provider, so that the body does not tell its size.</param>
internal sealed record RequestFacts(string Model, string Tier, long? MostOutput, int Answers, bool Streams, int UsageAt, string UsageText, (int At, int Length) Opening, bool Elsewhere);

/// <summary>Reads a body once, from front to end. A body that is no JSON object is refused; one that names two models, too: nobody could tell which one counts.</summary>
internal ref struct RequestScan
{
    private const int MostAnswers = 128;
    private const long MostTokens = 100_000_000;

    private string? model;
    private string tier;
    private long? output;
    private int answers;
    private bool streams;
    private bool? tellsUsage;
    private int optionsAt;
    private bool optionsEmpty;
    private int begin;
    private bool isEmpty;
    private bool elsewhere;
    private (int At, int Length) opening;

    /// <returns>Null with a sentence for what can't be read.</returns>
    public static RequestFacts? Read(ReadOnlySpan<byte> body, AnswerForm form, out string refusal)
    {
        var scan = Empty;
        refusal = "";
        try
        {
            if (scan.Walk(body)) return scan.model == Ambiguous ? Refuse("the body names two models", out refusal) : scan.Facts(form);
            scan = Empty;
            var reader = new Utf8JsonReader(body, new() { MaxDepth = 256 });
            if (!reader.Read() || reader.TokenType != JsonTokenType.StartObject)
            {
                refusal = "the body is no JSON object";
                return null;
            }

            scan.begin = (int)reader.BytesConsumed;
            scan.Members(ref reader);
            if (reader.Read()) refusal = "the body has more than one JSON value";
        }
        catch (Exception damage) when (damage is JsonException or InvalidOperationException or FormatException)
        {
            refusal = refusal.Length > 0 ? refusal : "the body is not JSON that a provider could take";
        }

        if (refusal.Length == 0 && scan.model == Ambiguous) refusal = "the body names two models";
        return refusal.Length > 0 ? null : scan.Facts(form);
    }

    private const string Ambiguous = "\0";

    private static RequestScan Empty => new() { tier = "", answers = 1, optionsAt = -1, isEmpty = true };

    private static RequestFacts? Refuse(string why, out string refusal)
    {
        refusal = why;
        return null;
    }

    /// <summary>The way that nearly all bodies take.</summary>
    /// <returns>False: it has to be read from end to end.</returns>
    private bool Walk(ReadOnlySpan<byte> body)
    {
        var walk = new JsonWalk(body);
        if (!walk.Take((byte)'{')) return false;
        begin = walk.At;
        if (walk.Take((byte)'}')) return walk.Next == 0 && walk.At == body.Length;
        do
        {
            isEmpty = false;
            if (!walk.Name(out var name)) return false;
            if (IsOpening(name))
            {
                if (!Opening(ref walk)) return false;
                continue;
            }

            if (!walk.Value(out var start)) return false;
            var reader = new Utf8JsonReader(body[start..walk.At], new() { MaxDepth = 256 });
            if (!Member(name, ref reader, start)) continue;
            while (reader.Read())
            {
                // To its end: what is looked at has to be JSON.
            }
        }
        while (walk.Take((byte)','));
        return walk.Take((byte)'}') && walk.Next == 0 && walk.At == body.Length;
    }

    private bool Opening(ref JsonWalk walk)
    {
        if (walk.Next != '[') return walk.Value(out _);
        walk.Take((byte)'[');
        if (walk.Take((byte)']')) return true;
        var i = 0;
        do
        {
            if (!walk.Value(out var start)) return false;
            if (i == 0) opening = (start, walk.At - start);
            else if (i == 1) opening.Length = walk.At - opening.At;
            i++;
        }
        while (walk.Take((byte)','));
        return walk.Take((byte)']');
    }

    private static bool IsOpening(ReadOnlySpan<byte> name) => name.SequenceEqual("messages"u8) || name.SequenceEqual("input"u8) || name.SequenceEqual("contents"u8);

    /// <summary>Reads a member that matters, its value before the reader.</summary>
    /// <param name="at">Where the value begins in the body.</param>
    /// <returns>False: it does not matter, and nothing was read.</returns>
    private bool Member(ReadOnlySpan<byte> name, ref Utf8JsonReader reader, int at)
    {
        if (name.SequenceEqual("model"u8)) Model(ref reader);
        else if (name.SequenceEqual("max_tokens"u8) || name.SequenceEqual("max_output_tokens"u8) || name.SequenceEqual("max_completion_tokens"u8)) Most(ref reader);
        else if (name.SequenceEqual("stream"u8)) streams |= reader.Read() && reader.TokenType == JsonTokenType.True;
        else if (name.SequenceEqual("stream_options"u8)) Options(ref reader, at);
        else if (name.SequenceEqual("generationConfig"u8) || name.SequenceEqual("generation_config"u8)) Generation(ref reader);
        else if (name.SequenceEqual("n"u8) || name.SequenceEqual("best_of"u8)) Answers(ref reader);
        else if (name.SequenceEqual("service_tier"u8) || name.SequenceEqual("speed"u8)) Tier(ref reader);
        else if (name.SequenceEqual("previous_response_id"u8) || name.SequenceEqual("conversation"u8) || name.SequenceEqual("cachedContent"u8) || name.SequenceEqual("cached_content"u8) || name.SequenceEqual("container"u8)) Elsewhere(ref reader);
        else return false;
        return true;
    }

    private readonly RequestFacts Facts(AnswerForm form)
    {
        var (at, text) = (-1, "");
        if (form == AnswerForm.Chat && streams && tellsUsage is null)
        {
            (at, text) = optionsAt >= 0
                ? (optionsAt, optionsEmpty ? "\"include_usage\":true" : "\"include_usage\":true,")
                : (begin, isEmpty ? "\"stream_options\":{\"include_usage\":true}" : "\"stream_options\":{\"include_usage\":true},");
        }

        return new(model ?? "", tier, output, answers, streams, at, text, opening, elsewhere);
    }

    private void Members(ref Utf8JsonReader reader)
    {
        while (reader.Read() && reader.TokenType == JsonTokenType.PropertyName)
        {
            isEmpty = false;
            var name = reader.HasValueSequence || reader.ValueIsEscaped ? Encoding.UTF8.GetBytes(reader.GetString()!) : reader.ValueSpan;
            if (IsOpening(name)) Opening(ref reader);
            else if (!Member(name, ref reader, 0)) reader.Skip();
        }
    }

    private void Model(ref Utf8JsonReader reader)
    {
        var said = Text(ref reader);
        model = model is null || model == said ? said : Ambiguous;
    }

    private void Most(ref Utf8JsonReader reader)
    {
        reader.Read();
        if (reader.TokenType == JsonTokenType.Number && reader.TryGetInt64(out var tokens) && tokens >= 0) output = Math.Max(output ?? 0, Math.Min(tokens, MostTokens));
        else reader.Skip();
    }

    private void Answers(ref Utf8JsonReader reader)
    {
        reader.Read();
        if (reader.TokenType == JsonTokenType.Number && reader.TryGetInt32(out var count) && count > 0) answers = Math.Max(answers, Math.Min(count, MostAnswers));
        else reader.Skip();
    }

    private void Tier(ref Utf8JsonReader reader)
    {
        var said = Text(ref reader);
        if (said is not ("" or "auto" or "default" or "standard" or "standard_only")) tier = said;
    }

    private void Elsewhere(ref Utf8JsonReader reader)
    {
        reader.Read();
        elsewhere |= reader.TokenType != JsonTokenType.Null;
        reader.Skip();
    }

    private void Options(ref Utf8JsonReader reader, int at)
    {
        reader.Read();
        if (reader.TokenType != JsonTokenType.StartObject)
        {
            // Null is as good as nothing said, and yet nothing may be put beside it.
            tellsUsage ??= false;
            reader.Skip();
            return;
        }

        (optionsAt, optionsEmpty) = (at + (int)reader.BytesConsumed, true);
        while (reader.Read() && reader.TokenType == JsonTokenType.PropertyName)
        {
            optionsEmpty = false;
            if (reader.ValueTextEquals("include_usage"u8)) tellsUsage = reader.Read() && reader.TokenType == JsonTokenType.True;
            else reader.Skip();
        }
    }

    private void Generation(ref Utf8JsonReader reader)
    {
        reader.Read();
        if (reader.TokenType != JsonTokenType.StartObject)
        {
            reader.Skip();
            return;
        }

        while (reader.Read() && reader.TokenType == JsonTokenType.PropertyName)
        {
            if (reader.ValueTextEquals("maxOutputTokens"u8) || reader.ValueTextEquals("max_output_tokens"u8)) Most(ref reader);
            else if (reader.ValueTextEquals("candidateCount"u8) || reader.ValueTextEquals("candidate_count"u8)) Answers(ref reader);
            else reader.Skip();
        }
    }

    private void Opening(ref Utf8JsonReader reader)
    {
        reader.Read();
        if (reader.TokenType != JsonTokenType.StartArray)
        {
            reader.Skip();
            return;
        }

        // The first two: some clients put what the system says before what the person does.
        for (var i = 0; reader.Read() && reader.TokenType != JsonTokenType.EndArray; i++)
        {
            var at = (int)reader.TokenStartIndex;
            reader.Skip();
            if (i == 0) opening = (at, (int)reader.BytesConsumed - at);
            else if (i == 1) opening.Length = (int)reader.BytesConsumed - opening.At;
        }
    }

    private static string Text(ref Utf8JsonReader reader)
    {
        reader.Read();
        if (reader.TokenType == JsonTokenType.String && reader.ValueSpan.Length <= GatewayLimits.LongestName) return reader.GetString() ?? "";
        reader.Skip();
        return "";
    }
}

/// <summary>The branch that a client puts into what it sends first: the last place where a ticket is looked for. What stands around it is not looked at.</summary>
internal static class BranchInBody
{
    private static ReadOnlySpan<byte> Mark => "Current branch: "u8;

    public static string Read(ReadOnlySpan<byte> opening)
    {
        if (opening.IndexOf(Mark) is not (>= 0 and var at)) return "";
        var rest = opening[(at + Mark.Length)..];
        var end = rest.IndexOfAny("\\\"\r\n "u8);
        return end is > 0 and <= GatewayLimits.LongestName ? Encoding.UTF8.GetString(rest[..end]) : "";
    }
}
