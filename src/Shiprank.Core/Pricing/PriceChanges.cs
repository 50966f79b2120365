namespace Shiprank.Core.Pricing;

/// <summary>What became dearer or cheaper: within a list by its dates, and from one list to another.</summary>
public static class PriceChanges
{
    /// <summary>Rates that change within a list on a day of these (both included), the latest first.</summary>
    public static IReadOnlyList<PriceChange> Dated(PriceList list, DateOnly since, DateOnly until) =>
    [
        .. Models(list).SelectMany(m => Steps(m.Provider, m.Model)).Where(c => c.From >= since && c.From <= until)
            .OrderByDescending(c => c.From).ThenBy(c => c.Provider, StringComparer.Ordinal).ThenBy(c => c.Model, StringComparer.Ordinal),
    ];

    /// <summary>Rates of two lists that differ at a time; a model of one list alone has all its rates here. By provider, model and rate.</summary>
    public static IReadOnlyList<PriceChange> Between(PriceList before, PriceList after, DateTimeOffset at)
    {
        var (were, are) = (Lines(before, at), Lines(after, at));
        return
        [
            .. were.Keys.Union(are.Keys)
                .Select(k => new PriceChange(k.Provider, k.Model, k.Kind, null, were.TryGetValue(k, out var old) ? old : null, are.TryGetValue(k, out var now) ? now : null))
                .Where(c => c.Old != c.New)
                .OrderBy(c => c.Provider, StringComparer.Ordinal).ThenBy(c => c.Model, StringComparer.Ordinal).ThenBy(c => c.Kind, StringComparer.Ordinal),
        ];
    }

    /// <summary>The changes of one entry, by its dates.</summary>
    public static IEnumerable<PriceChange> Steps(string provider, PricedModel model)
    {
        foreach (var series in model.Periods.GroupBy(p => (p.Start, p.End)))
        {
            PricePeriod? before = null;
            foreach (var period in series)
            {
                if (before is not null && period.From is not null)
                {
                    var (old, now) = (Of(before), Of(period));
                    foreach (var kind in old.Keys.Union(now.Keys))
                    {
                        var change = new PriceChange(provider, model.Id, kind, period.From, old.TryGetValue(kind, out var was) ? was : null, now.TryGetValue(kind, out var its) ? its : null);
                        if (change.Old != change.New) yield return change;
                    }
                }

                before = period;
            }
        }
    }

    private static Dictionary<string, decimal> Of(PricePeriod period) => RateLines.Of(period.Rates, period.Start, period.End).ToDictionary(l => l.Kind, l => l.PerMillion, StringComparer.Ordinal);

    private static IEnumerable<(string Provider, PricedModel Model)> Models(PriceList list) =>
    [
        .. list.Layers.SelectMany(l => l.Rules.Models.Concat(l.List?.Providers.SelectMany(p => p.Models) ?? []).Select(m => (l.Name, m))),
        .. list.Rules.Models.Select(m => (m.Provider, m)),
        .. list.Providers.SelectMany(p => p.Models.Select(m => (p.Id, m))),
    ];

    /// <summary>Rates at a time. Of several entries of one name the first holds, as it does for usage.</summary>
    private static Dictionary<(string Provider, string Model, string Kind), decimal> Lines(PriceList list, DateTimeOffset at)
    {
        var lines = new Dictionary<(string, string, string), decimal>();
        foreach (var (provider, model) in Models(list))
        {
            // The price that holds in most hours, and those of other hours beside it.
            foreach (var period in model.Periods.Where(p => p.From is null || p.From <= DateOnly.FromDateTime(at.UtcDateTime)).GroupBy(p => (p.Start, p.End)).Select(g => g.Last()))
            {
                foreach (var (kind, rate) in RateLines.Of(period.Rates, period.Start, period.End)) lines.TryAdd((provider, model.Id, kind), rate);
            }
        }

        return lines;
    }
}
