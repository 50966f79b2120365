using System.Globalization;
using Shiprank.Core.Usage;
using Shiprank.Sources.Otlp.Wire;

namespace Shiprank.Sources.Otlp.Clients;

/// <summary>
/// Gemini CLI and its descendant Qwen Code: <c>api_response</c> events count. Input holds the cached tokens; whether output holds the thoughts differs by
/// the provider behind it and is told by the total.
/// </summary>
internal static class GeminiTelemetry
{
    /// <param name="thoughtsInside">What output means where there is no total to tell.</param>
    public static void Take(OtlpItem item, string name, ItemReader fields, string tool, bool thoughtsInside)
    {
        var reason = item.Signal switch
        {
            OtlpSignal.Metrics => "metrics repeat its events, without a session",
            OtlpSignal.Traces => "spans repeat its events",
            _ when name == "gen_ai.client.inference.operation.details" => "inference details repeat the responses",
            _ when name.EndsWith(".api_error", StringComparison.Ordinal) => "failed calls have no usage",
            _ when name is not ("gemini_cli.api_response" or "qwen-code.api_response") => "events without usage",
            _ => null,
        };
        if (reason is not null) fields.Reading.LeaveOut(tool, reason);
        else Response(item, fields, tool, thoughtsInside);
    }

    private static void Response(OtlpItem item, ItemReader fields, string tool, bool thoughtsInside)
    {
        long input = fields.Count(item, OtlpName.InputTokenCount), output = fields.Count(item, OtlpName.OutputTokenCount), thoughts = fields.Count(item, OtlpName.ThoughtsTokenCount);
        long cached = Math.Min(fields.Count(item, OtlpName.CachedContentTokenCount), input), tools = fields.Count(item, OtlpName.ToolTokenCount), total = fields.Count(item, OtlpName.TotalTokenCount);
        var (inside, beside, fits) = Reconcile(total, input, output, thoughts, tools, thoughtsInside);
        var all = inside ? output : output + thoughts;
        var tokens = new TokenCounts(input - cached + (beside ? tools : 0), cached, 0, 0, all, Math.Min(thoughts, all));
        var (time, session, response) = (fields.Time(item), ItemReader.Word(item[OtlpName.SessionId]), ItemReader.Word(item.Own[OtlpName.ResponseId]));
        fields.Add(
            tool,
            () => new()
            {
                Tool = tool,
                Key = ItemReader.Key("otlp", session, response, time.UtcTicks.ToString(CultureInfo.InvariantCulture), string.Create(CultureInfo.InvariantCulture, $"{input}:{cached}:{all}")),
                OccurredAt = time,
                Session = session,
                Model = ItemReader.Model(item.Own[OtlpName.Model]),
                Tokens = tokens,
                Autonomous = item[OtlpName.Interactive]?.Text == "false",
                Person = ItemReader.Person(item),
                Ticket = ItemReader.Ticket(item),
                Repository = ItemReader.WordOrNull(item[OtlpName.Repository]),
            },
            fits);
    }

    /// <summary>Which reading of the counts the total fits: thoughts in the output or beside it, tokens of tools in the input or beside it.</summary>
    private static (bool ThoughtsInside, bool ToolsBeside, bool Fits) Reconcile(long total, long input, long output, long thoughts, long tools, bool usually)
    {
        if (total == 0) return (usually, false, true);
        if (thoughts == 0 && total == input + output) return (true, false, true);
        foreach (var inside in (ReadOnlySpan<bool>)[usually, !usually])
        {
            var sum = input + output + (inside ? 0 : thoughts);
            if (total == sum) return (inside && thoughts <= output, false, true);
            if (tools > 0 && total == sum + tools) return (inside && thoughts <= output, true, true);
        }

        return (usually, false, false);
    }
}
