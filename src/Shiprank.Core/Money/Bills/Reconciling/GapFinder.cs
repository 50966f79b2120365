using System.Globalization;

namespace Shiprank.Core.Money.Bills;

/// <summary>
/// Explains an issuer's month by what is known, in this order; each rule takes its part and no later one takes it again.
/// Seats, fees, credits and taxes of the report (<see cref="GapCause.NotUsage"/>); usage on another month's bill and corrections (<see cref="GapCause.Late"/>);
/// people and accounts without usage of ours (<see cref="UnmeteredActors"/>); the hour at which the vendor's day begins (<see cref="ZoneFit"/>); then each day and
/// model (<see cref="CellGaps"/>); copies in the vendor's export, where the invoice is nearer to the report with them than without; last what is left: a price
/// where a report without money has the very volume of ours, rounding up to a cent an invoice, else unexplained.
/// </summary>
internal sealed class GapFinder(ReconcileInput input)
{
    private const long Cent = 10_000_000;
    private const string Usd = "USD";

    private readonly List<InvoiceGap> gaps = [];
    private readonly List<BillCell> cells = [];
    private readonly List<ActorCoverage> actors = [];
    private readonly CellGaps differences = new();
    private long reported;
    private long implied;
    private bool isSameVolume = true;
    private int offset;

    public Reconciliation Find()
    {
        var parts = BillPart.Of(input);
        var ours = input.Ours.Where(u => u.Day >= input.Month && u.Day < input.Until).ToList();
        var oursNano = ours.Sum(u => u.CostNano);
        foreach (var part in parts) Take(part);
        var tellsMoney = parts.Any(p => p.Money.Any(l => l.Month == input.Month));
        var invoices = input.Invoices.Where(i => i.Currency == Usd).ToList();
        var basis = invoices.Count > 0 ? BillBasis.Invoice : tellsMoney ? BillBasis.Report : BillBasis.None;
        long? theirs = basis switch
        {
            BillBasis.Invoice => invoices.Sum(i => Nano.Of(i.Total)),
            BillBasis.Report => reported,
            _ => null,
        };
        var duplicates = Duplicates(parts);
        if (theirs is { } total)
        {
            differences.AddTo(gaps, input);
            if (basis == BillBasis.Invoice) TakeDuplicates(total, duplicates);
            TakeRest(total - oursNano, invoices.Count, parts);
        }

        return new()
        {
            Issuer = input.Issuer,
            Month = input.Month,
            Basis = basis,
            OursNano = oursNano,
            TheirsNano = theirs,
            Gaps = theirs is null ? [] : [.. gaps.Where(g => g.Amount != 0).OrderBy(g => g.Cause is GapCause.Unexplained or GapCause.Rounding).ThenByDescending(g => Math.Abs(g.Amount)).ThenBy(g => g.Cause)],
            Cells = cells,
            Actors = actors.MaxBy(a => a.Named),
            Duplicates = duplicates,
            Others = [.. Others()],
            UnpricedTokens = ours.Sum(u => u.UnpricedTokens),
            Reports = [.. parts.SelectMany(p => p.Reports).Distinct(StringComparer.Ordinal).Order(StringComparer.Ordinal)],
            DayOffset = offset,
        };
    }

    private void Take(BillPart part)
    {
        var billed = part.Money.Where(l => l is { Amount: not null, Currency: Usd } && l.Month == input.Month).ToList();
        reported += Sum(billed);
        Add(GapCause.NotUsage, Sum(billed.Where(l => l.Kind is BillKind.Seat or BillKind.Credit or BillKind.Tax or BillKind.Fee)), "seats, fees, credits and taxes");
        var early = billed.Where(l => l.Kind == BillKind.Adjustment || (l.Kind == BillKind.Usage && (l.From < input.Month || l.From >= input.Until)));
        Add(GapCause.Late, Sum(early) - Sum(part.Usage.Where(l => l.Month != input.Month)), "usage on another month's bill, and corrections");

        var table = new CellTable(part, input);
        var people = new UnmeteredActors(part, table, input);
        people.TakePeople();
        var hours = ZoneFit.Offset(part, table, input);
        table.TakeOurs(hours);
        people.TakeAccounts();
        if (people.Coverage is { } coverage) actors.Add(coverage);
        Add(GapCause.UnmeteredPerson, people.Amount, Whose(people));
        if (hours != 0)
        {
            offset = hours;
            var mine = input.Ours.Where(u => part.Has(u.Tool)).ToList();
            Add(
                GapCause.TimeZone, mine.Where(u => u.DayAt(hours) is var day && day >= input.Month && day < input.Until).Sum(u => u.CostNano) - mine.Where(u => u.Day >= input.Month && u.Day < input.Until).Sum(u => u.CostNano),
                string.Create(CultureInfo.InvariantCulture, $"the vendor's day begins {Math.Abs(hours)} hours {(hours > 0 ? "before" : "after")} UTC's"));
        }

        differences.Take(part, table, input);
        isSameVolume &= part.Volume.Count > 0 && table.All.All(c => CellGaps.IsSame(c.OurVolume, c.MeteredVolume ?? 0));
        implied += part.Money.Count > 0 ? Sum(billed) : table.All.Sum(Worth);
        cells.AddRange(table.Shown());
    }

    /// <summary>What their volume costs at our price: for a report that counts and tells no money.</summary>
    private static long Worth(CellTable.Cell cell) => cell is { OurVolume: > 0, Volume: { } volume } ? (long)((Int128)cell.Ours * volume / cell.OurVolume) : cell.UnmeteredMoney;

    private DuplicateLines Duplicates(IReadOnlyList<BillPart> parts)
    {
        var (lines, nano) = (0, 0L);
        foreach (var part in parts)
        {
            var from = part.Money.Count > 0 ? part.Money.Where(l => l.Month == input.Month) : part.Volume;
            foreach (var line in from.Where(l => l.Copies > 1))
            {
                lines += line.Copies - 1;
                nano += (line.Copies - 1) * (line.Amount is { } amount ? Nano.Of(amount) : Price(part, line));
            }
        }

        return lines == 0 ? DuplicateLines.None : new(lines, nano);
    }

    /// <summary>A line without money at what the same volume costs us on its day, else in the month.</summary>
    private long Price(BillPart part, BillLine line)
    {
        var ours = input.Ours.Where(u => part.Has(u.Tool) && u.Day >= input.Month && u.Day < input.Until && (!part.ByModel || part.Model(u.Model) == part.Model(line.Model))).ToList();
        var sameDay = ours.Where(u => u.Day == line.From).ToList();
        var basis = sameDay.Sum(part.VolumeOf) > 0 ? sameDay : ours;
        var volume = basis.Sum(part.VolumeOf);
        return volume > 0 ? (long)((Int128)basis.Sum(u => u.CostNano) * (part.VolumeOf(line) ?? 0) / volume) : 0;
    }

    private void TakeDuplicates(long total, DuplicateLines duplicates)
    {
        var left = total - implied;
        if (Math.Abs(left - duplicates.Nano) < Math.Abs(left)) Add(GapCause.Duplicate, duplicates.Nano, Count(duplicates.Lines, "line stands", "lines stand") + " more than once in the vendor's export");
    }

    private void TakeRest(long difference, int invoices, IReadOnlyList<BillPart> parts)
    {
        var rest = difference - gaps.Sum(g => Nano.Of(g.Amount));
        if (rest == 0) return;
        if (Math.Abs(rest) <= Cent * Math.Max(1, invoices)) Add(GapCause.Rounding, rest, "invoices are in whole cents");
        else if (parts.Count > 0 && isSameVolume && parts.All(p => p.Money.Count == 0)) Add(GapCause.PriceList, rest, "the same volume at another price than ours");
        else Add(GapCause.Unexplained, rest, Unexplained(parts));
    }

    private static string Unexplained(IReadOnlyList<BillPart> parts) =>
        parts.Count == 0 ? "no report of the vendor says what the invoice is for"
        : parts.All(p => p.Volume.Count == 0) ? "no report counts tokens or credits, so nothing tells price from volume"
        : parts.All(p => p.Actors.Count == 0) ? "the volumes differ, and no report says whose they are"
        : "none of the rules explains it";

    private IEnumerable<OtherCurrency> Others() => input.Invoices.Where(i => i.Currency != Usd).Select(i => (i.Currency, Amount: i.Total))
        .Concat(input.Lines.Where(l => l.Currency != Usd && l.Amount is not null && l.Month == input.Month && BillReports.MoneyRank(l.Report) < int.MaxValue).Select(l => (l.Currency, Amount: l.Amount!.Value)))
        .GroupBy(o => o.Currency).OrderBy(g => g.Key, StringComparer.Ordinal).Select(g => new OtherCurrency(g.Key, g.Sum(o => o.Amount)));

    private void Add(GapCause cause, long nano, string note)
    {
        if (nano == 0) return;
        var same = gaps.FindIndex(g => g.Cause == cause);
        if (same < 0) gaps.Add(new(input.Issuer, cause, Nano.Units(nano), Usd, note));
        else gaps[same] = gaps[same] with { Amount = gaps[same].Amount + Nano.Units(nano), Note = gaps[same].Note == note ? note : $"{gaps[same].Note}; {note}" };
    }

    private static string Whose(UnmeteredActors people)
    {
        List<string> who = [];
        if (people.People > 0) who.Add(Count(people.People, "person", "people"));
        if (people.Accounts > 0) who.Add(Count(people.Accounts, "account of nobody's", "accounts of nobody's"));
        return string.Join(" and ", who) + ": the vendor names them, and no source tells of their usage";
    }

    private static string Count(int count, string one, string many) => string.Create(CultureInfo.InvariantCulture, $"{count} {(count == 1 ? one : many)}");

    private static long Sum(IEnumerable<BillLine> lines) => lines.Sum(l => Nano.Of(l.Amount ?? 0));
}
