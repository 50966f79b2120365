namespace Shiprank.Core.Money.Bills;

/// <summary>Both sides of a part by day and model, as fine as its reports are.</summary>
internal sealed class CellTable
{
    private readonly SortedDictionary<(DateOnly Day, string Model), Cell> cells = [];
    private readonly BillPart part;
    private readonly ReconcileInput input;

    public CellTable(BillPart part, ReconcileInput input)
    {
        (this.part, this.input) = (part, input);
        foreach (var line in part.Usage)
        {
            var cell = At(line.From, line.Model);
            cell.Money = (cell.Money ?? 0) + Nano.Of(line.Amount ?? 0);
        }

        foreach (var line in part.Volume)
        {
            var cell = At(line.From, line.Model);
            if (part.VolumeOf(line) is { } volume) cell.Volume = (cell.Volume ?? 0) + volume;
        }
    }

    public IEnumerable<Cell> All => cells.Values;

    public Cell At(DateOnly day, string model)
    {
        var key = (part.Day(day, input), part.Model(model));
        if (!cells.TryGetValue(key, out var cell)) cells[key] = cell = new(key.Item1, key.Item2);
        return cell;
    }

    /// <summary>Puts our usage into the cells, by days that begin some hours before UTC's.</summary>
    public void TakeOurs(int offset)
    {
        foreach (var usage in input.Ours.Where(u => part.Has(u.Tool)))
        {
            var day = usage.DayAt(offset);
            if (day < input.Month || day >= input.Until) continue;
            var cell = At(day, usage.Model);
            cell.Ours += usage.CostNano;
            cell.OurVolume += part.VolumeOf(usage);
        }
    }

    public IEnumerable<BillCell> Shown() => All.Select(c => new BillCell(c.Day, part.Tool, c.Model, c.Ours, c.Money, c.OurVolume, c.Volume, part.InCredits));

    internal sealed class Cell(DateOnly day, string model)
    {
        public DateOnly Day { get; } = day;

        public string Model { get; } = model;

        public long Ours { get; set; }

        public long OurVolume { get; set; }

        /// <summary>Theirs; null when the report tells no money of it.</summary>
        public long? Money { get; set; }

        public long? Volume { get; set; }

        /// <summary>Of theirs, what belongs to actors without any usage of ours.</summary>
        public long UnmeteredMoney { get; set; }

        public long UnmeteredVolume { get; set; }

        public long? MeteredMoney => Money - UnmeteredMoney;

        public long? MeteredVolume => Volume - UnmeteredVolume;

        public bool IsTheirs => Money is not (null or 0) || Volume is not (null or 0);

        public bool IsOurs => Ours != 0 || OurVolume != 0;
    }
}
