using FsCheck;
using FsCheck.Fluent;
using Shiprank.Core.Money.Bills;
using Shiprank.Core.Money.Chargeback;
using Shiprank.Core.Organisation;
using Property = Shiprank.Tests.Scoring.Properties.Property;

namespace Shiprank.Tests.Money.Chargeback;

/// <summary>Whatever the rules and the usage: no nano-dollar is lost or made, and cents sum to the invoice.</summary>
public sealed class ExactnessTests
{
    private static readonly DateOnly last = new(2026, 7, 31);
    private static readonly string[] centres = ["CC-1", "CC-2", "CC-3", ""];
    private static readonly (string Tool, string Model)[] models = [("claude-code", "claude-sonnet-5"), ("codex", "gpt-5.4"), ("kiro", ""), ("zed", "house-model")];

    private static readonly Arbitrary<(ChargeCell[] Cells, ChargeSettings Settings, long Gap)> Months = Arb.From(
        from cells in Gen.ArrayOf(
            from nano in Gen.Choose(0, int.MaxValue)
            from centre in Gen.Elements(centres)
            from model in Gen.Elements(models)
            from day in Gen.Choose(1, 31)
            from runs in Gen.Elements(true, false)
            from repository in Gen.Elements("shop", "infra", "")
            select new ChargeCell(new(2026, 7, day), model.Tool, model.Model, centre.Length == 0 ? null : centre, repository, "", runs, new(nano * 7L, new(nano % 1000, 0, 0, 0, 3))))
        from pool in Gen.Elements(ChargeTarget.By(ShareKey.Headcount), ChargeTarget.By(ShareKey.Direct), ChargeTarget.By(ShareKey.Equal), ChargeTarget.By(new Dictionary<string, decimal> { ["CC-1"] = 1, ["CC-3"] = 2.5m }))
        from rest in Gen.Elements(ChargeTarget.Nobody, ChargeTarget.To("CC-2"), ChargeTarget.By(ShareKey.Direct), ChargeTarget.By(ShareKey.Headcount))
        from gap in Gen.Choose(int.MinValue, int.MaxValue)
        select (cells, new ChargeSettings { Rules = [new("runs", ChargeBy.Repository, [Glob.Text("infra")], true, pool, null, null), .. ChargeSettings.Default.Rules], Unattributed = rest, Differences = rest }, (long)gap * 11));

    [Fact]
    public void Charges_are_usage_and_differences_to_the_nano_dollar() => Property.Holds(Months, m =>
    {
        var lines = Lines(m.Settings, m.Cells, m.Gap);
        Assert.Equal(m.Cells.Sum(c => c.Amount.NanoUsd) + m.Gap, lines.Where(l => l.Counts).Sum(l => l.Amount.NanoUsd));
        Assert.Equal(m.Cells.Sum(c => c.Amount.Tokens.Total), lines.Sum(l => l.Amount.Tokens.Total));
    });

    [Fact]
    public void Usage_cut_in_other_pieces_has_the_same_charges() => Property.Holds(Months, m =>
    {
        var pieces = m.Cells.SelectMany(c => new[] { c with { Amount = new(c.Amount.NanoUsd / 3, default) }, c with { Amount = c.Amount with { NanoUsd = c.Amount.NanoUsd - (c.Amount.NanoUsd / 3) } } }).Reverse().ToArray();
        Assert.Equal(Booking.Of(Lines(m.Settings, m.Cells, m.Gap)), Booking.Of(Lines(m.Settings, pieces, m.Gap)));
    });

    [Fact]
    public void Cents_of_an_issuer_sum_to_its_rounded_bill() => Property.Holds(Months, m =>
    {
        var booked = Booking.Of(Lines(m.Settings, m.Cells, m.Gap));
        foreach (var issuer in booked.GroupBy(b => b.Issuer))
        {
            Assert.Equal((long)decimal.Round(issuer.Sum(b => b.NanoUsd) / 10_000_000m, 0, MidpointRounding.ToEven), issuer.Sum(b => b.Cents));
            Assert.All(issuer, b => Assert.InRange((b.Cents * 10_000_000m) - b.NanoUsd, -10_000_000m, 10_000_000m));
        }
    });

    private static List<ChargeLine> Lines(ChargeSettings settings, ChargeCell[] cells, long gap)
    {
        var charging = new Charging(settings, (_, _) => null, last);
        List<ChargeLine> lines = [.. cells.Select(c => charging.Charge(c))];
        return [.. lines, .. charging.Rest(new Dictionary<string, int> { ["CC-1"] = 3, ["CC-2"] = 4 }, [], [(Issuers.Anthropic, GapCause.Unexplained, gap)])];
    }
}
