using Shiprank.Core.Money.Chargeback;
using Shiprank.Store.Charges;

namespace Shiprank.Store.Tests.Compliance;

/// <summary>What any engine must do with charges.</summary>
public abstract class ChargeCompliance
{
    private static readonly DateOnly july = new(2026, 7, 1);

    protected abstract IStore Create();

    [Fact]
    public void An_open_month_is_replaced_and_a_closed_one_never()
    {
        using var store = Create();
        Assert.True(Put(store, 100, closed: false));
        Assert.True(Put(store, 200, closed: true));
        Assert.False(Put(store, 300, closed: true));
        Assert.Equal([200L], store.ReadBookings().Select(b => b.Booking.NanoUsd));
        Assert.Equal([(july, true, "ada")], store.ReadChargedMonths().Select(m => (m.Month, m.ClosedAt is not null, m.ClosedBy)));
        Assert.Equal([200L], store.AskPublished(Question.ChargeLines, [july], r => r.Long(16)));
    }

    [Fact]
    public void What_was_written_is_read_again()
    {
        using var store = Create();
        ChargeLine[] lines =
        [
            new(july, ChargeKind.Direct, "CC-1", "anthropic", "claude-code", "claude-sonnet-5", "shop", "PAY-1", "person", new(7_000_000_001, new(1, 2, 3, 4, 5, 1), 6, 7, 8)),
            new(july.AddDays(30), ChargeKind.Pooled, "", "openai", "codex", "gpt-5.4", "", "", "runs", new(9, default)),
            new(july.AddDays(30), ChargeKind.Difference, "", "openai", "", "", "", "", "price_list", new(-9, default)),
        ];
        IReadOnlyList<ChargeSum> sums = [];
        store.ReplaceCharges(july, () => lines, s =>
        {
            sums = s;
            return (Head(null), [new("CC-1", "anthropic", ChargeKind.Correction, "", -5, -1, new(2026, 6, 1))]);
        });
        Assert.Equal(lines.OrderBy(l => l.Kind), store.Stream(Question.ChargeLines, [july], Line).OrderBy(l => l.Kind));
        Assert.Equal([("", -9L), ("CC-1", 7_000_000_001L)], sums.Select(s => (s.Centre, s.NanoUsd)).Order());
        Assert.Equal((july, new Booking("CC-1", "anthropic", ChargeKind.Correction, "", -5, -1, new(2026, 6, 1))), store.ReadBookings().Single());
        Assert.Equal([("claude-sonnet-5", 7_000_000_001L)], store.AskPublished(Question.ChargeParts, [july, "CC-1"], r => (r.Text(3), r.Long(14))));
    }

    [Fact]
    public void Lines_that_fail_leave_the_month_as_it_was()
    {
        using var store = Create();
        Put(store, 100, closed: false);
        IEnumerable<ChargeLine> Broken()
        {
            yield return Line(5);
            throw new IOException("the source broke off");
        }

        Assert.Throws<IOException>(() => store.ReplaceCharges(july, Broken, _ => (Head(null), [])));
        Assert.Equal([100L], store.AskPublished(Question.ChargeLines, [july], r => r.Long(16)));
    }

    [Fact]
    public void Who_paid_is_kept_when_a_person_is_forgotten()
    {
        using var store = Create();
        var day = DateOnly.FromDateTime(Given.Noon.UtcDateTime);
        store.AddUsage(Given.Batch(1, "ada", Given.Priced(Given.Row("a", session: "s-1"), 5)));
        store.AddUsage(Given.Batch(2, "bo", Given.Priced(Given.Row("b", session: "s-2"), 7)));
        store.SaveCostCentres([new("ada", "CC-1", null, null), new("bo", "CC-2", null, null)]);
        (string?, long)[] paid = [("CC-1", 5), ("CC-2", 7)];
        Assert.Equal(paid, Paid());
        store.Erase("ada", [new("mark", "gone-1", Given.Noon)]);
        Assert.Equal(paid, Paid());
        Assert.Equal(1, store.ForgetPeople(day.AddDays(1)));
        Assert.Equal(paid, Paid());
        Assert.All(store.ReadUsage(UsageFilter.All), u => Assert.Null(u.Row.Person));

        IEnumerable<(string?, long)> Paid()
        {
            store.Ask(Question.SpendByDay, [day, day.AddDays(1)]);
            return [.. store.ReadChargeCells(day, day.AddDays(1)).Select(c => (c.PersonCentre, c.Amount.NanoUsd)).Order()];
        }
    }

    private static bool Put(IStore store, long nano, bool closed) => store.ReplaceCharges(
        july, () => [Line(nano)], sums => (Head(closed ? Given.Noon : null), [.. sums.Select(s => new Booking(s.Centre, s.Issuer, s.Kind, s.Rule, s.NanoUsd, 0))]));

    private static ChargeLine Line(long nano) => new(july, ChargeKind.Direct, "CC-1", "anthropic", "claude-code", "claude-sonnet-5", "", "", "person", new(nano, default));

    private static ChargedMonth Head(DateTimeOffset? closed) => new(july, "stamp", Given.Noon, closed, closed is null ? "" : "ada", "{}");

    private static ChargeLine Line(AnswerRow r) => new(
        r.Day(0), (ChargeKind)r.Short(1), r.Text(2), r.Text(3), r.Text(4), r.Text(5), r.Text(6), r.Text(7), r.Text(8),
        new(r.Long(16), new(r.Long(9), r.Long(10), r.Long(11), r.Long(12), r.Long(13), r.Long(14)), r.Long(15), r.Long(17), r.Long(18)));
}
