using System.Globalization;
using System.Runtime.CompilerServices;
using System.Security.Cryptography;
using System.Text;
using Shiprank.Core;
using Shiprank.Core.Delivery;
using Shiprank.Core.Money.Chargeback;
using Shiprank.Core.Organisation;
using Shiprank.Core.Pricing;
using Shiprank.Store;
using Shiprank.Store.Charges;

namespace Shiprank.Engine.Chargeback;

/// <summary>
/// Months of charges. An open month is computed anew when anything that it rests on has changed; a closed one stands for ever, and what comes out
/// differently later is a correction in the first month after it that is open.
/// </summary>
/// <param name="bills">What vendors say of a month; asked only when a month is computed.</param>
/// <param name="billed">What bills are known, in a few words: other words, other bills.</param>
public sealed class ChargeBook(IStore store, Workspace workspace, TimeProvider clock, Func<DateOnly, ChargeBills> bills, Func<string> billed, IReadOnlyList<SeatPlan> seats)
{
    /// <summary>What an organisation file says of who pays, as a hash: files of hundreds of thousands of people are read once.</summary>
    private static readonly ConditionalWeakTable<OrganisationFile, string> marks = [];

    /// <summary>Grows when the same facts are charged otherwise.</summary>
    private const int Version = 1;

    private readonly ChargeSettings settings = workspace.Organisation.Chargeback;
    private readonly Lazy<CentreDays> centres = new(() => new(workspace.Organisation));
    private readonly Lock gate = new();
    private WorkItemHistory? items;

    /// <summary>Months that were closed, in their order.</summary>
    public IReadOnlyList<DateOnly> Closed() => [.. store.ReadChargedMonths().Where(m => m.ClosedAt is not null).Select(m => m.Month)];

    /// <summary>The charges of a month as they stand now.</summary>
    public ChargeStatement Of(DateOnly month, CancellationToken cancel = default)
    {
        lock (gate)
        {
            var heads = store.ReadChargedMonths();
            var head = heads.FirstOrDefault(h => h.Month == month);
            var stamp = Stamp(heads);
            if (head is null || (head.ClosedAt is null && head.Stamp != stamp)) head = Compute(month, heads, stamp, _ => null, cancel);
            return Read(head);
        }
    }

    /// <summary>A month's charges as they were computed last, whatever has changed since; null when they never were.</summary>
    public (ChargeStatement Statement, bool IsCurrent)? Last(DateOnly month)
    {
        var heads = store.ReadChargedMonths();
        return heads.FirstOrDefault(h => h.Month == month) is { } head ? (Read(head), head.ClosedAt is not null || head.Stamp == Stamp(heads)) : null;
    }

    /// <summary>Closes a month for ever.</summary>
    /// <param name="by">Who does it, as the log of audits names people.</param>
    /// <param name="uninvoiced">Closes it although an issuer has sent no invoice; what its invoice has otherwise becomes a correction.</param>
    public Result<ChargeStatement> Close(DateOnly month, string by, bool uninvoiced = false, CancellationToken cancel = default)
    {
        lock (gate)
        {
            var heads = store.ReadChargedMonths();
            if (Refusal(month, heads) is { } problem) return problem;
            var stamp = Stamp(heads);
            var closed = Read(Compute(month, heads, stamp, bills => uninvoiced || Missing(bills).Count == 0 ? by : null, cancel));
            return closed.IsClosed ? closed : new Problem(
                ChargeMonths.Text(month), 0, $"no invoice of {string.Join(", ", Missing(closed.Body.Bills))} is known in dollars", "import it (shiprank import invoice FILE), or close with --uninvoiced and let the difference become a correction");
        }
    }

    /// <summary>Who billed nothing that is known, of those who should have.</summary>
    private static List<string> Missing(IReadOnlyList<MonthBill> bills) => [.. bills.Where(b => b.InvoicedNanoUsd is null && b.ChargedNanoUsd != 0).Select(b => b.Issuer)];

    private Problem? Refusal(DateOnly month, IReadOnlyList<ChargedMonth> heads)
    {
        var (where, closed) = (ChargeMonths.Text(month), heads.Where(h => h.ClosedAt is not null).ToList());
        if (closed.Exists(c => c.Month == month)) return new(where, 0, "the month is closed already", "what changes later becomes a correction in the next month");
        if (closed.Count > 0 && month < closed[^1].Month) return new(where, 0, $"{ChargeMonths.Text(closed[^1].Month)} is closed, and an earlier month can be closed no more", "");
        if (closed.Count > 0 && month > closed[^1].Month.AddMonths(1)) return new(where, 0, $"{ChargeMonths.Text(closed[^1].Month.AddMonths(1))} is to be closed first", "months are closed in their order, so that corrections have one place");
        return clock.GetUtcNow() < new DateTimeOffset(month.AddMonths(1), TimeOnly.MinValue, TimeSpan.Zero) ? new(where, 0, "the month is not over", "") : null;
    }

    private ChargeStatement Read(ChargedMonth head) =>
        new(head, [.. store.ReadBookings().Where(b => b.Month == head.Month).Select(b => b.Booking)], MonthBody.Read(head.Body));

    /// <param name="closedBy">Who closes the month with these bills; null: it stays open.</param>
    private ChargedMonth Compute(DateOnly month, IReadOnlyList<ChargedMonth> heads, string stamp, Func<IReadOnlyList<MonthBill>, string?> closedBy, CancellationToken cancel)
    {
        items = null;
        var charges = Charges(month);
        var corrections = Corrections(month, heads, cancel);
        ChargedMonth? head = null;
        store.ReplaceCharges(
            month,
            () => charges.Lines(cancel),
            sums =>
            {
                var (now, by) = (clock.GetUtcNow(), closedBy(charges.Body.Bills));
                head = new(month, stamp, now, by is null ? null : now, by ?? "", charges.Body.Write());
                return (head, [.. MonthCharges.Bookings(sums), .. corrections]);
            },
            cancel);
        return head ?? store.ReadChargedMonths().First(h => h.Month == month);
    }

    /// <summary>Corrections of closed months stand in the first month after the last closed one.</summary>
    private List<Booking> Corrections(DateOnly month, IReadOnlyList<ChargedMonth> heads, CancellationToken cancel)
    {
        var closed = heads.Where(h => h.ClosedAt is not null).Select(h => h.Month).ToList();
        if (closed.Count == 0 || closed[^1].AddMonths(1) != month) return [];
        var booked = store.ReadBookings();
        List<Booking> corrections = [];
        foreach (var earlier in closed)
        {
            var was = booked.Where(b => (b.Month == earlier && b.Booking.Corrects is null) || (b.Booking.Corrects == earlier && closed.Contains(b.Month))).Select(b => b.Booking);
            corrections.AddRange(Booking.Corrections(earlier, was, Charges(earlier).Bookings(cancel)));
        }

        return corrections;
    }

    private MonthCharges Charges(DateOnly month) => new(store, settings, seats, centres.Value, TicketCentre, month, bills(month));

    private string? TicketCentre(string ticket, DateOnly day)
    {
        items ??= EventLog.From(store.ReadEvents()).WorkItemsUntil(clock.GetUtcNow());
        return items.At(ticket, new(day.AddDays(1), TimeOnly.MinValue, TimeSpan.Zero))?.Item.CostCentre is { Length: > 0 } centre ? centre : null;
    }

    /// <summary>All that a month's charges rest on, as one hash.</summary>
    private string Stamp(IReadOnlyList<ChargedMonth> heads)
    {
        var text = new StringBuilder().Append(CultureInfo.InvariantCulture, $"{Version} {store.LastRun()?.ComputedAt.UtcTicks} {store.CountEvents()} {billed()}\n");
        text.Append(marks.GetValue(workspace.Organisation, Mark));
        foreach (var plan in seats) text.Append(CultureInfo.InvariantCulture, $"{plan} {string.Join(',', plan.People)} {string.Join(',', plan.Teams)}\n");
        foreach (var closed in heads.Where(h => h.ClosedAt is not null)) text.Append(ChargeMonths.Text(closed.Month));
        return Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(text.ToString())));
    }

    private static string Mark(OrganisationFile organisation)
    {
        using var hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        void Add(string line) => hash.AppendData(Encoding.UTF8.GetBytes(line + "\n"));
        foreach (var rule in RuleWords.Of(organisation.Chargeback)) Add(rule);
        foreach (var rate in organisation.Chargeback.Exchange) Add(rate.ToString());
        foreach (var team in organisation.Teams)
        {
            Add($"{team.Id} {team.CostCentre}");
            foreach (var member in team.Members) Add(string.Create(CultureInfo.InvariantCulture, $"{member.Person} {member.From:O} {member.To:O}"));
        }

        return Convert.ToHexStringLower(hash.GetHashAndReset());
    }
}
