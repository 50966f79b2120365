using Shiprank.Core.Money;
using Shiprank.Core.Money.Modelling;
using Shiprank.Core.Pricing;
using Shiprank.Core.Score;
using Shiprank.Core.Usage;
using Shiprank.Store;

namespace Shiprank.Engine.Modelling;

/// <summary>Reads the usage of a window in as few slices as its prices allow.</summary>
public static class UsageReader
{
    /// <summary>Sizes of prompts that the question can tell apart.</summary>
    private const int MostSizes = 8;

    /// <param name="lists">Whose dates, hours and long-prompt tiers count.</param>
    /// <exception cref="ArgumentException">The lists have more than eight sizes of long prompts.</exception>
    public static IReadOnlyList<UsageSlice> Read(IStore store, ScoreWindow window, params IReadOnlyList<PriceList> lists)
    {
        var periods = lists.SelectMany(Periods).ToList();
        var sizes = periods.SelectMany(p => RateLines.Named(p.Rates)).SelectMany(r => r.Rate?.Tiers ?? []).Select(t => t.Above).Distinct().Order().ToList();
        if (sizes.Count > MostSizes) throw new ArgumentException($"the price lists have {sizes.Count} sizes of long prompts; {MostSizes} can be told apart", nameof(lists));
        var byHour = periods.Exists(p => p.Start is not null) && UsesHours(store, window, lists);
        var starts = periods.Select(p => p.From).OfType<DateOnly>().Concat(lists.SelectMany(l => l.Layers).SelectMany(l => new[] { l.From, l.To?.AddDays(1) }).OfType<DateOnly>());
        var slices = new List<UsageSlice>();
        var since = window.Since;
        foreach (var next in starts.Where(d => d > window.Since && d <= window.Until).Distinct().Order().Append(window.Until.AddDays(1)))
        {
            slices.AddRange(Read(store, since, next, sizes, byHour));
            since = next;
        }

        return slices;
    }

    private static IReadOnlyList<UsageSlice> Read(IStore store, DateOnly since, DateOnly next, List<long> sizes, bool byHour)
    {
        object?[] arguments = [since, next, .. Enumerable.Range(0, MostSizes).Select(i => (object?)(i < sizes.Count ? sizes[i] : long.MaxValue)), byHour];
        return store.AskPublished(Question.UsageSlices, arguments, r => new UsageSlice(
            r.Text(0) is { Length: > 0 } team ? team : null, r.Text(1), r.Text(2), r.Text(3),
            r.Short(4) is > 0 and var size ? sizes[size - 1] + 1 : 0,
            new(since.ToDateTime(new TimeOnly(r.Short(5), 0)), TimeSpan.Zero),
            r.Flag(6),
            new(r.Long(10), r.Long(11), r.Long(12), r.Long(13), r.Long(14)),
            r.Flag(7) ? Nano.Units(r.Long(15)) : null,
            r.Flag(8) ? r.Long(16) : null,
            r.Long(9)));
    }

    private static bool UsesHours(IStore store, ScoreWindow window, IReadOnlyList<PriceList> lists)
    {
        var used = store.AskPublished(Question.SpendByModel, [window.Since, window.Until.AddDays(1)], r => r.Text(0));
        var at = new DateTimeOffset(window.Until.ToDateTime(TimeOnly.MinValue), TimeSpan.Zero);
        return used.Any(m => lists.Any(l => l.Find("", m, at) is { } entry && entry.Periods.Any(p => p.Start is not null)));
    }

    private static IEnumerable<PricePeriod> Periods(PriceList list) =>
        list.Layers.SelectMany(l => l.Rules.Models.Concat(l.List?.Providers.SelectMany(p => p.Models) ?? [])).Concat(list.Rules.Models).Concat(list.Providers.SelectMany(p => p.Models)).SelectMany(m => m.Periods);
}
