using Shiprank.Core.Money.Chargeback;

namespace Shiprank.Tests.Money.Chargeback;

public sealed class BookingTests
{
    private const long Cent = 10_000_000;
    private static readonly DateOnly july = new(2026, 7, 1);

    [Fact]
    public void Thirds_of_a_dollar_are_booked_to_the_cent()
    {
        // 100.000000000 split in three: 33.33, 33.33, 33.34 (the largest remainder has the cent).
        var booked = Booking.Of([("A", "x", ChargeKind.Direct, "", 33_333_333_333), ("B", "x", ChargeKind.Direct, "", 33_333_333_333), ("C", "x", ChargeKind.Direct, "", 33_333_333_334)]);
        Assert.Equal([3333L, 3333L, 3334L], booked.Select(b => b.Cents));
    }

    [Fact]
    public void A_credit_note_is_divided_like_a_bill()
    {
        var booked = Booking.Of([("A", "x", ChargeKind.Difference, "", -2 * Cent / 3), ("B", "x", ChargeKind.Difference, "", -Cent / 3)]);
        Assert.Equal(-1, booked.Sum(b => b.Cents));
        Assert.Equal(-1, booked[0].Cents);
    }

    [Fact]
    public void Each_issuer_has_its_own_cents()
    {
        // Together 0.01: half a cent of each issuer is rounded to even for itself.
        var booked = Booking.Of([("A", "x", ChargeKind.Direct, "", Cent / 2), ("A", "y", ChargeKind.Direct, "", Cent / 2)]);
        Assert.Equal([0L, 0L], booked.Select(b => b.Cents));
    }

    [Fact]
    public void What_came_late_is_one_correction_for_each_centre_and_issuer()
    {
        Booking[] booked = [new("A", "x", ChargeKind.Direct, "person", 100 * Cent, 100), new("A", "x", ChargeKind.Shared, "pool", 10 * Cent, 10), new("B", "x", ChargeKind.Direct, "person", 50 * Cent, 50)];
        Booking[] now = [new("A", "x", ChargeKind.Direct, "person", 90 * Cent, 90), new("A", "x", ChargeKind.Shared, "pool", 20 * Cent, 20), new("B", "x", ChargeKind.Direct, "person", 53 * Cent, 53), new("C", "y", ChargeKind.Direct, "person", Cent, 1)];
        var corrections = Booking.Corrections(july, booked, now);
        Assert.Equal(["B x 3", "C y 1"], corrections.Select(c => $"{c.Centre} {c.Issuer} {c.Cents}"));
        Assert.All(corrections, c => Assert.Equal((ChargeKind.Correction, july), (c.Kind, c.Corrects)));
        Assert.Empty(Booking.Corrections(july, [.. booked, .. corrections], now));
    }
}
