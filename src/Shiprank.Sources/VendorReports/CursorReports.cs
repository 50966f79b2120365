using Shiprank.Core.Money.Bills;
using Shiprank.Core.Usage;

namespace Shiprank.Sources.VendorReports;

/// <summary>Cursor's usage events, as its Admin API gives them and as its dashboard exports them. An event has no id: time, user and model are it.</summary>
internal static class CursorReports
{
    public static void Json(ReportText text)
    {
        foreach (var (line, record) in text.Records("usageEvents", "usageEventsDisplay"))
        {
            var row = JsonRecords.Row(record, line);
            var (at, user, model) = (row.Moment("timestamp"), row.Required("userEmail"), row.Required("model"));
            var tokens = new TokenCounts(row.Count("tokenUsage.inputTokens"), row.Count("tokenUsage.cacheReadTokens"), row.Count("tokenUsage.cacheWriteTokens"), 0, row.Count("tokenUsage.outputTokens"));
            var charged = row.Text("isChargeable") == "false" ? 0 : row.OptionalAmount("chargedCents") ?? row.OptionalAmount("tokenUsage.totalCents") + (row.OptionalAmount("cursorTokenFee") ?? 0);
            Add(text, row, at, user, model, row.Text("isTokenBasedCall") == "false" && tokens.Total == 0 ? null : tokens, charged / 100);
        }
    }

    public static void Csv(ReportText text)
    {
        foreach (var row in text.Rows(["Date"], ["User"], ["Model"], ["Input (w/ Cache Write)"], ["Input (w/o Cache Write)"], ["Cache Read"], ["Output Tokens", "Output"], ["Cost", "Cost to you"]))
        {
            var (at, user, model) = (row.Moment("Date"), row.Required("User"), row.Required("Model"));
            var tokens = new TokenCounts(row.Count("Input (w/o Cache Write)"), row.Count("Cache Read"), row.Count("Input (w/ Cache Write)"), 0, row.Count("Output Tokens"));
            decimal? cost = row.Text("Cost") is "Included" or "Free" or "-" or "" ? 0 : row.Amount("Cost");
            Add(text, row, at, user, model, tokens, cost);
        }
    }

    private static void Add(ReportText text, ReportRow row, DateTimeOffset at, string user, string model, TokenCounts? tokens, decimal? amount)
    {
        var day = DateOnly.FromDateTime(at.UtcDateTime);
        text.Add(
            row,
            new()
            {
                Issuer = Issuers.Cursor,
                Report = BillReports.Cursor,
                Key = "",
                From = day,
                Until = day.AddDays(1),
                Tool = "cursor",
                Model = model,
                Actor = user,
                Tokens = tokens,
                Requests = 1,
                Amount = amount,
            },
            LineSums.Key(at.ToUnixTimeMilliseconds(), user, model));
    }
}
