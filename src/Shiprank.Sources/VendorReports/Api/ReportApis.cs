using System.Globalization;
using System.Text;
using System.Text.Json;
using Shiprank.Core.Money.Bills;

namespace Shiprank.Sources.VendorReports.Api;

/// <summary>How one vendor's API is asked for a report.</summary>
/// <param name="Days">How many days one question may be about.</param>
/// <param name="Ask">The request for a window, and the page of it (null: the first).</param>
/// <param name="Sign">Adds the token to a request.</param>
/// <param name="Next">Names the next page out of an answer; null: it was the last.</param>
public sealed record ReportApi(Uri Base, int Days, Func<Uri, DateOnly, DateOnly, string?, HttpRequestMessage> Ask, Action<HttpRequestMessage, string> Sign, Func<JsonElement, string?> Next);

/// <summary>The reports that can be asked for, in days, each grouped as its reader needs it.</summary>
public static class ReportApis
{
    private static readonly Uri anthropic = new("https://api.anthropic.com");
    private static readonly Uri openAi = new("https://api.openai.com");
    private static readonly Uri cursor = new("https://api.cursor.com");

    private static readonly Dictionary<string, ReportApi> all = new(StringComparer.Ordinal)
    {
        [BillReports.AnthropicUsage] = Anthropic("usage_report/messages", "&bucket_width=1d&limit=31&group_by[]=model"),
        [BillReports.AnthropicCost] = Anthropic("cost_report", "&bucket_width=1d&limit=31&group_by[]=description"),
        [BillReports.AnthropicAnalyticsUsage] = Anthropic("analytics/usage", "&bucket_width=1d&limit=31&group_by[]=actor&group_by[]=model", "analytics-usage-cost-2026-08-24"),
        [BillReports.AnthropicAnalyticsCost] = Anthropic("analytics/cost", "&bucket_width=1d&limit=31&group_by[]=actor&group_by[]=model", "analytics-usage-cost-2026-08-24"),
        [BillReports.ClaudeCode] = new(
            anthropic, 1,
            (at, from, _, page) => Get($"{at}v1/organizations/usage_report/claude_code?starting_at={Iso(from)}&limit=1000{Page(page)}"),
            (request, token) => AnthropicKey(request, token, null), Named),
        [BillReports.OpenAiUsage] = OpenAi("usage/completions", "&limit=31&group_by=model"),
        [BillReports.OpenAiCosts] = OpenAi("costs", "&limit=31&group_by=line_item"),
        [BillReports.Cursor] = new(cursor, 1, CursorPage, (request, token) => request.Headers.Authorization = new("Basic", Convert.ToBase64String(Encoding.UTF8.GetBytes(token + ":"))), CursorNext),
    };

    public static IEnumerable<string> Kinds => all.Keys;

    /// <summary>Null: the report comes in files alone.</summary>
    public static ReportApi? Of(string kind) => all.GetValueOrDefault(kind);

    private static ReportApi Anthropic(string path, string query, string? beta = null) => new(
        anthropic, 31,
        (at, from, until, page) => Get($"{at}v1/organizations/{path}?starting_at={Iso(from)}T00:00:00Z&ending_at={Iso(until)}T00:00:00Z{query}{Page(page)}"),
        (request, token) => AnthropicKey(request, token, beta), Named);

    private static void AnthropicKey(HttpRequestMessage request, string token, string? beta)
    {
        request.Headers.TryAddWithoutValidation("x-api-key", token);
        request.Headers.TryAddWithoutValidation("anthropic-version", "2023-06-01");
        if (beta is not null) request.Headers.TryAddWithoutValidation("anthropic-beta", beta);
    }

    private static ReportApi OpenAi(string path, string query) => new(
        openAi, 31,
        (at, from, until, page) => Get($"{at}v1/organization/{path}?start_time={Epoch(from)}&end_time={Epoch(until)}&bucket_width=1d{query}{Page(page)}"),
        (request, token) => request.Headers.Authorization = new("Bearer", token), Named);

    private static HttpRequestMessage CursorPage(Uri at, DateOnly from, DateOnly until, string? page) => new(HttpMethod.Post, $"{at}teams/filtered-usage-events")
    {
        Content = new StringContent(string.Create(CultureInfo.InvariantCulture, $"{{\"startDate\":{Epoch(from) * 1000},\"endDate\":{(Epoch(until) * 1000) - 1},\"page\":{page ?? "1"},\"pageSize\":500}}"), Encoding.UTF8, "application/json"),
    };

    private static string? CursorNext(JsonElement answer) =>
        answer.TryGetProperty("pagination", out var pages) && pages.TryGetProperty("hasNextPage", out var more) && more.ValueKind == JsonValueKind.True && pages.TryGetProperty("currentPage", out var current) && current.TryGetInt32(out var page)
            ? (page + 1).ToString(CultureInfo.InvariantCulture)
            : null;

    private static string? Named(JsonElement answer) =>
        answer.TryGetProperty("has_more", out var more) && more.ValueKind == JsonValueKind.True && answer.TryGetProperty("next_page", out var page) && page.ValueKind == JsonValueKind.String ? page.GetString() : null;

    private static HttpRequestMessage Get(string address) => new(HttpMethod.Get, address);

    private static string Page(string? page) => page is null ? "" : $"&page={Uri.EscapeDataString(page)}";

    private static string Iso(DateOnly day) => day.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture);

    private static long Epoch(DateOnly day) => new DateTimeOffset(day, TimeOnly.MinValue, TimeSpan.Zero).ToUnixTimeSeconds();
}
