namespace Shiprank.Core.Money.Bills;

/// <summary>
/// Finds whom the vendor names and we don't know the usage of. A person of the organisation: nothing of theirs is in the ledger, of the tool where the report
/// is of one tool, else of anything that the issuer bills. An account of nobody's: on each day and model that it used, the vendor has at least its use more than we.
/// </summary>
internal sealed class UnmeteredActors
{
    private readonly BillPart part;
    private readonly CellTable cells;
    private readonly ReconcileInput input;
    private readonly List<IGrouping<string, BillLine>> actors;

    public UnmeteredActors(BillPart part, CellTable cells, ReconcileInput input)
    {
        (this.part, this.cells, this.input) = (part, cells, input);
        actors = [.. part.Actors.Where(l => l.Kind == BillKind.Usage && BillPart.Actor(l) is not null).GroupBy(l => BillPart.Actor(l)!).OrderBy(g => g.Key, StringComparer.Ordinal)];
    }

    public int People { get; private set; }

    public int Accounts { get; private set; }

    public long Amount { get; private set; }

    public ActorCoverage? Coverage => actors.Count == 0 ? null : new(
        part.Actors[0].Report, actors.Count, actors.Count(a => a.First().Person is { } person && IsMetered(person)), actors.Count(a => a.First().Person is null));

    /// <summary>Before our usage is put into the cells: it does not matter for people.</summary>
    public void TakePeople()
    {
        foreach (var actor in actors.Where(a => a.First().Person is { } person && !IsMetered(person)))
        {
            People++;
            Take(actor);
        }
    }

    public void TakeAccounts()
    {
        foreach (var actor in actors.Where(a => a.First().Person is null))
        {
            var lines = actor.GroupBy(l => cells.At(l.From, l.Model)).ToList();
            if (!lines.TrueForAll(g => IsLacking(g.Key, g))) continue;
            Accounts++;
            Take(actor);
        }
    }

    private bool IsMetered(string person) => BillReports.Tool(part.Actors[0].Report) is { } tool
        ? input.Users.Contains(new(person, tool))
        : input.Users.Any(u => u.Person == person && part.Has(u.Tool));

    private void Take(IEnumerable<BillLine> lines)
    {
        foreach (var line in lines)
        {
            var cell = cells.At(line.From, line.Model);
            var volume = part.VolumeOf(line) ?? 0;
            var money = Money(line, cell, volume);
            Amount += money;
            cell.UnmeteredMoney += money;
            cell.UnmeteredVolume += volume;
        }
    }

    private bool IsLacking(CellTable.Cell cell, IEnumerable<BillLine> lines)
    {
        var (volume, money) = (lines.Sum(l => part.VolumeOf(l) ?? 0), lines.Sum(l => Money(l, cell, part.VolumeOf(l) ?? 0)));
        if (volume > 0 && cell.MeteredVolume is { } theirs) return theirs - cell.OurVolume >= volume - (volume / 1000);
        return money > 0 && cell.MeteredMoney is { } amount && amount - cell.Ours >= money - (money / 1000);
    }

    /// <summary>What a line came to: as its report says, else its share of the cell's bill, else by what the same volume costs us.</summary>
    private static long Money(BillLine line, CellTable.Cell cell, long volume)
    {
        if (line.Amount is { } amount) return Nano.Of(amount);
        if (cell is { Money: { } money, Volume: { } all and > 0 }) return (long)((Int128)money * volume / all);
        return cell.OurVolume > 0 ? (long)((Int128)cell.Ours * volume / cell.OurVolume) : 0;
    }

}
