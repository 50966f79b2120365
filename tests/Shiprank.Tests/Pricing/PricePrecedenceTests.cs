using Shiprank.Core.Money;
using Shiprank.Core.Pricing;
using Shiprank.Core.Usage;
using Shiprank.Sources.Prices;

namespace Shiprank.Tests.Pricing;

public sealed class PricePrecedenceTests
{
    private static readonly PriceList prices = PriceBook.Embedded;
    private static readonly TokenCounts tokens = new(1000, 0, 0, 0, 100);

    [Fact]
    public void A_cost_that_the_log_states_goes_before_a_computed_one() =>
        Assert.Equal(new Priced(0.5m, PriceSource.Reported), prices.Price(Use.Of("claude-sonnet-4-5", tokens) with { ReportedCostUsd = 0.5m }));

    [Fact]
    public void A_stated_0_is_no_price() =>
        Assert.Equal(new Priced(0.0045m, PriceSource.Computed), prices.Price(Use.Of("claude-sonnet-4-5", tokens) with { ReportedCostUsd = 0m }));

    [Fact]
    public void Credits_are_priced_by_their_rate_and_never_by_tokens()
    {
        var row = Use.Of("claude-sonnet-4.6", tokens, tool: "kiro") with { Credits = 1.25m };
        Assert.Equal(new Priced(0.05m, PriceSource.Credits), prices.Price(row));
    }

    [Fact]
    public void Credits_of_a_tool_without_a_known_rate_are_unpriced() =>
        Assert.Equal(Priced.Unknown, prices.Price(Use.Of("", default, tool: "codebuff") with { Credits = 3 }));

    [Fact]
    public void A_credit_metered_tool_that_tells_no_credits_has_an_unknown_cost() =>
        Assert.Equal(Priced.Unknown, prices.Price(Use.Of("claude-sonnet-4.6", default, tool: "kiro")));

    [Fact]
    public void A_row_that_used_nothing_costs_nothing_whatever_its_model() =>
        Assert.Equal(new Priced(0, PriceSource.Computed), prices.Price(Use.Of("<synthetic>", default)));

    [Theory]
    [InlineData("0.0000000005", 0)]
    [InlineData("0.0000000015", 2)]
    [InlineData("0.007206", 7_206_000)]
    [InlineData("-1.5", -1_500_000_000)]
    public void Money_is_stored_in_nano_units_rounded_half_to_even(string usd, long nano) => Assert.Equal(nano, Nano.Of(decimal.Parse(usd)));

    [Fact]
    public void Money_that_a_bigint_cannot_hold_is_refused() => Assert.Throws<OverflowException>(() => Nano.Of(10_000_000_000m));
}
