using System.Text.Json;
using Shiprank.Core.Usage;
using Shiprank.Sources.Edits;
using Shiprank.Sources.Logs;

namespace Shiprank.Sources.OpenClaw;

/// <summary>The facts of one message, never its text.</summary>
/// <param name="Tokens">Null when the message has no usage.</param>
/// <param name="Ids">Ids that may tell where the message was mirrored from.</param>
/// <param name="Edits">Edit calls that the message makes.</param>
/// <param name="Answers">Call that the message is the result of; empty for all but tool results.</param>
internal sealed record OpenClawMessage(
    string Role,
    string Api,
    string Model,
    long Ticks,
    TokenCounts? Tokens,
    decimal? Cost,
    IReadOnlyList<string> Ids,
    IReadOnlyList<(string Id, IReadOnlyList<FileEdit> Files)> Edits,
    string Answers,
    bool Failed)
{
    /// <summary>True for a row that OpenClaw writes for itself.</summary>
    public bool Bookkeeping => Api == "openclaw-transcript" || Model is "delivery-mirror" or "gateway-injected";

    /// <summary>Reads the object that follows; null for anything else.</summary>
    public static OpenClawMessage? Read(ref Utf8JsonReader json, LogWorker worker)
    {
        var fields = worker.Fields;
        if (!fields.NextObject(ref json)) return null;
        string role = "", api = "", model = "", answers = "";
        var failed = false;
        long ticks = 0;
        TokenCounts? tokens = null;
        decimal? cost = null;
        List<string> ids = [];
        List<(string, IReadOnlyList<FileEdit>)> edits = [];
        while (json.Read() && json.TokenType == JsonTokenType.PropertyName)
        {
            if (json.ValueTextEquals("role"u8)) role = fields.NextText(ref json, "message.role");
            else if (json.ValueTextEquals("api"u8)) api = fields.NextText(ref json, "message.api");
            else if (json.ValueTextEquals("model"u8)) model = fields.NextText(ref json, "message.model");
            else if (json.ValueTextEquals("timestamp"u8)) ticks = fields.NextTime(ref json);
            else if (json.ValueTextEquals("usage"u8)) tokens = ReadUsage(ref json, fields, out cost);
            else if (json.ValueTextEquals("id"u8) || json.ValueTextEquals("idempotencyKey"u8) || json.ValueTextEquals("responseId"u8)) ids.Add(fields.NextLoose(ref json));
            else if (json.ValueTextEquals("content"u8)) OpenClawEdits.Read(ref json, worker, edits);
            else if (json.ValueTextEquals("toolCallId"u8)) answers = fields.NextLoose(ref json);
            else if (json.ValueTextEquals("isError"u8)) failed = json.Read() && json.TokenType == JsonTokenType.True;
            else json.Skip();
        }

        return new(role, api, model, ticks, tokens, cost, ids, edits, answers, failed);
    }

    private static TokenCounts? ReadUsage(ref Utf8JsonReader json, FieldReader fields, out decimal? cost)
    {
        cost = null;
        if (!fields.NextObject(ref json, "message.usage")) return null;
        long input = 0, output = 0, read = 0, written = 0;
        while (json.Read() && json.TokenType == JsonTokenType.PropertyName)
        {
            if (json.ValueTextEquals("input"u8)) input = fields.NextCount(ref json, "input");
            else if (json.ValueTextEquals("output"u8)) output = fields.NextCount(ref json, "output");
            else if (json.ValueTextEquals("cacheRead"u8)) read = fields.NextCount(ref json, "cacheRead");
            else if (json.ValueTextEquals("cacheWrite"u8)) written = fields.NextCount(ref json, "cacheWrite");
            else if (json.ValueTextEquals("cost"u8)) cost = ReadCost(ref json, fields);
            else json.Skip();
        }

        return new TokenCounts(input, read, written, 0, output);
    }

    private static decimal? ReadCost(ref Utf8JsonReader json, FieldReader fields)
    {
        if (!fields.NextObject(ref json)) return null;
        decimal? total = null;
        while (json.Read() && json.TokenType == JsonTokenType.PropertyName)
        {
            if (json.ValueTextEquals("total"u8)) total = fields.NextAmount(ref json, "cost.total");
            else json.Skip();
        }

        return total;
    }
}
