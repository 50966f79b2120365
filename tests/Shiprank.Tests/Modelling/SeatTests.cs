using Shiprank.Core.Money.Modelling;

namespace Shiprank.Tests.Modelling;

public sealed class SeatTests
{
    private static readonly SeatOffer seat = new("team seat", "claude-code", 100, null, SeatsFor.Above);

    [Fact]
    public void Those_above_the_break_even_get_a_seat_and_the_others_pay_by_use()
    {
        // Six at 150 cost 600 with seats, ten at 40 stay: 600 + 400 instead of 900 + 400.
        decimal[] use = [.. Enumerable.Repeat(150m, 6), .. Enumerable.Repeat(40m, 10)];
        var outcome = SeatOutcome.Of(seat, 1, use, 5);
        Assert.Equal((16, 6, 10, 1300m, 1000m), (outcome.People, outcome.Above!.Value, outcome.Below!.Value, outcome.UseUsd, outcome.ThenUsd!.Value));
        Assert.Equal(1600m, SeatOutcome.Of(seat with { For = SeatsFor.All }, 1, use, 5).ThenUsd);
    }

    [Fact]
    public void Use_beyond_what_the_seat_covers_is_paid_for()
    {
        // 100 + (150 − 120) = 130 is less than 150; at 110 the seat covers all of it and costs 100.
        decimal[] use = [.. Enumerable.Repeat(150m, 5), .. Enumerable.Repeat(110m, 5)];
        Assert.Equal((5 * 130m) + (5 * 100m), SeatOutcome.Of(seat with { CoversUsd = 120 }, 1, use, 5).ThenUsd);
    }

    [Fact]
    public void Two_months_are_two_seats() => Assert.Equal(200m * 5, SeatOutcome.Of(seat, 2, [.. Enumerable.Repeat(500m, 5)], 5).ThenUsd);

    [Theory]
    [InlineData(4, 10)]
    [InlineData(10, 4)]
    [InlineData(4, 0)]
    public void A_side_of_fewer_than_five_is_not_told_nor_what_it_would_tell(int above, int below)
    {
        var outcome = SeatOutcome.Of(seat, 1, [.. Enumerable.Repeat(150m, above), .. Enumerable.Repeat(40m, below)], 5);
        Assert.Equal((null, null, null), (outcome.Above, outcome.Below, outcome.ThenUsd));
    }

    [Fact]
    public void A_withheld_seat_changes_nothing_and_says_so()
    {
        var model = new SpendModel(Shiprank.Sources.Prices.PriceBook.Embedded, []).Of([SpendModelTests.Slice("pay", "claude-opus-4-8", new(1_000_000, 0, 0, 0, 0), 5m)], SpendScenario.Same with { Seats = [seat] }, _ => [150m, 150m], 1, null, 5);
        Assert.Equal((5m, 0m), (model.ThenUsd.Mid, model.SeatsUsd));
        Assert.Contains(model.Assumptions, a => a.Contains("withheld", StringComparison.Ordinal));
    }
}
