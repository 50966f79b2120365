namespace Shiprank.Core.Money.Bills;

/// <summary>
/// Finds the hour at which a vendor's day begins: the one by which our usage, hour by hour, fits its days ten times better than by UTC. Without such an hour the
/// day is UTC's.
/// </summary>
internal static class ZoneFit
{
    private const int Better = 10;

    /// <summary>Of hours that fit as well the first is taken: UTC, then the vendors' own coast, then the nearest.</summary>
    private static readonly int[] hours = [0, -7, -8, .. Enumerable.Range(-12, 27).Except([0, -7, -8]).OrderBy(Math.Abs)];

    /// <returns>Hours that the vendor's day is ahead of UTC, −12 to 14.</returns>
    public static int Offset(BillPart part, CellTable theirs, ReconcileInput input)
    {
        var days = theirs.All.Where(c => c.Volume is not null || c.Money is not null).ToDictionary(c => (c.Day, c.Model), c => part.Volume.Count > 0 ? c.MeteredVolume ?? 0 : c.MeteredMoney ?? 0);
        if (!part.Daily || days.Count < 3) return 0;
        var ours = input.Ours.Where(u => part.Has(u.Tool)).Select(u => (Usage: u, Model: part.Model(u.Model), Volume: part.Volume.Count > 0 ? part.VolumeOf(u) : u.CostNano)).ToList();
        var utc = Misfit(0);
        if (utc == 0) return 0;
        var best = hours.MinBy(Misfit);
        return Misfit(best) * Better <= utc ? best : 0;

        Int128 Misfit(int offset)
        {
            var left = new Dictionary<(DateOnly, string), Int128>(days.Select(d => KeyValuePair.Create(d.Key, (Int128)d.Value)));
            foreach (var (usage, model, volume) in ours)
            {
                var day = usage.DayAt(offset);
                if (day >= input.Month && day < input.Until) left[(day, model)] = left.GetValueOrDefault((day, model)) - volume;
            }

            return left.Values.Aggregate(Int128.Zero, (sum, v) => sum + Int128.Abs(v));
        }
    }
}
