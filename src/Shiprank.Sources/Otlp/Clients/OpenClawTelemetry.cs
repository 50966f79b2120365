using System.Globalization;
using Shiprank.Core.Usage;
using Shiprank.Core.Usage.Telemetry;
using Shiprank.Sources.OpenClaw;
using Shiprank.Sources.Otlp.Wire;

namespace Shiprank.Sources.Otlp.Clients;

/// <summary>
/// OpenClaw: the counter <c>openclaw.tokens</c> counts, as it has no other signal that is whole (spans are sampled). It has no session, so its rows are
/// differences of a counter, one for each kind of tokens.
/// </summary>
internal static class OpenClawTelemetry
{
    private const string Tool = OpenClawStores.Tool;

    public static void Take(OtlpItem item, string name, ItemReader fields)
    {
        TokenBucket? bucket = item.Own[OtlpName.OpenClawToken]?.Text switch
        {
            "input" => TokenBucket.Input,
            "cache_read" => TokenBucket.CacheRead,
            "cache_write" => TokenBucket.CacheWrite,
            "output" => TokenBucket.Output,
            _ => null,
        };
        var reason = item.Signal switch
        {
            OtlpSignal.Traces => "spans are sampled",
            OtlpSignal.Logs => "logs without usage",
            _ when name != "openclaw.tokens" || item.Kind != OtlpItemKind.Point => "metrics other than openclaw.tokens",
            _ when bucket is null => "sums of its kinds of tokens, and kinds that are not known",
            _ => null,
        };
        if (reason is not null) fields.Reading.LeaveOut(Tool, reason);
        else Point(item, bucket!.Value, fields);
    }

    private static void Point(OtlpItem item, TokenBucket bucket, ItemReader fields)
    {
        var (at, start, value, stream) = (fields.Time(item), ItemReader.Start(item), fields.Count(item), ItemReader.Stream(item, Tool));
        if (fields.Refuses(Tool)) return;
        var row = new UsageRow
        {
            Tool = Tool,
            Key = ItemReader.Key("otlp", stream.ToString("x16", CultureInfo.InvariantCulture), start.UtcTicks.ToString(CultureInfo.InvariantCulture), at.UtcTicks.ToString(CultureInfo.InvariantCulture)),
            OccurredAt = at,
            Session = "",
            Model = ItemReader.Model(item.Own[OtlpName.OpenClawModel] ?? item.Own[OtlpName.Model]),
            Tokens = bucket.Holding(value),
            Quality = UsageQuality.Rollup,
            Person = ItemReader.Person(item),
            Ticket = ItemReader.Ticket(item),
            Repository = ItemReader.WordOrNull(item[OtlpName.Repository]),
        };
        if (item.Cumulative) fields.Reading.Counters.Add(new(stream, start, at, bucket, value, row));
        else if (value > 0) fields.Reading.Rows.Add(row);
        fields.Reading.Count(Tool, TelemetryOutcome.Accepted, "");
    }
}
