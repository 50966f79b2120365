using Shiprank.Core.Attribution.Spend.Flow;

namespace Shiprank.Core.Privacy;

/// <summary>
/// Which cells of one ISO week's spend may be shown, to everyone alike. Coarse cells are decided before finer ones, in an order that the figures have no
/// part in. A cell is shown when the rules allow it, when they allow every difference of it and a cell that contains it or lies in it, when they allow
/// what is left of each larger cell beside its shown ones (the smallest give way until they do), and when no sums and differences of all shown cells
/// come down to one or two people. Windows are sums of weeks, so what holds for each week holds for every window.
/// </summary>
public sealed class WeekRelease
{
    /// <summary>From coarse to fine; what pages show most comes first.</summary>
    private static readonly Cuts[] Order = [.. Enumerable.Range(0, (int)Cuts.All + 1).Select(c => (Cuts)c)
        .OrderBy(c => int.PopCount((int)c)).ThenBy(c => !c.HasFlag(Cuts.Fate)).ThenBy(c => (int)c)];

    private readonly IReadOnlyList<Contribution> contributions;
    private readonly DisclosureRules rules;
    private readonly List<CellKey> keys;
    private readonly ILookup<CellKey, Contribution> parts;
    private readonly Dictionary<CellKey, Shown> shown = [];
    private readonly List<Shown>[] holding;
    private readonly Isolation isolation;

    private WeekRelease(IReadOnlyList<Contribution> contributions, DisclosureRules rules)
    {
        (this.contributions, this.rules) = (contributions, rules);
        parts = contributions.ToLookup(c => c.Key);
        keys = [.. parts.Select(p => p.Key).OrderBy(k => k.Team, StringComparer.Ordinal).ThenBy(k => k.Tool, StringComparer.Ordinal).ThenBy(k => k.Repository, StringComparer.Ordinal).ThenBy(k => k.Model, StringComparer.Ordinal).ThenBy(k => k.Fate)];
        holding = [.. keys.Select(_ => new List<Shown>())];
        var people = contributions.Where(c => c.Person is not null).Select(c => c.Person!).Distinct(StringComparer.Ordinal).Order(StringComparer.Ordinal).Select((p, i) => (p, i)).ToDictionary(p => p.p, p => p.i, StringComparer.Ordinal);
        isolation = new([.. keys.Select(k => (IReadOnlyCollection<int>)parts[k].Where(c => c.Person is not null && !c.Known).Select(c => people[c.Person!]).ToHashSet())]);
        foreach (var cuts in Order) Decide(cuts);
    }

    private sealed record Shown(CellKey Cell, SortedSet<int> Keys, FlowAmount Amount);

    /// <param name="contributions">Of one week.</param>
    public static WeekRelease Of(IReadOnlyList<Contribution> contributions, DisclosureRules rules) => new(contributions, rules);

    /// <summary>The sum of a cell; null when it may not be shown. Where nothing was spent it is zero.</summary>
    public FlowAmount? Amount(CellKey cell) => shown.TryGetValue(cell, out var it) ? it.Amount : contributions.Any(c => cell.Has(c.Key)) ? null : default(FlowAmount);

    /// <summary>Shown cells of a finer cut that lie in a cell.</summary>
    public IEnumerable<(CellKey Cell, FlowAmount Amount)> In(CellKey cell, Cuts by) => shown.Values.Where(s => s.Cell.Cuts == by && cell.Has(s.Cell)).Select(s => (s.Cell, s.Amount));

    /// <summary>All that is shown.</summary>
    public IEnumerable<CellKey> Cells => shown.Keys;

    private void Decide(Cuts cuts)
    {
        List<Shown> wanted =
        [
            .. keys.Select((k, i) => (Cell: k.By(cuts), Key: i)).GroupBy(k => k.Cell)
                .Select(g => new Shown(g.Key, [.. g.Select(k => k.Key)], FlowAmount.Sum(g.SelectMany(k => parts[keys[k.Key]]).Select(c => c.Amount))))
                .Where(s => (IsWhole(cuts) ? AllowedRest(s.Keys) : rules.Allow(Parts(s.Keys))) && Differs(s)),
        ];
        for (var less = 0; less < (int)cuts; less++)
        {
            if ((less & (int)cuts) == less) LeaveEnough(wanted, (Cuts)less);
        }

        foreach (var cell in wanted.Where(c => isolation.Add(c.Keys)))
        {
            shown.Add(cell.Cell, cell);
            foreach (var key in cell.Keys) holding[key].Add(cell);
        }
    }

    /// <summary>The organisation's own bill, and what became of it.</summary>
    private static bool IsWhole(Cuts cuts) => cuts is Cuts.None or Cuts.Fate;

    private IEnumerable<Contribution> Parts(IEnumerable<int> of) => of.SelectMany(k => parts[keys[k]]);

    private bool AllowedRest(IEnumerable<int> of) => rules.AllowRest(Parts(of));

    /// <summary>No difference of it and a shown cell gives too few people away.</summary>
    private bool Differs(Shown cell)
    {
        var around = holding[cell.Keys.Min].Where(s => s.Keys.Count > cell.Keys.Count && cell.Keys.IsSubsetOf(s.Keys));
        var inside = cell.Keys.SelectMany(k => holding[k].Where(s => s.Keys.Min == k && s.Keys.Count < cell.Keys.Count && s.Keys.IsSubsetOf(cell.Keys)));
        return around.All(s => AllowedRest(s.Keys.Except(cell.Keys))) && inside.All(s => AllowedRest(cell.Keys.Except(s.Keys)));
    }

    /// <summary>What is left of each larger cell beside those to be shown must be nothing, or enough: the smallest give way.</summary>
    private void LeaveEnough(List<Shown> wanted, Cuts larger)
    {
        foreach (var family in wanted.GroupBy(c => c.Cell.By(larger)).ToList())
        {
            if (!shown.TryGetValue(family.Key, out var parent)) continue;
            var rest = parent.Keys.Except(family.SelectMany(c => c.Keys)).ToHashSet();
            foreach (var smallest in family.OrderBy(c => People(c)).ThenBy(c => c.Keys.Min))
            {
                if (AllowedRest(rest)) break;
                wanted.Remove(smallest);
                rest.UnionWith(smallest.Keys);
            }
        }
    }

    private int People(Shown cell) => Parts(cell.Keys).Where(c => !c.Known).Select(c => c.Person).Distinct(StringComparer.Ordinal).Count();
}
