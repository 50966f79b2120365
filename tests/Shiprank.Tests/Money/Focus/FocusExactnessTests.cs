using FsCheck;
using FsCheck.Fluent;
using Shiprank.Core.Money;
using Shiprank.Core.Money.Bills;
using Shiprank.Core.Money.Chargeback;
using Shiprank.Core.Money.Focus;
using Property = Shiprank.Tests.Scoring.Properties.Property;

namespace Shiprank.Tests.Money.Focus;

/// <summary>Whatever is charged: the file's billed cost is that of the lines, and each unit price times its quantity is its cost.</summary>
public sealed class FocusExactnessTests
{
    private static readonly (string Tool, string Model)[] models = [("claude-code", "claude-sonnet-5"), ("codex", "gpt-5.4"), ("kiro", ""), ("copilot", ""), ("zed", "house-model"), ("gemini-cli", "gemini-2.5-flash")];

    private static readonly Arbitrary<ChargeLine[]> Months = Arb.From(Gen.ArrayOf(
        from kind in Gen.Elements(Enum.GetValues<ChargeKind>().Where(k => k != ChargeKind.Correction).ToArray())
        from nano in Gen.Choose(int.MinValue, int.MaxValue)
        from size in Gen.Elements(1L, 7L, 1_000_003L)
        from model in Gen.Elements(models)
        from counts in Gen.Choose(0, 3_000_000).Four()
        from credits in Gen.Elements(0L, 0L, 123_456_789L)
        from unpriced in Gen.Elements(0L, 5L)
        from day in Gen.Choose(1, 31)
        from rule in Gen.Elements("person", "Kiro Pro", "runs")
        let money = kind is ChargeKind.Direct or ChargeKind.Pooled ? Math.Abs((long)nano) * size : nano * size
        select new ChargeLine(new(2026, 7, day), kind, "CC-1", Issuers.Of(model.Tool, model.Model), model.Tool, model.Model, "", "", rule, new(money, new(counts.Item1, counts.Item2, counts.Item3, 0, counts.Item4), credits, 0, unpriced))));

    [Fact]
    public void Billed_cost_is_the_lines_to_the_nano_dollar_and_to_the_cent() => Property.Holds(Months, lines =>
    {
        lines = [.. lines.OrderBy(l => l.Day)];
        var cells = FocusSample.Cells(FocusSample.Text(FocusSample.Rows(lines)));
        var owed = lines.Where(l => l.Counts).ToList();
        Assert.Equal(Nano.Units(owed.Sum(l => l.Amount.NanoUsd)), Sum(cells, "BilledCost"));
        Assert.Equal(Sum(cells, "BilledCost"), Sum(cells, "EffectiveCost"));
        Assert.Equal(Sum(cells, "BilledCost"), Sum(cells, "ContractedCost"));
        foreach (var issuer in Booking.Of(owed).GroupBy(b => b.Issuer))
        {
            Assert.Equal(issuer.Sum(b => b.Cents) / 100m, decimal.Round(Sum(cells.Where(c => c["BillingAccountId"] == issuer.Key), "BilledCost"), 2, MidpointRounding.ToEven));
        }
    });

    [Fact]
    public void Price_times_quantity_is_the_cost_exactly() => Property.Holds(Months, lines =>
    {
        foreach (var row in FocusSample.Cells(FocusSample.Text(FocusSample.Rows([.. lines.OrderBy(l => l.Day)]))))
        {
            if (row["ListUnitPrice"].Length > 0) Assert.Equal(Number(row["ListCost"]), Number(row["ListUnitPrice"]) * Number(row["PricingQuantity"]));
            if (row["ContractedUnitPrice"].Length > 0) Assert.Equal(Number(row["ContractedCost"]), Number(row["ContractedUnitPrice"]) * Number(row["PricingQuantity"]));
            Assert.Equal(row["SkuId"].Length == 0, row["PricingQuantity"].Length == 0);
        }
    });

    [Fact]
    public void No_token_is_lost_that_is_counted_apart() => Property.Holds(Months, lines =>
    {
        lines = [.. lines.Where(l => l.Kind == ChargeKind.Direct).OrderBy(l => l.Day)];
        var rows = FocusSample.Rows(lines);
        Assert.Equal(lines.Sum(l => l.Amount.UnpricedTokens), rows.Sum(r => r.UnpricedTokens));
    });

    private static decimal Sum(IEnumerable<Dictionary<string, string>> cells, string column) => cells.Sum(c => Number(c[column]));

    private static decimal Number(string text) => decimal.Parse(text, System.Globalization.NumberStyles.Float, System.Globalization.CultureInfo.InvariantCulture);
}
