using System.Globalization;

namespace Shiprank.Core.Money.Bills;

/// <summary>
/// What single days and models explain, after the usage of unmetered actors is taken off theirs. Equal volume (to a thousandth) at other money is the price list;
/// a model or tool of which we have nothing in the month is a missing source; theirs after our newest day has not reached us yet; ours where they have nothing is
/// not billed. Differing volumes of both explain nothing by themselves: a mix of cached and fresh tokens has no one price.
/// </summary>
internal sealed class CellGaps
{
    private readonly SortedSet<string> missing = new(StringComparer.Ordinal);
    private readonly SortedSet<DateOnly> otherPrice = [];
    private long price;
    private long priced;
    private long source;
    private long late;
    private long notBilled;

    public static bool IsSame(long ours, long theirs) => Math.Abs(ours - theirs) * 1000m <= Math.Max(Math.Abs(ours), Math.Abs(theirs));

    public void Take(BillPart part, CellTable table, ReconcileInput input)
    {
        var ours = table.All.Where(c => c.IsOurs).ToList();
        var theirs = table.All.Where(c => c.IsTheirs).ToList();
        if (theirs.Count == 0) return;
        var (ourModels, newest) = (ours.Select(c => c.Model).ToHashSet(StringComparer.Ordinal), ours.Count > 0 ? ours.Max(c => c.Day) : DateOnly.MinValue);
        foreach (var cell in table.All)
        {
            var (volume, money) = (cell.MeteredVolume ?? 0, cell.MeteredMoney ?? 0);
            if (!cell.IsTheirs) notBilled -= cell.Ours;
            else if (!cell.IsOurs)
            {
                if (cell.Money is null || (volume == 0 && money == 0)) continue;
                if (!ourModels.Contains(cell.Model))
                {
                    source += money;
                    missing.Add(cell.Model.Length > 0 ? cell.Model : part.Tool.Length > 0 ? part.Tool : input.Issuer);
                }
                else if (cell.Day > newest) late += money;
            }
            else if (cell is { Money: not null, Volume: not null } && IsSame(cell.OurVolume, volume) && Math.Abs(money - cell.Ours) * 1000m > Math.Abs(cell.Ours))
            {
                price += money - cell.Ours;
                priced += cell.Ours;
                otherPrice.Add(cell.Day);
            }
        }
    }

    public void AddTo(List<InvoiceGap> gaps, ReconcileInput input)
    {
        if (price != 0) gaps.Add(Gap(GapCause.PriceList, price, Priced(input)));
        if (source != 0) gaps.Add(Gap(GapCause.MissingSource, source, $"no source tells of {string.Join(", ", missing)}"));
        if (notBilled != 0) gaps.Add(Gap(GapCause.NotBilled, notBilled, "days and models that the vendor's report does not have"));
        if (late == 0) return;
        var known = gaps.FindIndex(g => g.Cause == GapCause.Late);
        const string note = "days after our newest usage";
        if (known < 0) gaps.Add(Gap(GapCause.Late, late, note));
        else gaps[known] = gaps[known] with { Amount = gaps[known].Amount + Nano.Units(late), Note = $"{gaps[known].Note}; {note}" };

        InvoiceGap Gap(GapCause cause, long nano, string text) => new(input.Issuer, cause, Nano.Units(nano), "USD", text);
    }

    private string Priced(ReconcileInput input)
    {
        var from = otherPrice.Min;
        var since = from > input.Month ? string.Create(CultureInfo.InvariantCulture, $" from {from:yyyy-MM-dd} on") : "";
        if (priced == 0) return $"usage without a price of ours has one of theirs{since}";
        var percent = decimal.Round(100m * price / priced, 1);
        return string.Create(CultureInfo.InvariantCulture, $"the same volume costs {Math.Abs(percent):0.#} % {(percent < 0 ? "less" : "more")} than by our list{since}");
    }
}
