using Shiprank.Core.Money;
using Shiprank.Core.Money.Bills;
using Shiprank.Core.Money.Chargeback;
using Shiprank.Core.Organisation;
using Shiprank.Core.Pricing;
using Shiprank.Core.Usage;
using Shiprank.Engine;
using Shiprank.Engine.Chargeback;
using Shiprank.Store;
using Shiprank.Tests.Usage;

namespace Shiprank.Tests.Chargeback;

public sealed class ChargeBookTests : IDisposable
{
    private static readonly DateOnly july = new(2026, 7, 1);
    private static readonly DateOnly august = new(2026, 8, 1);
    private static readonly StoppedClock clock = new(new(2026, 9, 3, 8, 0, 0, TimeSpan.Zero));

    private readonly TemporaryFolder folder = new();
    private readonly DuckStore store;
    private readonly Dictionary<DateOnly, ChargeBills> bills = [];
    private int batch;

    private OrganisationFile organisation = new()
    {
        Teams =
        [
            new("checkout", "Checkout", "CC-100", [new("ada", null, null), new("ben", null, new(2026, 7, 15))]),
            new("data", "Data", "CC-200", [new("ben", new(2026, 7, 16), null), new("cleo", null, null)]),
        ],
    };

    public ChargeBookTests() => store = DuckStore.Open(folder.At("store.duckdb"), clock, () => new(1, 2)).Value;

    public void Dispose()
    {
        store.Dispose();
        folder.Dispose();
    }

    [Fact]
    public void A_month_is_its_usage_by_the_centre_of_each_day()
    {
        Use("ada", 1, 10m);
        Use("ben", 15, 1.005m);
        Use("ben", 16, 2.005m);
        Use(null, 20, 0.25m);
        var statement = Book().Of(july);
        Assert.Equal(["  25", "CC-100  1101", "CC-200  200"], statement.Bookings.Select(b => $"{b.Centre}  {b.Cents}"));
        Assert.Equal((1326L, 25L, false), (statement.Cents, statement.UnallocatedCents, statement.IsInvoiced));
    }

    [Fact]
    public void Charges_are_the_invoice_to_the_cent()
    {
        Use("ada", 1, 10m);
        Use("cleo", 2, 5m);
        bills[july] = new([new(Issuers.Anthropic, "A-7", july, 16.01m, "USD")], [new(Issuers.Anthropic, GapCause.PriceList, 0.9m, "USD", "a contract")]);
        var statement = Book().Of(july);
        Assert.Equal(1601, statement.Cents);
        Assert.Equal([(GapCause.PriceList, 0.9m), (GapCause.Unexplained, 0.11m)], statement.Body.Bills.Single().Gaps.Select(g => (g.Cause, Nano.Units(g.NanoUsd))));
        Assert.Equal(["CC-100 price_list 60", "CC-100 unexplained 7", "CC-200 price_list 30", "CC-200 unexplained 4"], statement.Bookings.Where(b => b.Kind == ChargeKind.Difference).Select(b => $"{b.Centre} {b.Rule} {b.Cents}"));
    }

    [Fact]
    public void An_invoice_in_another_currency_needs_a_rate()
    {
        Use("ada", 1, 10m);
        bills[july] = new([new(Issuers.Anthropic, "A-7", july, 10m, "EUR")], []);
        var without = Book().Of(july);
        Assert.Equal(1000, without.Cents);
        Assert.Contains("no rate of EUR", without.Body.Problems.Single());
        organisation = organisation with { Chargeback = ChargeSettings.Default with { Exchange = [new("EUR", new(2026, 7, 1), 1.1m)] } };
        Assert.Equal(1100, Book().Of(july).Cents);
    }

    [Fact]
    public void Seats_are_charged_and_what_they_include_comes_off()
    {
        // Ben: $20 over 15 days in CC-100 and 16 in CC-200. Of his 600 credits at $0.04 a half are included: −$12, all in CC-100 where he used them.
        Use("ben", 3, 24m, "kiro", 600);
        var plan = new SeatPlan("Kiro Pro", "kiro", Issuers.Aws, 20m, new(2026, 1, 1), null, ["ben"], [], 300);
        var statement = Book(plan).Of(july);
        Assert.Equal(["CC-100 Direct 2400", "CC-100 Seat 968", "CC-100 Included -1200", "CC-200 Seat 1032"], statement.Bookings.Select(b => $"{b.Centre} {b.Kind} {b.Cents}"));
    }

    [Fact]
    public void What_comes_late_corrects_the_next_month_and_leaves_the_closed_one()
    {
        Use("ada", 1, 10m);
        bills[july] = new([new(Issuers.Anthropic, "A-7", july, 10m, "USD")], []);
        Assert.Equal(1000, Book().Close(july, "dana").Value.Cents);
        Use("cleo", 31, 3m);
        bills[july] = new([new(Issuers.Anthropic, "A-7", july, 10m, "USD"), new(Issuers.Anthropic, "A-7b", july, 3.5m, "USD")], []);
        Use("ada", 2, 7m, month: 8);
        var (closed, next) = (Book().Of(july), Book().Of(august));
        Assert.Equal((1000L, "dana"), (closed.Cents, closed.Head.ClosedBy));

        // Now July is 13.50: 10 and 3, and 0.50 that nobody explains, of which CC-100 has 10/13.
        Assert.Equal(["CC-100 38", "CC-200 312"], next.Bookings.Where(b => b.Kind == ChargeKind.Correction && b.Corrects == july).Select(b => $"{b.Centre} {b.Cents}"));
        Assert.Equal((350L, 1050L), (next.CorrectionCents, next.Cents));
        Assert.Equal(1050, Book().Close(august, "dana", uninvoiced: true).Value.Cents);
        Assert.Equal(0, Book().Of(august.AddMonths(1)).Cents);
    }

    [Fact]
    public void Who_is_forgotten_changes_no_closed_month()
    {
        Use("ada", 1, 10m);
        Use("cleo", 2, 5m);
        Assert.True(Book().Close(july, "dana", uninvoiced: true).Succeeded);
        store.Erase("ada", [new("mark", "gone-1", clock.GetUtcNow())]);
        store.ForgetPeople(august);
        store.Ask(Question.SpendByDay, [july, august]);
        bills[july] = new([new(Issuers.Anthropic, "A-7", july, 15m, "USD")], []);
        Assert.Equal(0, Book().Of(august).CorrectionCents);
        Assert.Empty(Book().Of(august).Bookings);
    }

    [Fact]
    public void A_month_is_closed_in_its_turn_and_with_its_invoices()
    {
        Use("ada", 1, 10m);
        Assert.Contains("no invoice of anthropic", Book().Close(july, "dana").Problem.Reason);
        Assert.Contains("not over", Book().Close(new(2026, 9, 1), "dana").Problem.Reason);
        Assert.True(Book().Close(july, "dana", uninvoiced: true).Succeeded);
        Assert.Contains("closed already", Book().Close(july, "dana").Problem.Reason);
        Assert.Contains("can be closed no more", Book().Close(new(2026, 6, 1), "dana").Problem.Reason);
        Assert.True(Book().Close(august, "dana").Succeeded);
    }

    [Fact]
    public void A_month_is_computed_anew_only_when_something_changed()
    {
        Use("ada", 1, 10m);
        var first = Book().Of(july).Head;
        Assert.Equal(first.Stamp, Book().Of(july).Head.Stamp);
        bills[july] = new([new(Issuers.Anthropic, "A-7", july, 10m, "USD")], []);
        Assert.NotEqual(first.Stamp, Book().Of(july).Head.Stamp);
    }

    private ChargeBook Book(params SeatPlan[] seats) => new(store, Workspace.Empty with { Organisation = organisation }, clock, m => bills.GetValueOrDefault(m, ChargeBills.None), () => string.Join('\n', bills.Values.SelectMany(b => b.Invoices)), seats);

    private void Use(string? person, int day, decimal usd, string tool = "claude-code", decimal? credits = null, int month = 7)
    {
        var row = new UsageRow
        {
            Tool = tool, Key = $"{batch}", Session = $"s{batch}", Model = tool == "kiro" ? "" : "claude-sonnet-5", OccurredAt = new(2026, month, day, 12, 0, 0, TimeSpan.Zero),
            Tokens = tool == "kiro" ? default : new(1000, 0, 0, 0, 10), Credits = credits,
        };
        store.AddUsage(new() { Source = "test", Person = person, ContentHash = ContentHash.Of(BitConverter.GetBytes(++batch)), Rows = [new(row, Nano.Of(usd), "2026-09-23")] });
        store.SaveCostCentres([.. organisation.Teams.SelectMany(t => t.Members.Select(m => new PersonSpan(m.Person, t.CostCentre!, m.From, m.To)))]);
        store.Ask(Question.SpendByDay, [july, august]);
    }
}
