using System.Globalization;
using System.Text;
using Shiprank.Core.Money;
using Shiprank.Core.Money.Bills;

namespace Shiprank.Engine.Demo.Bills;

/// <summary>Writes <c>bills/</c>: what each vendor would report of two months of the demo's usage, and what it invoices.</summary>
internal static class BillPaper
{
    private const int Months = 2;

    private static readonly UTF8Encoding utf8 = new(false);

    /// <summary>Kinds of reports with the files of each, as the organisation file names them.</summary>
    public static readonly IReadOnlyList<(string Kind, string Files)> Sources =
    [
        (BillReports.AnthropicUsage, "anthropic-usage-*.json"), (BillReports.AnthropicCost, "anthropic-cost-*.json"), (BillReports.AnthropicAnalyticsCost, "anthropic-analytics-cost-*.json"),
        (BillReports.OpenAiUsage, "openai-usage-*.json"), (BillReports.OpenAiCosts, "openai-costs-*.json"), (BillReports.Copilot, "copilot-*.ndjson"), (BillReports.KiroUser, "kiro-*.csv"), ("invoice", "invoices.csv"),
    ];

    /// <summary>First days of the months that were over by the demo's end and have days of it: the last two.</summary>
    public static IReadOnlyList<DateOnly> MonthsOf(DemoOptions options)
    {
        var first = DateOnly.FromDateTime(options.Start.UtcDateTime);
        List<DateOnly> months = [];
        for (var month = new DateOnly(first.Year, first.Month, 1); month.AddMonths(1) <= options.End.AddDays(1); month = month.AddMonths(1)) months.Add(month);
        return [.. months.TakeLast(Months)];
    }

    /// <returns>What is otherwise in the bills than in the usage.</returns>
    public static IReadOnlyList<PlantedGap> Write(string root, IReadOnlyList<Billed> usage, Roster roster, DemoOptions options)
    {
        if (MonthsOf(options) is not [var first, ..] months) return [];
        var folder = Directory.CreateDirectory(Path.Combine(root, "bills")).FullName;
        var plan = Plan.Of(first, usage, roster);
        var invoices = new StringBuilder("issuer,number,month,total,currency\n");
        foreach (var month in months)
        {
            var own = usage.Where(u => u.Day >= month && u.Day < month.AddMonths(1)).ToList();
            var anthropic = own.Where(u => u.Issuer == Issuers.Anthropic).Concat(month == first ? plan.Unmetered : []).ToList();
            var openAi = own.Where(u => u.Issuer == Issuers.OpenAi).ToList();
            var name = month.ToString("yyyy-MM", CultureInfo.InvariantCulture);
            Save($"anthropic-usage-{name}.json", AnthropicPaper.Usage(anthropic));
            Save($"anthropic-cost-{name}.json", AnthropicPaper.Cost(anthropic));
            Save($"anthropic-analytics-cost-{name}.json", AnthropicPaper.Analytics(anthropic, roster));
            Save($"openai-usage-{name}.json", OpenAiPaper.Usage(openAi));
            Save($"openai-costs-{name}.json", OpenAiPaper.Costs(openAi, plan));
            Save($"copilot-{name}.ndjson", ToolPaper.Copilot(own));
            Save($"kiro-{name}.csv", ToolPaper.Kiro(own, plan));
            foreach (var issuer in own.GroupBy(u => u.Issuer).Select(g => g.Key).Order(StringComparer.Ordinal))
            {
                var nano = own.Where(u => u.Issuer == issuer).Sum(plan.Charged)
                    + (month == first && issuer == Issuers.Anthropic ? plan.Unmetered.Sum(u => u.Nano) : 0)
                    + (issuer == Issuers.Aws ? own.Where(u => u.Tool == "kiro" && u.Day == plan.Twice).Sum(u => u.Nano) : 0);
                invoices.Append(CultureInfo.InvariantCulture, $"{issuer},{issuer.ToUpperInvariant()}-{month:yyyyMM},{name},{decimal.Round(Nano.Units(nano), 2):0.00},USD\n");
            }
        }

        Save("invoices.csv", invoices.ToString());
        return [.. plan.Gaps([.. usage.Where(u => u.Day >= first && u.Day < first.AddMonths(1))])];

        void Save(string name, string text) => File.WriteAllText(Path.Combine(folder, name), text, utf8);
    }
}
