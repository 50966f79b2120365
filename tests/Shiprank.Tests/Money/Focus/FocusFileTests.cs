using Shiprank.Core.Money.Bills;
using Shiprank.Core.Money.Chargeback;
using Shiprank.Core.Money.Focus;
using static Shiprank.Tests.Money.Focus.FocusSample;

namespace Shiprank.Tests.Money.Focus;

public sealed class FocusFileTests
{
    private static readonly ChargeLine sonnet = Direct("claude-code", "claude-sonnet-4-6", 3_300_000_001, new(1_000_000, 1_000_000, 0, 0, 0), ticket: "PAY-7");

    [Fact]
    public void Version_1_2_names_provider_and_publisher_and_marks_the_drafts_keys_as_custom()
    {
        var cells = Cells(Text(Rows(sonnet)));
        Assert.Equal(("Anthropic", "Anthropic", "Anthropic models"), (cells[0]["ProviderName"], cells[0]["PublisherName"], cells[0]["ServiceName"]));
        Assert.Equal("""{"x_ModelDeveloper":"Anthropic","x_ModelId":"claude-sonnet-4-6","x_TokenDirection":"Input","x_TokenCacheAction":"Read"}""", cells[1]["SkuPriceDetails"]);
        Assert.DoesNotContain("ServiceProviderName", cells[0].Keys);
    }

    [Fact]
    public void Version_1_4_names_provider_and_host_and_has_the_drafts_keys()
    {
        var rows = Rows(sonnet, Direct("claude-code", "claude-sonnet-4-6", 15_000_000, new(0, 0, 0, 1, 1_000)), Monthly(ChargeKind.Shared, 5), Direct("claude-code", "us.anthropic.claude-sonnet-4-6", 1, new(1, 0, 0, 0, 0)), Direct("cursor", "x", 1, unpriced: 1));
        var cells = Cells(Text(rows, FocusVersion.V14));
        Assert.Equal(("Anthropic", "Anthropic"), (cells[0]["ServiceProviderName"], cells[0]["HostProviderName"]));
        Assert.Equal("""{"ModelDeveloper":"Anthropic","ModelId":"claude-sonnet-4-6","TokenDirection":"Input","TokenCacheAction":"Write","x_CacheRetention":"1h"}""", cells[2]["SkuPriceDetails"]);
        Assert.Equal("""{"ModelDeveloper":"Anthropic","ModelId":"claude-sonnet-4-6","TokenDirection":"Output"}""", cells[3]["SkuPriceDetails"]);
        Assert.Equal(("runs", "CC-1", "Centre CC-1"), (cells[4]["AllocatedMethodId"], cells[4]["AllocatedResourceId"], cells[4]["AllocatedResourceName"]));
        Assert.Equal(("AWS", "AWS"), (cells[5]["ServiceProviderName"], cells[5]["HostProviderName"]));
        Assert.Equal(("Cursor", ""), (cells[6]["ServiceProviderName"], cells[6]["HostProviderName"]));
        Assert.DoesNotContain("ProviderName", cells[0].Keys);
    }

    [Fact]
    public void Numbers_are_exact_and_times_are_UTC()
    {
        var cells = Cells(Text(Rows(sonnet)));
        Assert.Equal(("3.000000001", "3", "3", "1", "1000000 Tokens", "1000000", "Tokens"), (cells[0]["BilledCost"], cells[0]["ListCost"], cells[0]["ListUnitPrice"], cells[0]["PricingQuantity"], cells[0]["PricingUnit"], cells[0]["ConsumedQuantity"], cells[0]["ConsumedUnit"]));
        Assert.Equal(("", "0.3"), (cells[0]["ContractedUnitPrice"], cells[1]["ContractedUnitPrice"]));
        Assert.Equal(("2026-07-03T00:00:00Z", "2026-07-04T00:00:00Z", "2026-07-01T00:00:00Z", "2026-08-01T00:00:00Z"), (cells[0]["ChargePeriodStart"], cells[0]["ChargePeriodEnd"], cells[0]["BillingPeriodStart"], cells[0]["BillingPeriodEnd"]));
        Assert.Equal(("CC-1", "Centre CC-1", "PAY-7", "claude-code"), (cells[0]["SubAccountId"], cells[0]["SubAccountName"], cells[0]["x_TicketKey"], cells[0]["x_AgentKind"]));
    }

    [Fact]
    public void Money_below_a_dollar_and_below_zero_keeps_its_sign()
    {
        var cells = Cells(Text(Rows(Monthly(ChargeKind.Difference, -1), Monthly(ChargeKind.Difference, -1_500_000_000), Monthly(ChargeKind.Difference, 90))));
        Assert.Equal(["-0.000000001", "-1.5", "0.00000009"], cells.Select(c => c["BilledCost"]));
        Assert.Equal(["-0.000000001", "-1.5", "0.00000009"], cells.Select(c => c["ListCost"]));
    }

    [Fact]
    public void A_correction_says_so_and_is_in_no_invoice()
    {
        var row = new FocusRows(July, Prices).Correction(new("CC-1", Issuers.OpenAi, ChargeKind.Correction, "", 3, 0, new(2026, 6, 1)));
        var cells = Cells(Text([row, .. Rows(Monthly(ChargeKind.Difference, 1, Issuers.OpenAi))]));
        Assert.Equal(("Correction", "2026-06-01T00:00:00Z", "Adjustment", ""), (cells[0]["ChargeClass"], cells[0]["x_CorrectedPeriodStart"], cells[0]["ChargeCategory"], cells[0]["InvoiceId"]));
        Assert.Equal(("", "O-7"), (cells[1]["ChargeClass"], cells[1]["InvoiceId"]));
    }

    [Theory]
    [InlineData("=HYPERLINK(1)", "\"'=HYPERLINK(1)\"")]
    [InlineData("+1", "\"'+1\"")]
    [InlineData("@sum", "\"'@sum\"")]
    [InlineData("-1", "\"'-1\"")]
    [InlineData("a,\"b\"", "\"a,\"\"b\"\"\"")]
    [InlineData("Zürich 東京", "Zürich 東京")]
    public void A_name_is_a_text_whatever_it_looks_like(string ticket, string written) =>
        Assert.Contains($",{written},", Text(Rows(Direct("kiro", "", 40_000_000, credits: 1, ticket: ticket))));

    [Fact]
    public void A_file_of_any_length_is_the_same_in_pieces()
    {
        var rows = Enumerable.Repeat(Rows(sonnet), 400).SelectMany(r => r).ToList();
        Assert.Equal(Text(rows), Text(rows));
        Assert.Equal(rows.Count, Cells(Text(rows)).Count);
        Assert.True(FocusFile.Write(rows, FocusVersion.V12, Prices).Count() > 1);
    }

    [Fact]
    public void No_column_tells_who_it_was()
    {
        foreach (var version in Enum.GetValues<FocusVersion>())
        {
            var head = Text([], version);
            Assert.DoesNotMatch("Consumer|Principal|Credential|Person|User|,Resource|Tags", head);
        }
    }
}
