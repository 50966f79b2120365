using System.Globalization;
using Shiprank.Core.Usage;
using Shiprank.Sources.Codex;
using Shiprank.Sources.Otlp.Wire;

namespace Shiprank.Sources.Otlp.Clients;

/// <summary>
/// Codex: of the two <c>codex.sse_event</c> records of a completed response the one with tokens counts. Input holds the cached tokens and output the
/// reasoning; <c>tool_token_count</c> is the total. Times are in an attribute, numbers are texts.
/// </summary>
internal static class CodexTelemetry
{
    public static void Take(OtlpItem item, string name, ItemReader fields)
    {
        const string tool = CodexStores.Tool;
        var reason = item.Signal switch
        {
            OtlpSignal.Metrics => "metrics repeat its events, without a session",
            OtlpSignal.Traces => "spans repeat its events",
            _ when name.Length == 0 => "records without a name",
            _ when name != "codex.sse_event" || item.Own[OtlpName.EventKind]?.Text != "response.completed" => "events without usage",
            _ when !item.Own.Has(OtlpName.InputTokenCount) => "the twin of a completed response, without tokens",
            _ => null,
        };
        if (reason is not null) fields.Reading.LeaveOut(tool, reason);
        else Response(item, fields);
    }

    private static void Response(OtlpItem item, ItemReader fields)
    {
        var counts = new CodexCounts(
            fields.Count(item, OtlpName.InputTokenCount),
            fields.Count(item, OtlpName.CachedTokenCount),
            fields.Count(item, OtlpName.CacheWriteTokenCount),
            fields.Count(item, OtlpName.OutputTokenCount),
            fields.Count(item, OtlpName.ReasoningTokenCount),
            fields.Count(item, OtlpName.ToolTokenCount));
        var (time, thread, origin) = (fields.Time(item), ItemReader.Word(item[OtlpName.ConversationId]), item[OtlpName.Originator]?.Text ?? "");
        var (tool, tokens) = (origin == "openclaw" ? origin : CodexStores.Tool, counts.ToTokens());
        fields.Add(
            CodexStores.Tool,
            () => new()
            {
                Tool = tool,
                Key = ItemReader.Key("otlp", thread, time.UtcTicks.ToString(CultureInfo.InvariantCulture), string.Create(CultureInfo.InvariantCulture, $"{counts.Input}:{counts.Cached}:{counts.Output}")),
                OccurredAt = time,
                Session = thread,
                Model = ItemReader.Model(item.Own[OtlpName.Model]),
                Tokens = tokens,
                Autonomous = origin.Contains("exec", StringComparison.Ordinal),
                Person = ItemReader.Person(item),
                Ticket = ItemReader.Ticket(item),
                Repository = ItemReader.WordOrNull(item[OtlpName.Repository]),
                Join = CodexJoin.Of(tool, thread, tokens),
            },
            counts.Total == 0 || counts.Total == counts.Input + counts.Output || counts.Total == tokens.Total);
    }
}
