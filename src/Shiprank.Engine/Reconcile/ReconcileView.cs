using Shiprank.Core.Money;
using Shiprank.Core.Money.Bills;
using Shiprank.Store;

namespace Shiprank.Engine.Reconcile;

/// <summary>Do our totals match the bills? One month in full, the months around it in short.</summary>
public sealed record ReconcileView
{
    /// <summary>Months before the chosen one that are shown in short.</summary>
    private const int Shown = 6;

    /// <summary>Its first day.</summary>
    public required DateOnly Month { get; init; }

    /// <summary>First days of the months that have a bill, a report or usage, the latest first; the chosen one is among them.</summary>
    public required IReadOnlyList<DateOnly> Months { get; init; }

    /// <summary>Of the chosen month, by name.</summary>
    public required IReadOnlyList<Reconciliation> Issuers { get; init; }

    /// <summary>Every issuer of every shown month, the latest month first.</summary>
    public required IReadOnlyList<Reconciliation> Around { get; init; }

    /// <summary>What to do about the gaps, the dearest first.</summary>
    public required IReadOnlyList<BillAdvice> Advice { get; init; }

    /// <summary>The last files and answers that were taken.</summary>
    public required IReadOnlyList<BillFile> Files { get; init; }

    /// <summary>Nano-USD of issuers with a bill: only there can the two sides be compared.</summary>
    public long OursNano => Billed.Sum(i => i.OursNano);

    public long TheirsNano => Billed.Sum(i => i.TheirsNano ?? 0);

    /// <summary>Nano-USD of issuers of whom no bill is known.</summary>
    public long UnbilledNano => Issuers.Where(i => i.Basis == BillBasis.None).Sum(i => i.OursNano);

    public IReadOnlyList<Reconciliation> Billed => [.. Issuers.Where(i => i.Basis != BillBasis.None)];

    /// <summary>Nano-USD by cause over all issuers, the largest first; rounding and the unexplained rest last.</summary>
    public IReadOnlyList<(GapCause Cause, long Nano)> Causes =>
    [
        .. Issuers.SelectMany(i => i.Gaps).GroupBy(g => g.Cause).Select(g => (g.Key, Nano: g.Sum(x => Nano.Of(x.Amount))))
            .OrderBy(c => c.Key is GapCause.Rounding or GapCause.Unexplained).ThenByDescending(c => Math.Abs(c.Nano)).ThenBy(c => c.Key),
    ];

    public long UnpricedTokens => Issuers.Sum(i => i.UnpricedTokens);

    public DuplicateLines Duplicates => new(Issuers.Sum(i => i.Duplicates.Lines), Issuers.Sum(i => i.Duplicates.Nano));

    /// <param name="month">First day; null: the latest that has a bill, else the latest with usage.</param>
    /// <param name="issuer">Null: all.</param>
    public static ReconcileView Of(IStore store, Workspace workspace, DateOnly? month, string? issuer, DateOnly today, CancellationToken cancel = default)
    {
        var book = new BillBook(store, workspace);
        var known = book.Months(today, cancel);
        var chosen = month ?? known.Billed ?? (known.All.Count > 0 ? known.All[0] : new(today.Year, today.Month, 1));
        var months = known.All.Contains(chosen) ? known.All : [.. known.All.Append(chosen).OrderDescending()];
        var around = months.Where(m => m <= chosen).Take(Shown)
            .Select(m => (Month: m, Issuers: book.Of(m, cancel).Where(r => issuer is null || r.Issuer == issuer).Select(r => r.Actors?.Named < workspace.SmallestGroup ? r with { Actors = null } : r).ToList())).ToList();
        var own = around.FirstOrDefault(a => a.Month == chosen).Issuers ?? [];
        return new()
        {
            Month = chosen,
            Months = months,
            Issuers = own,
            Around = [.. around.SelectMany(a => a.Issuers)],
            Advice = BillAdvice.Of(own),
            Files = store.ReadBillFiles(),
        };
    }
}
