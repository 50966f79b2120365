using Shiprank.Core.Money.Bills;
using Shiprank.Core.Organisation;
using Shiprank.Core.Usage;
using Shiprank.Store;

namespace Shiprank.Engine.Reconcile;

/// <summary>Months of bills beside the ledger: every issuer that either side knows, each with its gaps.</summary>
public sealed class BillBook(IStore store, Workspace workspace)
{
    private readonly Lazy<IReadOnlyList<Invoice>> invoices = new(store.ReadInvoices);

    /// <summary>First days of months with a bill, a report or usage, the latest first; and the latest with a bill or report of it.</summary>
    /// <param name="today">Nothing later is looked for.</param>
    public (IReadOnlyList<DateOnly> All, DateOnly? Billed) Months(DateOnly today, CancellationToken cancel)
    {
        var (from, until) = (new DateOnly(1990, 1, 1), today.AddDays(1));
        var billed = store.ReadBillFiles().Where(f => f is { First: not null, Last: not null }).SelectMany(f => Between(f.First!.Value, f.Last!.Value)).Concat(invoices.Value.Select(i => i.Month))
            .Where(m => m < until).ToHashSet();
        var used = store.Ask(Question.SpendByDay, [from, until], cancel: cancel).Rows.Select(r => (DateOnly)r[0]!).Select(d => new DateOnly(d.Year, d.Month, 1));
        return ([.. billed.Concat(used).Distinct().OrderDescending()], billed.Count > 0 ? billed.Max() : null);
    }

    /// <summary>One month of every issuer, in the order of their names.</summary>
    /// <param name="month">Its first day.</param>
    public IReadOnlyList<Reconciliation> Of(DateOnly month, CancellationToken cancel = default)
    {
        var until = month.AddMonths(1);
        var ours = Ours(month.AddDays(-1), until.AddDays(1), cancel).ToLookup(u => Issuers.Of(u.Tool, u.Model), StringComparer.Ordinal);
        var users = Users(month, until, cancel).ToLookup(u => u.Issuer, u => u.User, StringComparer.Ordinal);
        var actors = new BillActors(workspace, store.Key);
        var lines = store.ReadBills(month, until, cancel: cancel).Select(actors.Match).ToLookup(l => l.Issuer, StringComparer.Ordinal);
        var bills = invoices.Value.Where(i => i.Month == month).ToLookup(i => i.Issuer, StringComparer.Ordinal);
        return
        [
            .. ours.Where(o => o.Any(u => u.Day >= month && u.Day < until)).Select(o => o.Key).Union(lines.Select(l => l.Key)).Union(bills.Select(b => b.Key)).Order(StringComparer.Ordinal)
                .Select(issuer => Reconciliation.Of(new()
                {
                    Issuer = issuer,
                    Month = month,
                    Ours = [.. ours[issuer]],
                    Users = users[issuer].ToHashSet(),
                    Lines = [.. lines[issuer]],
                    Invoices = [.. bills[issuer]],
                })),
        ];
    }

    private static IEnumerable<DateOnly> Between(DateOnly first, DateOnly last)
    {
        for (var month = new DateOnly(first.Year, first.Month, 1); month <= last && month.Year < 2200; month = month.AddMonths(1)) yield return month;
    }

    private IReadOnlyList<OurUsage> Ours(DateOnly from, DateOnly until, CancellationToken cancel) => store.AskPublished(
        Question.LedgerByHour, [from, until],
        r => new OurUsage(r.Day(0), (int)r.Long(1), r.Text(2), r.Text(3), new TokenCounts(r.Long(5), r.Long(6), r.Long(7), r.Long(8), r.Long(9), r.Long(10)), r.Long(12), r.Long(11), r.Long(4), r.Long(13)),
        cancel);

    private IEnumerable<(string Issuer, OurUser User)> Users(DateOnly from, DateOnly until, CancellationToken cancel) => store.Ask(Question.LedgerUsers, [from, until], cancel: cancel)
        .Rows.Select(r => (Issuers.Of((string)r[1]!, (string)r[2]!), new OurUser((string)r[0]!, (string)r[1]!)));
}
