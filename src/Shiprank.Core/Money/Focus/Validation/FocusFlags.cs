namespace Shiprank.Core.Money.Focus.Validation;

/// <summary>What a provider may support, as the public model names it.</summary>
public static class FocusFlags
{
    public const string VirtualCurrency = "VIRTUAL_CURRENCY_SUPPORTED";

    /// <summary>Of our own model: the form of 1.2, and that of 1.4.</summary>
    public const string Form12 = "FORM_1_2";

    public const string Form14 = "FORM_1_4";

    /// <summary>
    /// What our exports support. Of the others there is nothing in them: no commitments, reservations, resources, regions and tags, and no agreed unit price
    /// on every row, as our money is of requests at several prices.
    /// </summary>
    public static readonly IReadOnlyList<string> OfExports =
    [
        "ACCOUNT_NAMING_SUPPORTED", "MULTIPLE_PRICING_CATEGORIES_SUPPORTED", "PUBLIC_PRICE_LIST_SUPPORTED", "USAGE_MEASUREMENT_SUPPORTED", "UNIT_PRICING_SUPPORTED", "SUB_ACCOUNT_SUPPORTED",
        "PRICING_BILLING_CURRENCY_DIFFERENCES_SUPPORTED", VirtualCurrency,
    ];

    /// <summary>By which form a file has: it names a provider as 1.2 does, or a service provider as 1.4 does.</summary>
    public static string FormOf(IEnumerable<string> head) => head.Contains("ServiceProviderName", StringComparer.Ordinal) ? Form14 : Form12;
}
