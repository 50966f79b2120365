using System.Text.Json;
using Shiprank.Core.Money.Bills;
using Shiprank.Core.Usage;

namespace Shiprank.Sources.VendorReports;

/// <summary>OpenAI's usage and costs API, in buckets of a day.</summary>
internal static class OpenAiReports
{
    /// <summary>
    /// <c>usage/completions</c>, grouped by model at least. <c>input_tokens</c> has the cached ones in it. An export with users is a report of its own, so that one
    /// without them beside it is not added to it.
    /// </summary>
    public static void Usage(ReportText text)
    {
        var all = Results(text).ToList();
        var byUser = all.Exists(r => JsonRecords.Row(r.Result, 0).Has("user_id"));
        foreach (var (line, bucket, result) in all)
        {
            var row = JsonRecords.Row(result, line);
            var day = Day(bucket, line, row);
            var (model, user) = (row.Required("model"), row.Text("user_id"));
            var (input, cached, written) = (row.Count("input_tokens"), row.Count("input_cached_tokens"), row.Count("input_cache_write_tokens"));
            if (cached + written > input) row.Wrong("more cached input than input: \"input_tokens\" has the cached ones in it");
            text.Add(
                row,
                new()
                {
                    Issuer = Issuers.OpenAi,
                    Report = byUser ? BillReports.OpenAiUsers : BillReports.OpenAiUsage,
                    Key = LineSums.Key(day, model, user),
                    From = day,
                    Until = day.AddDays(1),
                    Model = model,
                    Actor = user,
                    Tokens = new TokenCounts(input - cached - written, cached, written, 0, row.Count("output_tokens")),
                    Requests = row.OptionalCount("num_model_requests"),
                },
                LineSums.Key(day, model, user, row.Text("project_id"), row.Text("api_key_id"), row.Text("batch"), row.Text("service_tier"), row.Text("api_source")));
        }
    }

    /// <summary><c>costs</c>, grouped by line item: <c>MODEL, input</c>. An item without a model is a fee.</summary>
    public static void Costs(ReportText text)
    {
        foreach (var (line, bucket, result) in Results(text))
        {
            var row = JsonRecords.Row(result, line);
            var day = Day(bucket, line, row);
            var item = row.Text("line_item");
            if (item.Length == 0) row.Wrong("no \"line_item\": group the report by line_item");
            var comma = item.IndexOf(',', StringComparison.Ordinal);
            var model = comma > 0 ? item[..comma].Trim() : "";
            var (kind, currency) = (model.Length > 0 ? BillKind.Usage : BillKind.Fee, row.Currency("amount.currency"));
            text.Add(
                row,
                new()
                {
                    Issuer = Issuers.OpenAi,
                    Report = BillReports.OpenAiCosts,
                    Key = LineSums.Key(day, model, kind, currency),
                    From = day,
                    Until = day.AddDays(1),
                    Kind = kind,
                    Model = model,
                    Amount = row.Amount("amount.value"),
                    Currency = currency,
                },
                LineSums.Key(day, item, row.Text("project_id"), row.Text("organization_id")));
        }
    }

    private static IEnumerable<(long Line, JsonElement Bucket, JsonElement Result)> Results(ReportText text)
    {
        foreach (var (line, bucket) in text.Records("data"))
        {
            var results = JsonRecords.List(bucket, "results").Concat(JsonRecords.List(bucket, "result")).ToList();
            if (results.Count == 0 && !(bucket.ValueKind == JsonValueKind.Object && (bucket.TryGetProperty("results", out _) || bucket.TryGetProperty("result", out _)))) text.Skip(line, "no \"results\": not a bucket of this report");
            foreach (var result in results) yield return (line, bucket, result);
        }
    }

    private static DateOnly Day(JsonElement bucket, long line, ReportRow row)
    {
        var times = JsonRecords.Row(bucket, line);
        var (start, end) = (times.Moment("start_time"), times.Moment("end_time"));
        if (times.Flaw is { } flaw) row.Wrong(flaw);
        else if (end - start != TimeSpan.FromDays(1) || start.UtcDateTime.TimeOfDay != TimeSpan.Zero) row.Wrong("the bucket is not a day of UTC: ask for bucket_width=1d");
        return DateOnly.FromDateTime(start.UtcDateTime);
    }
}
