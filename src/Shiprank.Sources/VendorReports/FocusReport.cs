using System.Text.Json;
using Shiprank.Core.Money.Bills;
using Shiprank.Core.Usage;

namespace Shiprank.Sources.VendorReports;

/// <summary>
/// A FOCUS file (1.0 to 1.4) of anybody's: rows of AI services. Tokens go into their buckets by the keys of <c>SkuPriceDetails</c> where the file has them, else by the
/// words of <c>SkuMeter</c>.
/// </summary>
internal static class FocusReport
{
    private static readonly (string Word, string Issuer)[] issuers =
        [("anthropic", Issuers.Anthropic), ("openai", Issuers.OpenAi), ("amazon", Issuers.Aws), ("aws", Issuers.Aws), ("github", Issuers.GitHub), ("google", Issuers.Google), ("cursor", Issuers.Cursor), ("anysphere", Issuers.Cursor)];

    private static readonly string[] identity =
        ["ChargePeriodStart", "ChargePeriodEnd", "BillingPeriodStart", "InvoiceId", "ChargeCategory", "ChargeClass", "ChargeDescription", "SubAccountId", "ResourceId", "RegionId", "SkuId", "SkuPriceId", "SkuMeter", "Tags", "ConsumerId", "BillingCurrency"];

    public static void Read(ReportText text)
    {
        foreach (var row in text.Rows(
            ["BilledCost"], ["BillingCurrency"], ["ChargePeriodStart"], ["ChargePeriodEnd"], ["BillingPeriodStart"], ["ChargeCategory"],
            ["InvoiceIssuerName", "InvoiceIssuer", "ServiceProviderName", "ProviderName"], ["ServiceName"]))
        {
            var service = row.Required("ServiceName");
            if (row.Has("ServiceCategory") && row.Text("ServiceCategory") is var category && category != "AI and Machine Learning")
            {
                text.Ignore($"rows of {category}");
                continue;
            }

            var issuer = Issuer(row.Required("InvoiceIssuerName"));
            var (from, until, bill) = (row.Day("ChargePeriodStart"), row.Day("ChargePeriodEnd"), row.Day("BillingPeriodStart"));
            if (until <= from) until = from.AddDays(1);
            var details = Details(row.Raw("SkuPriceDetails"));
            var model = details.GetValueOrDefault("ModelId") ?? details.GetValueOrDefault("x_ModelId") ?? row.Text("x_Model");
            var (kind, tool, actor, currency) = (Kind(row), service.Contains("Kiro", StringComparison.OrdinalIgnoreCase) ? "kiro" : service.Contains("Copilot", StringComparison.OrdinalIgnoreCase) ? "copilot" : "", row.Text("ConsumerId"), row.Currency("BillingCurrency"));
            var month = new DateOnly(bill.Year, bill.Month, 1);
            text.Add(
                row,
                new()
                {
                    Issuer = issuer,
                    Report = BillReports.Focus,
                    Key = "",
                    From = from,
                    Until = until,
                    Billed = month == new DateOnly(from.Year, from.Month, 1) ? null : month,
                    Kind = kind,
                    Tool = tool,
                    Model = model ?? "",
                    Actor = actor,
                    Tokens = row.Text("ConsumedUnit") == "Tokens" ? Tokens(row, details) : null,
                    Amount = row.Amount("BilledCost"),
                    Currency = currency,
                },
                LineSums.Key([.. identity.Select(row.Raw), .. details.OrderBy(d => d.Key, StringComparer.Ordinal).Select(d => d.Value)]));
        }
    }

    private static string Issuer(string name)
    {
        foreach (var (word, issuer) in issuers)
        {
            if (name.Contains(word, StringComparison.OrdinalIgnoreCase)) return issuer;
        }

        return string.Concat(name.ToLowerInvariant().Select(c => char.IsLetterOrDigit(c) ? c : '-'));
    }

    private static BillKind Kind(ReportRow row) => row.Text("ChargeClass") == "Correction" ? BillKind.Adjustment : row.Required("ChargeCategory") switch
    {
        "Usage" => BillKind.Usage,
        "Purchase" => BillKind.Seat,
        "Credit" => BillKind.Credit,
        "Tax" => BillKind.Tax,
        "Adjustment" => BillKind.Adjustment,
        _ => BillKind.Fee,
    };

    private static TokenCounts Tokens(ReportRow row, Dictionary<string, string> details)
    {
        var quantity = row.Count("ConsumedQuantity");
        var meter = row.Text("SkuMeter");
        var (direction, cache) = (details.GetValueOrDefault("TokenDirection"), details.GetValueOrDefault("TokenCacheAction"));
        if (direction == "Output" || (direction is null && meter.Contains("output", StringComparison.OrdinalIgnoreCase))) return new(0, 0, 0, 0, quantity);
        if (cache == "Read" || (cache is null && meter.Contains("cache read", StringComparison.OrdinalIgnoreCase))) return new(0, quantity, 0, 0, 0);
        return cache == "Write" || (cache is null && meter.Contains("cache write", StringComparison.OrdinalIgnoreCase)) ? new(0, 0, quantity, 0, 0) : new(quantity, 0, 0, 0, 0);
    }

    private static Dictionary<string, string> Details(string json)
    {
        var details = new Dictionary<string, string>(StringComparer.Ordinal);
        if (json.Length == 0) return details;
        try
        {
            using var document = JsonDocument.Parse(json, new() { MaxDepth = 4 });
            if (document.RootElement.ValueKind != JsonValueKind.Object) return details;
            foreach (var property in document.RootElement.EnumerateObject()) details[property.Name] = property.Value.ToString();
        }
        catch (JsonException)
        {
            // Display data: a row without readable details still has its money.
        }

        return details;
    }
}
