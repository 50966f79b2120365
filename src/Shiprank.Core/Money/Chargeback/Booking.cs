namespace Shiprank.Core.Money.Chargeback;

/// <summary>What a cost centre is booked for in a month: all lines of one issuer, kind and rule together.</summary>
/// <param name="Centre">Empty: unallocated.</param>
/// <param name="Rule">As in <see cref="ChargeLine.Rule"/>; of a correction empty.</param>
/// <param name="Cents">Whole cents of the dollar; those of an issuer sum to its invoice.</param>
/// <param name="Corrects">First day of the closed month that it corrects; null: it is of this month.</param>
public sealed record Booking(string Centre, string Issuer, ChargeKind Kind, string Rule, long NanoUsd, long Cents, DateOnly? Corrects = null)
{
    /// <summary>Bookings of the lines that count, in the order of centre, issuer, kind and rule. Cents are divided within each issuer.</summary>
    public static IReadOnlyList<Booking> Of(IEnumerable<ChargeLine> lines) =>
        Of(lines.Where(l => l.Counts).GroupBy(l => (l.Centre, l.Issuer, l.Kind, l.Rule)).Select(g => (g.Key.Centre, g.Key.Issuer, g.Key.Kind, g.Key.Rule, g.Sum(l => l.Amount.NanoUsd))));

    /// <summary>The same of sums.</summary>
    public static IReadOnlyList<Booking> Of(IEnumerable<(string Centre, string Issuer, ChargeKind Kind, string Rule, long NanoUsd)> sums) =>
        Ordered(sums.GroupBy(s => s.Issuer, StringComparer.Ordinal).SelectMany(issuer =>
        {
            var its = issuer.OrderBy(s => s.Centre, StringComparer.Ordinal).ThenBy(s => s.Kind).ThenBy(s => s.Rule, StringComparer.Ordinal).ToList();
            return its.Zip(Share.Cents([.. its.Select(s => s.NanoUsd)]), (s, cents) => new Booking(s.Centre, s.Issuer, s.Kind, s.Rule, s.NanoUsd, cents));
        }));

    /// <summary>
    /// What a closed month was booked for, against what it should have been: one correction for each centre and issuer that differ.
    /// </summary>
    /// <param name="booked">The closed month's own bookings, with the corrections of it that later months have booked.</param>
    /// <param name="now">As they would be booked now.</param>
    public static IReadOnlyList<Booking> Corrections(DateOnly month, IEnumerable<Booking> booked, IEnumerable<Booking> now)
    {
        var (was, should) = (Sums(booked), Sums(now));
        return Ordered(was.Keys.Union(should.Keys)
            .Select(k => (Key: k, Was: was.GetValueOrDefault(k), Should: should.GetValueOrDefault(k)))
            .Where(d => d.Was != d.Should)
            .Select(d => new Booking(d.Key.Centre, d.Key.Issuer, ChargeKind.Correction, "", d.Should.Nano - d.Was.Nano, d.Should.Cents - d.Was.Cents, month)));
    }

    private static Dictionary<(string Centre, string Issuer), (long Nano, long Cents)> Sums(IEnumerable<Booking> bookings) =>
        bookings.GroupBy(b => (b.Centre, b.Issuer)).ToDictionary(g => g.Key, g => (g.Sum(b => b.NanoUsd), g.Sum(b => b.Cents)));

    private static IReadOnlyList<Booking> Ordered(IEnumerable<Booking> bookings) =>
        [.. bookings.OrderBy(b => b.Centre, StringComparer.Ordinal).ThenBy(b => b.Issuer, StringComparer.Ordinal).ThenBy(b => b.Kind).ThenBy(b => b.Corrects).ThenBy(b => b.Rule, StringComparer.Ordinal)];
}
