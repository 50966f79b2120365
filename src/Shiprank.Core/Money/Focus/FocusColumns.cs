using Shiprank.Core.Money.Chargeback;

namespace Shiprank.Core.Money.Focus;

/// <summary>The columns of each form, in their order. Every column of 1.2 that is mandatory, or becomes so by what we support, is one of them.</summary>
internal static class FocusColumns
{
    public static IReadOnlyList<FocusColumn> Of(FocusVersion version, Func<string, string?> invoice, Func<string, string> centreName) =>
    [
        .. Bill(invoice), .. Charge(), .. Costs(), .. Quantities(), .. PricingCurrency(),
        .. version == FocusVersion.V12 ? Names12() : Names14(),
        .. Service(), .. Sku(version), .. Payer(centreName),
        .. version == FocusVersion.V14 ? Allocated(centreName) : [],
        .. Own(centreName),
    ];

    private static FocusColumn[] Bill(Func<string, string?> invoice) =>
    [
        new("BillingAccountId", (c, r) => c.Text(r.Issuer)),
        new("BillingAccountName", (c, r) => c.Text(FocusNames.Issuer(r.Issuer))),
        new("BillingCurrency", (c, _) => c.Raw("USD"u8)),
        new("BillingPeriodStart", (c, r) => c.Instant(r.Month)),
        new("BillingPeriodEnd", (c, r) => c.Instant(r.Month.AddMonths(1))),
        new("InvoiceId", (c, r) =>
        {
            if (r.Kind != ChargeKind.Correction && invoice(r.Issuer) is { } number) c.Text(number);
        }),
        new("InvoiceIssuerName", (c, r) => c.Text(FocusNames.Issuer(r.Issuer))),
    ];

    private static FocusColumn[] Charge() =>
    [
        new("ChargeCategory", (c, r) => c.Raw(r.Category switch { FocusCategory.Usage => "Usage"u8, FocusCategory.Purchase => "Purchase"u8, FocusCategory.Credit => "Credit"u8, _ => "Adjustment"u8 })),
        new("ChargeClass", (c, r) =>
        {
            if (r.Kind == ChargeKind.Correction) c.Raw("Correction"u8);
        }),
        new("ChargeDescription", FocusDescriptions.Write),
        new("ChargeFrequency", (c, r) => c.Raw(r.Kind == ChargeKind.Seat ? "Recurring"u8 : r.Category == FocusCategory.Usage ? "Usage-Based"u8 : "One-Time"u8)),
        new("ChargePeriodStart", (c, r) => c.Instant(r.From)),
        new("ChargePeriodEnd", (c, r) => c.Instant(r.Until)),
    ];

    private static FocusColumn[] Costs() =>
    [
        new("BilledCost", (c, r) => c.Nanos(r.BilledNanoUsd)),
        new("EffectiveCost", (c, r) => c.Nanos(r.EffectiveNanoUsd)),
        new("ContractedCost", (c, r) => c.Nanos(r.BilledNanoUsd)),
        new("ListCost", (c, r) => c.Number(r.ListCost)),
        new("ListUnitPrice", (c, r) => ListUnitPrice(c, r)),
        new("ContractedUnitPrice", (c, r) => ContractedUnitPrice(c, r)),
    ];

    private static FocusColumn[] Quantities() =>
    [
        new("PricingCategory", (c, r) =>
        {
            if (r.Sku is not null) c.Raw("Standard"u8);
        }),
        new("PricingQuantity", (c, r) =>
        {
            if (r.Sku is not null) c.Number(r.PricingQuantity);
        }),
        new("PricingUnit", (c, r) => c.Text(r.Sku?.PricingUnit ?? "")),
        new("ConsumedQuantity", (c, r) =>
        {
            if (r.ConsumedQuantity is { } quantity) c.Number(quantity);
        }),
        new("ConsumedUnit", (c, r) => c.Text(r.ConsumedQuantity is null ? "" : r.Sku?.ConsumedUnit ?? "")),
    ];

    /// <summary>Credits are counted in credits; what is priced in dollars says so.</summary>
    private static FocusColumn[] PricingCurrency() =>
    [
        new("PricingCurrency", (c, r) => c.Text(r.Sku?.Currency ?? "USD")),
        new("PricingCurrencyListUnitPrice", (c, r) =>
        {
            if (r.Sku?.Currency is not null) c.Number(1L);
            else ListUnitPrice(c, r);
        }),
        new("PricingCurrencyContractedUnitPrice", (c, r) =>
        {
            if (r.Sku?.Currency is not null) c.Number(1L);
            else ContractedUnitPrice(c, r);
        }),
        new("PricingCurrencyEffectiveCost", (c, r) =>
        {
            if (r.EffectiveCredits is { } credits) c.Number(credits);
            else c.Nanos(r.EffectiveNanoUsd);
        }),
    ];

    private static FocusColumn[] Names12() =>
    [
        new("ProviderName", (c, r) => c.Text(FocusNames.Issuer(r.Issuer))),
        new("PublisherName", (c, r) => c.Text(Developer(r) is { Length: > 0 } developer ? developer : FocusNames.Issuer(r.Issuer))),
    ];

    private static FocusColumn[] Names14() =>
    [
        new("ServiceProviderName", (c, r) => c.Text(FocusNames.Issuer(r.Issuer))),
        new("HostProviderName", (c, r) => c.Text(FocusNames.Host(r.Issuer))),
    ];

    private static FocusColumn[] Service() =>
    [
        new("ServiceCategory", (c, _) => c.Raw("AI and Machine Learning"u8)),
        new("ServiceSubcategory", (c, _) => c.Raw("Generative AI"u8)),
        new("ServiceName", (c, r) => c.Text(FocusNames.Service(r.Issuer, r.Tool))),
    ];

    private static FocusColumn[] Sku(FocusVersion version) =>
    [
        new("SkuId", (c, r) => c.Text(r.Sku?.Id ?? "")),
        new("SkuMeter", (c, r) => c.Text(r.Sku?.Meter ?? "")),
        new("SkuPriceId", (c, r) => c.Text(r.Sku?.PriceId ?? "")),
        new("SkuPriceDetails", (c, r) =>
        {
            if (r.Sku is { } sku) c.Raw(sku.Details(version));
        }),
    ];

    private static FocusColumn[] Payer(Func<string, string> centreName) =>
    [
        new("SubAccountId", (c, r) => c.Text(r.Centre)),
        new("SubAccountName", (c, r) => c.Text(r.Centre.Length == 0 ? "" : centreName(r.Centre))),
    ];

    private static FocusColumn[] Allocated(Func<string, string> centreName) =>
    [
        new("AllocatedMethodId", (c, r) => c.Text(IsPart(r) ? r.Rule : "")),
        new("AllocatedResourceId", (c, r) => c.Text(IsPart(r) ? r.Centre : "")),
        new("AllocatedResourceName", (c, r) => c.Text(IsPart(r) && r.Centre.Length > 0 ? centreName(r.Centre) : "")),
    ];

    private static FocusColumn[] Own(Func<string, string> centreName) =>
    [
        new("x_AgentKind", (c, r) => c.Text(r.Tool)),
        new("x_ChargeKind", (c, r) => c.Raw(r.Kind switch { ChargeKind.Direct => "direct"u8, ChargeKind.Shared => "shared"u8, ChargeKind.Seat => "seat"u8, ChargeKind.Included => "included"u8, ChargeKind.Difference => "difference"u8, _ => "correction"u8 })),
        new("x_CorrectedPeriodStart", (c, r) =>
        {
            if (r.Corrects is { } corrected) c.Instant(corrected);
        }),
        new("x_CostCentreName", (c, r) => c.Text(centreName(r.Centre))),
        new("x_EstimatedCost", (c, r) => c.Nanos(r.EstimatedNanoUsd)),
        new("x_ModelName", (c, r) => c.Text(r.Model)),
        new("x_Rule", (c, r) => c.Text(r.Rule)),
        new("x_TicketKey", (c, r) => c.Text(r.Ticket)),
        new("x_UnpricedCredits", (c, r) => c.Nanos(r.UnpricedNanoCredits)),
        new("x_UnpricedTokens", (c, r) => c.Number(r.UnpricedTokens)),
    ];

    private static bool IsPart(FocusRow row) => row.Kind is ChargeKind.Shared or ChargeKind.Difference;

    private static string Developer(FocusRow row) => row.Sku is { Developer.Length: > 0 } sku ? sku.Developer : FocusNames.Developer(row.Model);

    private static void ListUnitPrice(FocusCells cells, FocusRow row)
    {
        if (row.Sku is { } sku) cells.Number(sku.ListUnitPrice);
    }

    private static void ContractedUnitPrice(FocusCells cells, FocusRow row)
    {
        if (row.Sku is { } sku && row.IsAtListPrice) cells.Number(sku.ListUnitPrice);
    }
}
