using Shiprank.Core.Usage;
using Shiprank.Sources.Otlp.Wire;

namespace Shiprank.Sources.Otlp.Clients;

/// <summary>
/// GitHub Copilot's command line: its <c>chat</c> spans count. Input holds what was read from the cache and what was written to it; its agent spans and
/// its counters repeat the sums.
/// </summary>
internal static class CopilotTelemetry
{
    private const string Tool = "copilot";

    public static void Take(OtlpItem item, ItemReader fields)
    {
        var operation = item.Own[OtlpName.Operation]?.Text;
        var reason = item.Signal switch
        {
            OtlpSignal.Metrics => "metrics repeat its chat spans, without a session",
            OtlpSignal.Logs => "logs without usage",
            _ when operation == "invoke_agent" => "invoke_agent repeats its chat spans",
            _ when operation != "chat" => "spans without usage",
            _ when !item.Own.Has(OtlpName.UsageInputTokens) && !item.Own.Has(OtlpName.UsageOutputTokens) => "failed calls have no usage",
            _ => null,
        };
        if (reason is not null) fields.Reading.LeaveOut(Tool, reason);
        else Chat(item, fields);
    }

    private static void Chat(OtlpItem item, ItemReader fields)
    {
        long input = fields.Count(item, OtlpName.UsageInputTokens), output = fields.Count(item, OtlpName.UsageOutputTokens);
        var read = Math.Min(fields.Count(item, OtlpName.UsageCacheReadTokens), input);
        var told = Math.Max(fields.Count(item, OtlpName.UsageCacheWriteTokens), fields.Count(item, OtlpName.UsageCacheCreationTokens));
        var written = Math.Min(told, input - read);
        var (time, conversation) = (fields.Time(item), ItemReader.Word(item.Own[OtlpName.GenAiConversationId]));
        var model = ItemReader.Model(item.Own[OtlpName.ResponseModel]);
        fields.Add(Tool, () => new()
        {
            Tool = Tool,
            Key = ItemReader.Key("otlp", item.Span),
            OccurredAt = time,
            Session = conversation,
            Model = model.Length > 0 ? model : ItemReader.Model(item.Own[OtlpName.RequestModel]),
            Tokens = new(input - read - written, read, written, 0, output, Math.Min(fields.Count(item, OtlpName.UsageReasoningTokens), output)),
            Person = ItemReader.Person(item),
            Ticket = ItemReader.Ticket(item),
            Repository = ItemReader.WordOrNull(item[OtlpName.Repository]),
        });
    }
}
