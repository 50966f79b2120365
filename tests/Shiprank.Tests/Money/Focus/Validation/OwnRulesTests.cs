using Shiprank.Core.Money.Bills;
using Shiprank.Core.Money.Chargeback;
using Shiprank.Core.Money.Focus;
using Shiprank.Core.Money.Focus.Validation;

namespace Shiprank.Tests.Money.Focus.Validation;

public sealed class OwnRulesTests
{
    private static readonly string[] supported12 = [.. FocusFlags.OfExports, FocusFlags.Form12];

    /// <summary>Rows of every kind that an export has.</summary>
    private static List<FocusRow> Rows =>
    [
        .. FocusSample.Rows(
            FocusSample.Direct("claude-code", "claude-sonnet-4-6", 3_300_000_001, new(1_000_000, 1_000_000, 7, 8, 9), ticket: "=PAY"),
            FocusSample.Direct("codex", "gpt-5.4", 1, new(3, 2, 0, 0, 9), unpriced: 4),
            FocusSample.Direct("zed", "house-model", 2_500_000_000, new(900, 0, 0, 0, 100), unpriced: 40, centre: ""),
            FocusSample.Direct("zed", "house-model", 0, new(900, 0, 0, 0, 100), unpriced: 1_000),
            FocusSample.Direct("zed", "house-model", 5),
            FocusSample.Direct("kiro", "", 24_000_000, credits: 0.6m),
            FocusSample.Direct("copilot", "", 0, credits: 3),
            FocusSample.Direct("copilot", "", 3, credits: 3),
            FocusSample.Monthly(ChargeKind.Shared, 5),
            FocusSample.Monthly(ChargeKind.Shared, -5, rule: "refund"),
            FocusSample.Monthly(ChargeKind.Seat, 9_677_419_355, Issuers.Aws, "Kiro Pro", "kiro"),
            FocusSample.Monthly(ChargeKind.Seat, 7, Issuers.Aws, "gone", "kiro"),
            FocusSample.Monthly(ChargeKind.Included, -5, Issuers.Aws, "Kiro Pro", "kiro"),
            FocusSample.Monthly(ChargeKind.Difference, -7)),
        new FocusRows(FocusSample.July, FocusSample.Prices).Correction(new("CC-1", Issuers.Anthropic, ChargeKind.Correction, "", -3, 0, new(2026, 6, 1))),
    ];

    [Theory]
    [InlineData(FocusVersion.V12, FocusFlags.Form12)]
    [InlineData(FocusVersion.V14, FocusFlags.Form14)]
    public void Every_kind_of_row_keeps_every_rule(FocusVersion version, string form)
    {
        var outcomes = Judged.Read(FocusSample.Text(Rows, version), OwnRules.Model, [.. FocusFlags.OfExports, form]).Value.Outcomes();
        Assert.Empty(outcomes.Where(o => o.State is RuleState.Failed or RuleState.NotCheckable).Select(o => $"{o.Rule.Id}: {string.Join("; ", o.First)}"));
        Assert.InRange(outcomes.Count(o => o.State == RuleState.Passed), 160, 300);
    }

    [Theory]
    [InlineData("ListCost", "3.0000001", "ListCost-product")]
    [InlineData("BilledCost", "", "BilledCost-filled")]
    [InlineData("BilledCost", "1,5", "BilledCost-TypeDecimal")]
    [InlineData("BillingCurrency", "Euro", "BillingCurrency-CheckNationalCurrency")]
    [InlineData("ChargeCategory", "Fee", "ChargeCategory-values")]
    [InlineData("ChargeClass", "Fix", "ChargeClass-values")]
    [InlineData("ChargePeriodStart", "2026-07-03", "ChargePeriodStart-FormatDateTime")]
    [InlineData("InvoiceIssuerName", "Reseller", "BilledCost-third-party")]
    [InlineData("SkuPriceId", "", "PricingQuantity-without-sku")]
    [InlineData("SkuId", "other", "SkuPriceId-one-sku")]
    [InlineData("ListUnitPrice", "4", "SkuPriceId-one-price")]
    [InlineData("ListUnitPrice", "-3", "ListUnitPrice-not-negative")]
    [InlineData("PricingUnit", "", "PricingUnit-with-quantity")]
    [InlineData("ConsumedQuantity", "", "ConsumedQuantity-of-usage")]
    [InlineData("ServiceCategory", "Compute", "ServiceName-one-category")]
    [InlineData("SkuPriceDetails", "[]", "SkuPriceDetails-FormatKeyValue")]
    [InlineData("SubAccountName", "", "SubAccountName-with-id")]
    public void One_wrong_cell_breaks_the_rule_about_it(string column, string value, string rule)
    {
        var twice = FocusSample.Rows(FocusSample.Direct("claude-code", "claude-sonnet-4-6", 3_000_000_000, new(1_000_000, 0, 0, 0, 0)), FocusSample.Direct("claude-code", "claude-sonnet-4-6", 3_000_000_000, new(1_000_000, 0, 0, 0, 0)));
        var lines = FocusSample.Text(twice).Split("\r\n");
        var cells = FocusSample.Cells(FocusSample.Text(twice))[0];
        cells[column] = value;
        lines[1] = string.Join(',', cells.Values.Select(v => $"\"{v.Replace("\"", "\"\"", StringComparison.Ordinal)}\""));
        Assert.True(Judged.By(string.Join("\r\n", lines), OwnRules.Model, supported12)[rule].IsFailure);
    }

    [Fact]
    public void A_file_in_the_form_of_1_4_is_none_of_1_2()
    {
        var by = Judged.By(FocusSample.Text(Rows, FocusVersion.V14), OwnRules.Model, supported12);
        Assert.Equal(["ProviderName-present", "PublisherName-present"], by.Values.Where(o => o.IsFailure && !o.IsComposite).Select(o => o.Rule.Id));
    }
}
