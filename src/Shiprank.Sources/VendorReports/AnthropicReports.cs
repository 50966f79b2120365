using System.Text.Json;
using Shiprank.Core.Money.Bills;
using Shiprank.Core.Usage;

namespace Shiprank.Sources.VendorReports;

/// <summary>Anthropic's Admin API: usage and cost by bucket of a day, the analytics of both with their actor, and Claude Code's analytics.</summary>
internal static class AnthropicReports
{
    /// <summary><c>usage_report/messages</c>, grouped by model at least.</summary>
    public static void Usage(ReportText text)
    {
        foreach (var (line, bucket, result) in Results(text))
        {
            var row = JsonRecords.Row(result, line);
            var day = Day(bucket, line, row);
            var model = row.Required("model");
            if (row.Flaw?.Contains("model", StringComparison.Ordinal) == true) row.Wrong("group the report by model");
            text.Add(row, Line(BillReports.AnthropicUsage, day, model) with { Tokens = Tokens(row) }, Dimensions(row, day, model));
        }
    }

    /// <summary><c>cost_report</c>, grouped by description: amounts are cents.</summary>
    public static void Cost(ReportText text)
    {
        foreach (var (line, bucket, result) in Results(text))
        {
            var row = JsonRecords.Row(result, line);
            var day = Day(bucket, line, row);
            var type = row.Text("cost_type");
            var model = row.Text("model");
            if (type.Length == 0 && model.Length == 0) row.Wrong("neither \"cost_type\" nor \"model\": group the report by description");
            var kind = model.Length > 0 && type is "" or "tokens" ? BillKind.Usage : BillKind.Fee;
            var cost = Line(BillReports.AnthropicCost, day, model) with { Kind = kind, Amount = row.Amount("amount") / 100, Currency = row.Currency("currency") };
            text.Add(row, cost with { Key = LineSums.Key(day, model, kind, cost.Currency) }, Dimensions(row, day, model) + LineSums.Key("", type, row.Text("token_type"), row.Text("description")));
        }
    }

    /// <summary><c>analytics/usage</c> and <c>analytics/cost</c>: by actor.</summary>
    public static void Analytics(ReportText text, bool cost)
    {
        foreach (var (line, bucket, result) in Results(text))
        {
            var row = JsonRecords.Row(result, line, bucket);
            var day = Day(bucket, line, row);
            var (model, actor) = (row.Text("model"), Actor(row));
            var one = Line(cost ? BillReports.AnthropicAnalyticsCost : BillReports.AnthropicAnalyticsUsage, day, model) with { Actor = actor, Key = LineSums.Key(day, model, actor) };
            one = cost ? one with { Amount = row.Amount("amount") / 100, Currency = row.Currency("currency") } : one with { Tokens = Tokens(row), Requests = row.OptionalCount("requests") };
            text.Add(row, one, Dimensions(row, day, model) + LineSums.Key("", actor));
        }
    }

    /// <summary><c>usage_report/claude_code</c>: a record a day and actor, estimated cost in cents.</summary>
    public static void ClaudeCode(ReportText text)
    {
        foreach (var (line, record) in text.Records("data"))
        {
            var about = JsonRecords.Row(record, line);
            var (day, actor, plan) = (about.Day("date"), Actor(about), about.Text("customer_type"));
            if (about.Flaw is { } flaw)
            {
                text.Skip(line, flaw);
                continue;
            }

            foreach (var part in JsonRecords.List(record, "model_breakdown"))
            {
                var row = JsonRecords.Row(part, line);
                var model = row.Required("model");
                var tokens = new TokenCounts(row.Count("tokens.input"), row.Count("tokens.cache_read"), row.Count("tokens.cache_creation"), 0, row.Count("tokens.output"));
                var amount = plan == "subscription" ? null : row.OptionalAmount("estimated_cost.amount") / 100;
                text.Add(
                    row,
                    Line(BillReports.ClaudeCode, day, model) with { Tool = "claude-code", Actor = actor, Key = "", Tokens = tokens, Amount = amount },
                    LineSums.Key(day, model, actor, plan, about.Text("terminal_type"), about.Text("organization_id")));
            }
        }
    }

    private static IEnumerable<(long Line, JsonElement Bucket, JsonElement Result)> Results(ReportText text)
    {
        foreach (var (line, bucket) in text.Records("data"))
        {
            if (bucket.ValueKind != JsonValueKind.Object || !bucket.TryGetProperty("results", out var results) || results.ValueKind != JsonValueKind.Array)
            {
                text.Skip(line, "no \"results\": not a bucket of this report");
                continue;
            }

            foreach (var result in results.EnumerateArray()) yield return (line, bucket, result);
        }
    }

    /// <summary>The day of a bucket; a bucket that is none is refused, as hours would count beside their day.</summary>
    private static DateOnly Day(JsonElement bucket, long line, ReportRow row)
    {
        var times = JsonRecords.Row(bucket, line);
        var (start, end) = (times.Moment("starting_at"), times.Moment("ending_at"));
        if (times.Flaw is { } flaw) row.Wrong(flaw);
        else if (end - start != TimeSpan.FromDays(1) || start.UtcDateTime.TimeOfDay != TimeSpan.Zero) row.Wrong("the bucket is not a day of UTC: ask for bucket_width=1d");
        return DateOnly.FromDateTime(start.UtcDateTime);
    }

    private static BillLine Line(string report, DateOnly day, string model) =>
        new() { Issuer = Issuers.Anthropic, Report = report, Key = LineSums.Key(day, model), From = day, Until = day.AddDays(1), Model = model };

    private static TokenCounts Tokens(ReportRow row) => new(
        row.Count("uncached_input_tokens"), row.Count("cache_read_input_tokens"), row.Count("cache_creation.ephemeral_5m_input_tokens"), row.Count("cache_creation.ephemeral_1h_input_tokens"), row.Count("output_tokens"));

    private static string Actor(ReportRow row)
    {
        foreach (var name in new[] { "actor.email_address", "actor.email", "actor.api_key_name", "actor.name", "actor.id" })
        {
            if (row.Text(name) is { Length: > 0 } actor) return actor;
        }

        row.Wrong("no \"actor\"");
        return "";
    }

    private static string Dimensions(ReportRow row, DateOnly day, string model) =>
        LineSums.Key(day, model, row.Text("api_key_id"), row.Text("workspace_id"), row.Text("service_tier"), row.Text("context_window"), row.Text("inference_geo"), row.Text("speed"));
}
