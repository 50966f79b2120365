using Shiprank.Core.Money;
using Shiprank.Core.Money.Bills;
using Shiprank.Core.Money.Chargeback;
using Shiprank.Core.Pricing;
using Shiprank.Store;
using Shiprank.Store.Charges;

namespace Shiprank.Engine.Chargeback;

/// <summary>
/// Computes the charges of one month from the store. Usage is streamed: of a month of any size only sums are in memory.
/// </summary>
internal sealed class MonthCharges(IStore store, ChargeSettings settings, IReadOnlyList<SeatPlan> seats, CentreDays centres, Func<string, DateOnly, string?> ticketCentre, DateOnly month, ChargeBills bills)
{
    private readonly DateOnly last = ChargeMonths.LastDay(month);
    private readonly List<string> problems = [];

    /// <summary>Of the last reading of <see cref="Lines"/> to its end.</summary>
    public MonthBody Body { get; private set; } = new([], [], []);

    /// <summary>Every line of the month: usage first, then what is made of its sums. Each call reads anew.</summary>
    public IEnumerable<ChargeLine> Lines(CancellationToken cancel)
    {
        problems.Clear();
        var charging = new Charging(settings, ticketCentre, last);
        foreach (var cell in store.ReadChargeCells(month, month.AddMonths(1), cancel))
        {
            yield return charging.Charge(cell);
        }

        var seatLines = Seats();
        var billed = Bills(charging.UsageByIssuer, seatLines);
        foreach (var line in charging.Rest(centres.Headcount(last), seatLines, [.. billed.SelectMany(b => b.Gaps.Select(g => (b.Issuer, g.Cause, g.NanoUsd)))])) yield return line;
        Body = new(billed, RuleWords.Of(settings), [.. problems]);
    }

    /// <summary>As they would be booked now, without keeping anything.</summary>
    public IReadOnlyList<Booking> Bookings(CancellationToken cancel)
    {
        var sums = new Dictionary<(string Centre, string Issuer, ChargeKind Kind, string Rule), long>();
        foreach (var line in Lines(cancel))
        {
            if (!line.Counts) continue;
            var key = (line.Centre, line.Issuer, line.Kind, line.Rule);
            sums[key] = sums.GetValueOrDefault(key) + line.Amount.NanoUsd;
        }

        return Booking.Of(sums.Select(s => (s.Key.Centre, s.Key.Issuer, s.Key.Kind, s.Key.Rule, s.Value)));
    }

    public static IReadOnlyList<Booking> Bookings(IReadOnlyList<ChargeSum> sums) => Booking.Of(sums.Select(s => (s.Centre, s.Issuer, s.Kind, s.Rule, s.NanoUsd)));

    private List<ChargeLine> Seats()
    {
        List<ChargeLine> lines = [];
        var plans = seats.Where(s => s.From <= last && (s.To is null || s.To >= month)).ToList();
        if (plans.Count == 0) return lines;
        var uses = plans.Exists(p => p.IncludedCredits is not null)
            ? store.AskPublished(Question.ChargeCredits, [month, month.AddMonths(1)], r => (Tool: r.Text(2), Use: new CreditUse(r.Text(0), r.Text(1), r.Long(3), r.Long(4))))
            : [];
        foreach (var plan in plans)
        {
            var holders = Holders(plan);
            lines.AddRange(SeatCharges.Of(plan, holders.Values, last));
            lines.AddRange(SeatCharges.Included(plan, uses.Where(u => u.Tool == plan.Tool && holders.ContainsKey(u.Use.Person)).Select(u => u.Use), last));
        }

        return lines;
    }

    /// <summary>Who has a seat of the plan, with the days of the month by who pays for them.</summary>
    private Dictionary<string, IReadOnlyList<SeatDays>> Holders(SeatPlan plan) =>
        plan.People.Concat(centres.Members(plan.Teams, month, last)).Distinct(StringComparer.Ordinal).ToDictionary(p => p, p => centres.Days(p, month, last), StringComparer.Ordinal);

    private List<MonthBill> Bills(IReadOnlyDictionary<string, long> usage, List<ChargeLine> seatLines)
    {
        List<MonthBill> billed = [];
        foreach (var issuer in usage.Keys.Concat(seatLines.Select(s => s.Issuer)).Concat(bills.Invoices.Select(i => i.Issuer)).Distinct(StringComparer.Ordinal).Order(StringComparer.Ordinal))
        {
            List<Invoice> invoices = [.. bills.Invoices.Where(i => i.Issuer == issuer).OrderBy(i => i.Number, StringComparer.Ordinal)];
            var gaps = bills.Gaps.Where(g => g.Issuer == issuer).Select(g => (g, Nano: Usd(g.Amount, g.Currency))).Where(g => g.Nano is not null).Select(g => (g.g.Cause, g.Nano!.Value, g.g.Note));
            billed.Add(MonthBill.Of(issuer, invoices, Invoiced(invoices), usage.GetValueOrDefault(issuer), seatLines.Where(s => s.Issuer == issuer).Sum(s => s.Amount.NanoUsd), gaps));
        }

        return billed;
    }

    /// <summary>Null: not invoiced, or in a currency that cannot be brought to dollars.</summary>
    private long? Invoiced(List<Invoice> invoices)
    {
        if (invoices.Count == 0) return null;
        long sum = 0;
        foreach (var invoice in invoices)
        {
            if (Usd(invoice.Total, invoice.Currency) is not { } nano)
            {
                problems.Add($"Invoice {invoice.Number} of {invoice.Issuer} is in {invoice.Currency}, and chargeback has no rate of {invoice.Currency} for {ChargeMonths.Text(month)}: our own sums are charged until it has one.");
                return null;
            }

            sum = checked(sum + nano);
        }

        return sum;
    }

    private long? Usd(decimal amount, string currency) => settings.Rate(currency, last) is { } rate ? Nano.Of(amount * rate) : null;
}
