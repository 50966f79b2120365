using System.Globalization;
using System.Text;
using Shiprank.Core.Usage;
using Shiprank.Core.Usage.Telemetry;
using Shiprank.Sources.ClaudeCode;
using Shiprank.Sources.Otlp.Wire;

namespace Shiprank.Sources.Otlp.Clients;

/// <summary>
/// Claude Code: its <c>api_request</c> events count (input without the cache; cost is never taken, versions before 2.1.214 multiply it). The metric
/// <c>claude_code.token.usage</c> is the control total of a session. <c>tool_result</c> may tell the branch.
/// </summary>
internal static class ClaudeCodeTelemetry
{
    private const string Tool = ClaudeReader.Tool;

    /// <summary>Before it the metric holds every frame of usage that a gateway sends.</summary>
    private static readonly Version RightMetric = new(2, 1, 214);

    public static void Take(OtlpItem item, string name, ItemReader fields)
    {
        if (item.Signal == OtlpSignal.Traces) fields.Reading.LeaveOut(Tool, "spans repeat its events");
        else if (item.Signal == OtlpSignal.Metrics) Metric(item, fields);
        else if (name is "api_request" or "claude_code.api_request") Request(item, fields);
        else Event(item, name, fields);
    }

    private static void Request(OtlpItem item, ItemReader fields)
    {
        var (written, written1h) = (fields.Count(item, OtlpName.CacheCreationTokens), fields.Count(item, OtlpName.CacheCreation1hTokens));
        var tokens = new TokenCounts(
            fields.Count(item, OtlpName.InputTokens),
            fields.Count(item, OtlpName.CacheReadTokens),
            Math.Max(fields.Count(item, OtlpName.CacheCreation5mTokens), written - written1h),
            written1h,
            fields.Count(item, OtlpName.OutputTokens));
        var (time, session, request) = (fields.Time(item), ItemReader.Word(item[OtlpName.SessionId]), ItemReader.Word(item.Own[OtlpName.RequestId]));
        var sequence = item.Own[OtlpName.EventSequence]?.ToString() ?? request;
        fields.Add(Tool, () => new()
        {
            Tool = Tool,
            Key = ItemReader.Key("otlp", session, sequence, time.UtcTicks.ToString(CultureInfo.InvariantCulture)),
            OccurredAt = time,
            Session = session,
            Model = ItemReader.Model(item.Own[OtlpName.Model]),
            Tokens = tokens,
            Tier = item.Own[OtlpName.Speed]?.Text == "fast" ? "fast" : "",
            Autonomous = item[OtlpName.AppEntrypoint]?.Text is { } entry ? entry.StartsWith("sdk", StringComparison.Ordinal) : item.Own[OtlpName.QuerySource]?.Text == "sdk",
            Person = ItemReader.Person(item),
            Ticket = ItemReader.Ticket(item),
            Repository = ItemReader.WordOrNull(item[OtlpName.Repository]),
            Join = ClaudeJoin.Of(Encoding.UTF8.GetBytes(request), session, tokens),
        });
    }

    private static void Event(OtlpItem item, string name, ItemReader fields)
    {
        if (name is "tool_result" && ItemReader.Word(item.Own[OtlpName.HeadName]) is { Length: > 0 } branch && ItemReader.Word(item[OtlpName.SessionId]) is { Length: > 0 } session)
        {
            var time = fields.Time(item);
            if (fields.Fault is null) fields.Reading.Sessions.Add(new(Tool, session, "", branch, time, time, 0, EditsKnown: false, []));
        }

        fields.Reading.LeaveOut(Tool, name is "api_error" or "api_refusal" or "api_retries_exhausted" ? "failed calls have no usage" : "events without usage");
    }

    private static void Metric(OtlpItem item, ItemReader fields)
    {
        if (item.Name != "claude_code.token.usage" || item.Kind != OtlpItemKind.Point)
        {
            fields.Reading.LeaveOut(Tool, "metrics other than claude_code.token.usage");
            return;
        }

        if (!Version.TryParse((item[OtlpName.AppVersion] ?? item.Resource[OtlpName.ServiceVersion])?.Text, out var version) || version < RightMetric)
        {
            fields.Reading.LeaveOut(Tool, "the metric of versions before 2.1.214 multiplies usage");
            return;
        }

        TokenBucket? bucket = item.Own[OtlpName.Type]?.Text switch
        {
            "input" => TokenBucket.Input,
            "cacheRead" => TokenBucket.CacheRead,
            "cacheCreation" => TokenBucket.CacheWrite,
            "output" => TokenBucket.Output,
            _ => null,
        };
        if (bucket is not { } known || ItemReader.Word(item[OtlpName.SessionId]) is not { Length: > 0 } session)
        {
            fields.Reading.LeaveOut(Tool, "control totals without session or of an unknown type");
            return;
        }

        var (at, value, start) = (fields.Time(item), fields.Count(item), ItemReader.Start(item));
        if (fields.Refuses(Tool)) return;
        var stream = ItemReader.Stream(item, Tool);
        var identity = ResponseJoin.OfCounts("control", "", stream, start.UtcTicks, item.Cumulative ? 0 : at.UtcTicks);
        fields.Reading.Controls.Add(new(identity, Tool, session, ItemReader.Model(item.Own[OtlpName.Model]), known, at, value, ItemReader.Person(item), ItemReader.Ticket(item)));
        fields.Reading.Count(Tool, TelemetryOutcome.Accepted, "control totals");
    }
}
