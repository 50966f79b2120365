using Shiprank.Core.Usage;
using Shiprank.Server.Gateway.Calling;

namespace Shiprank.Server.Gateway.Metering;

/// <summary>What a provider told of an answer, so far. Frames of one answer are cumulative: of each counter the largest holds.</summary>
internal sealed class MeteredAnswer(AnswerForm form)
{
    private RawUsage raw;

    public string Response { get; private set; } = "";

    /// <summary>The provider's id of the request, by which logs know it; empty: none.</summary>
    public string Request { get; set; } = "";

    public string Model { get; private set; } = "";

    public string Tier { get; private set; } = "";

    /// <summary>What was asked is counted, whatever becomes of the answer.</summary>
    public bool ToldInput { get; private set; }

    /// <summary>The answer's last count was told.</summary>
    public bool ToldAll { get; private set; }

    /// <summary>The provider said that it failed.</summary>
    public bool Failed { get; private set; }

    /// <summary>Tokens that came at most beside what was told: of each piece of the answer its bytes, without what wraps it.</summary>
    public long Streamed { get; private set; }

    public TokenCounts Tokens => raw.In(form);

    /// <summary>What is known of an answer that broke off.</summary>
    public TokenCounts Broken(long mostOutput) => Tokens with { Output = Math.Max(Tokens.Output, Math.Min(Streamed, mostOutput)) };

    public void Names(string response, string model, string tier)
    {
        if (response.Length > 0) Response = response;
        if (model.Length > 0) Model = model;
        if (tier.Length > 0) Tier = tier is "standard" or "default" or "auto" ? "" : tier;
    }

    /// <param name="type">Of the event; empty where events have none.</param>
    public void Usage(in RawUsage told, string type)
    {
        raw = RawUsage.Max(raw, told);
        ToldInput = true;
        ToldAll = form == AnswerForm.Anthropic ? ToldAll || type is "message_delta" or "message" : form != AnswerForm.Gemini || ToldAll;
    }

    public void Fail() => Failed = true;

    /// <summary>A piece of the answer that tells no usage.</summary>
    public void Piece(int bytes)
    {
        const int wrapping = 100, bytesAToken = 3;
        Streamed += 1 + (Math.Max(0, bytes - wrapping) / bytesAToken);
    }

    /// <summary>The answer ended as it should: a provider that counts in each piece has told all of it.</summary>
    public void End() => ToldAll |= form == AnswerForm.Gemini && ToldInput;
}
