using FsCheck;
using FsCheck.Fluent;
using Shiprank.Server.Shell;

namespace Shiprank.Server.Tests.Pages;

/// <summary>Numbers as pages write them. A blank stands for the space that does not break.</summary>
public sealed class FiguresTests
{
    [Theory]
    [InlineData("150460.12", "$150,460")]
    [InlineData("1000", "$1,000")]
    [InlineData("999.995", "$1,000")]
    [InlineData("999.99", "$999.99")]
    [InlineData("65.854", "$65.85")]
    [InlineData("0", "$0.00")]
    [InlineData("0.004", "<$0.01")]
    [InlineData("-0.004", "−<$0.01")]
    [InlineData("-31.4", "−$31.40")]
    [InlineData("-12500", "−$12,500")]
    [InlineData(null, "unpriced")]
    public void Money_has_cents_below_a_thousand(string? usd, string written) => Assert.Equal(written, Figures.Money(Number(usd)));

    [Theory]
    [InlineData("150460.12", "$150,460.12")]
    [InlineData("-1925.5", "−$1,925.50")]
    public void Money_on_a_line_of_a_bill_has_cents(string usd, string written) => Assert.Equal(written, Figures.MoneyExact(Number(usd)));

    [Theory]
    [InlineData(0L, "0")]
    [InlineData(9_999L, "9,999")]
    [InlineData(12_345L, "12.3 k")]
    [InlineData(999_949L, "999.9 k")]
    [InlineData(999_950L, "1.0 M")]
    [InlineData(9_400_000L, "9.4 M")]
    [InlineData(154_600_000_000L, "154.6 B")]
    [InlineData(2_000_000_000_000L, "2.0 T")]
    public void Tokens_have_one_decimal(long tokens, string written) => Assert.Equal(Hard(written), Figures.Tokens(tokens));

    [Fact]
    public void Tokens_that_are_not_known_are_not_none() => Assert.Equal("unknown", Figures.Tokens(null));

    [Theory]
    [InlineData("1.4249", "1.42")]
    [InlineData("48.66", "48.7")]
    [InlineData("2285.4", "2,285")]
    [InlineData("-0.001", "0.00")]
    [InlineData("-1.5", "−1.50")]
    [InlineData(null, "n/a")]
    public void Rates_have_three_digits_that_matter(string? rate, string written) => Assert.Equal(written, Figures.Rate(Number(rate)));

    [Fact]
    public void An_interval_stands_in_brackets_with_an_en_dash()
    {
        Assert.Equal("[1.24–1.61]", Figures.Interval(1.24m, 1.61m));
        Assert.Equal("[$62.40–$69.60]", Figures.Interval(62.4m, 69.6m, Figures.Money));
        Assert.Equal("", Figures.Interval(null, 1));
    }

    [Theory]
    [InlineData("0.645", "64.5 %")]
    [InlineData("0", "0 %")]
    [InlineData("1", "100 %")]
    [InlineData("0.0004", "<0.1 %")]
    [InlineData("0.9996", ">99.9 %")]
    [InlineData(null, "n/a")]
    public void A_share_that_is_not_all_is_not_written_as_all(string? share, string written) => Assert.Equal(Hard(written), Figures.Share(Number(share)));

    [Theory]
    [InlineData(114.1, 100, Better.More, "▲ 14.1 % better", "good")]
    [InlineData(93.1, 100, Better.Less, "▼ 6.9 % better", "good")]
    [InlineData(93.1, 100, Better.More, "▼ 6.9 % worse", "bad")]
    [InlineData(106.2, 100, Better.Neither, "▲ 6.2 %", "")]
    [InlineData(2000, 100, Better.Neither, "▲ 20 times", "")]
    [InlineData(100, 100, Better.More, "no change", "")]
    [InlineData(5, 0, Better.More, "▲ from nothing", "")]
    public void A_delta_says_in_words_what_it_is(double now, double before, Better better, string text, string tone) =>
        Assert.Equal(new Delta(Hard(text), tone), Delta.Of((decimal)now, (decimal)before, better));

    [Fact]
    public void A_delta_that_chance_explains_is_noise_and_one_of_the_unknown_is_none()
    {
        Assert.Equal("within noise", Delta.Of(1.4m, 1.3m, Better.More, clear: false)!.Text);
        Assert.Null(Delta.Of(null, 1));
        Assert.Null(Delta.OfShares(0.5m, null));
        Assert.Equal(new Delta(Hard("▲ 3.4 pts better"), "good"), Delta.OfShares(0.645m, 0.611m, Better.More));
    }

    [Fact]
    public void No_figure_parts_from_its_unit_at_the_end_of_a_line() =>
        Prop.ForAll(ArbMap.Default.ArbFor<decimal>(), ArbMap.Default.ArbFor<long>(), (value, count) =>
            new[] { Figures.Money(value / 1000), Figures.MoneyExact(value / 1000), Figures.Rate(value / 1000), Figures.Share(value / 1000), Figures.Tokens(count), Figures.Count(count), Figures.Many(count, "change") }
                .All(written => !written.Contains(' ', StringComparison.Ordinal) && !written.Contains('-', StringComparison.Ordinal))).QuickCheckThrowOnFailure();

    private static decimal? Number(string? text) => text is null ? null : decimal.Parse(text, System.Globalization.CultureInfo.InvariantCulture);

    private static string Hard(string text) => text.Replace("▲ ", "▲\u00A0", StringComparison.Ordinal).Replace("▼ ", "▼\u00A0", StringComparison.Ordinal).Replace(" %", "\u00A0%", StringComparison.Ordinal)
        .Replace(" pts", "\u00A0pts", StringComparison.Ordinal).Replace(" times", "\u00A0times", StringComparison.Ordinal).Replace(" k", "\u00A0k", StringComparison.Ordinal).Replace(" M", "\u00A0M", StringComparison.Ordinal)
        .Replace(" B", "\u00A0B", StringComparison.Ordinal).Replace(" T", "\u00A0T", StringComparison.Ordinal).Replace("from\u00A0", "from ", StringComparison.Ordinal).Replace("▲\u00A0from", "▲ from", StringComparison.Ordinal);
}
