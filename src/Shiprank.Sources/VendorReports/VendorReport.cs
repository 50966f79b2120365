using Shiprank.Core.Money.Bills;
using Shiprank.Core.Usage;

namespace Shiprank.Sources.VendorReports;

/// <summary>What a file or an API's answer says of a bill.</summary>
/// <param name="Ignored">Sound rows that are no usage of agents, by what they are.</param>
public sealed record ReportReading(IReadOnlyList<BillLine> Lines, IReadOnlyList<Invoice> Invoices, IReadOnlyDictionary<string, int> Ignored);

/// <summary>A kind of report that can be read.</summary>
/// <param name="Id">As <c>bills:</c> and <c>shiprank import bill</c> write it.</param>
/// <param name="Title">What it is, in a few words.</param>
public sealed class VendorReport
{
    /// <summary>Larger files are cut by the vendors themselves; this is a guard against a wrong path.</summary>
    public const int Largest = 1024 * 1024 * 1024;

    public const string InvoiceKind = "invoice";

    private readonly Action<ReportText> read;

    private VendorReport(string id, string title, Action<ReportText> read) => (Id, Title, this.read) = (id, title, read);

    public string Id { get; }

    public string Title { get; }

    public static IReadOnlyList<VendorReport> All { get; } =
    [
        new(BillReports.AnthropicUsage, "Anthropic usage_report/messages: tokens by day and model (JSON)", AnthropicReports.Usage),
        new(BillReports.AnthropicCost, "Anthropic cost_report: money by day and model (JSON)", AnthropicReports.Cost),
        new(BillReports.AnthropicAnalyticsUsage, "Anthropic analytics usage: tokens by day, model and actor (JSON)", t => AnthropicReports.Analytics(t, cost: false)),
        new(BillReports.AnthropicAnalyticsCost, "Anthropic analytics cost: money by day, model and actor (JSON)", t => AnthropicReports.Analytics(t, cost: true)),
        new(BillReports.ClaudeCode, "Claude Code analytics: tokens by day, model and actor (JSON)", AnthropicReports.ClaudeCode),
        new(BillReports.OpenAiUsage, "OpenAI usage/completions: tokens by day and model, and user where grouped by it (JSON)", OpenAiReports.Usage),
        new(BillReports.OpenAiCosts, "OpenAI costs: money by day and line item (JSON)", OpenAiReports.Costs),
        new(BillReports.Copilot, "GitHub Copilot usage metrics of users by day (NDJSON)", ToolReports.Copilot),
        new(BillReports.Cursor, "Cursor usage events (JSON of its API, or CSV of its dashboard)", t => (IsJson(t.Bytes.Span) ? (Action<ReportText>)CursorReports.Json : CursorReports.Csv)(t)),
        new(BillReports.KiroUser, "Kiro user_report: credits by day, user and client (CSV)", ToolReports.KiroUsers),
        new(BillReports.KiroActivity, "Kiro by_user_analytic: messages by day and user (CSV)", ToolReports.KiroActivity),
        new(BillReports.Bedrock, "Bedrock model invocation log: calls (JSON)", ToolReports.Bedrock),
        new(BillReports.Focus, "FOCUS 1.0 to 1.4 of any vendor (CSV)", FocusReport.Read),
        new(InvoiceKind, "Invoices: issuer, number, month, total, currency (CSV)", InvoiceTable.Read),
    ];

    /// <summary>Null when there is no such kind.</summary>
    public static VendorReport? Of(string id) => All.FirstOrDefault(r => r.Id == id);

    /// <param name="name">Where the bytes come from, to name what is left out of them.</param>
    public ReportReading Read(ReadOnlyMemory<byte> bytes, string name, IngestReport report)
    {
        var text = new ReportText(bytes, name, report);
        read(text);
        var lines = text.Lines();
        report.Read(bytes.Length, lines.Count + text.Invoices.Count);
        return new(lines, text.Invoices, text.Ignored);
    }

    private static bool IsJson(ReadOnlySpan<byte> bytes) => bytes.TrimStart("\uFEFF \r\n\t"u8) is [(byte)'{' or (byte)'[', ..];
}
