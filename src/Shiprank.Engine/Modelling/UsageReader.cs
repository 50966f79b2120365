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

    /// <param name="others">Names of models that may be priced beside those in use.</param>
    /// <param name="later">A day after the window whose rates may be asked for; null: none.</param>
    /// <param name="lists">Whose dates, hours and long-prompt tiers count.</param>
    /// <exception cref="ArgumentException">The prices of a day have more than eight sizes of long prompts.</exception>
    public static IReadOnlyList<UsageSlice> Read(IStore store, ScoreWindow window, IEnumerable<string> others, DateOnly? later, params IReadOnlyList<PriceList> lists)
    {
        var used = store.AskPublished(Question.ModelsUsed, [window.Since, window.Until.AddDays(1)], r => (Tool: r.Text(0), Model: r.Text(1)));
        var priced = used.Concat(used.Select(u => u.Tool).Distinct(StringComparer.Ordinal).SelectMany(t => others.Select(m => (Tool: t, Model: m)))).Distinct().ToList();
        IEnumerable<PricedModel> On(DateOnly day) => lists.SelectMany(l => priced.Select(p => l.Find(p.Tool, p.Model, Start(day)))).OfType<PricedModel>();

        // Another entry may hold from the day on which a list of the organisation's begins or after it ends; each has dates of its own.
        var layers = lists.SelectMany(l => l.Layers).SelectMany(l => new[] { l.From, l.To?.AddDays(1) }).OfType<DateOnly>().Where(d => d > window.Since && d <= window.Until).ToList();
        var starts = layers.Concat(layers.Prepend(window.Since).SelectMany(On).SelectMany(e => e.Periods).Select(p => p.From).OfType<DateOnly>());
        var slices = new List<UsageSlice>();
        var since = window.Since;
        foreach (var next in starts.Where(d => d > window.Since && d <= window.Until).Distinct().Order().Append(window.Until.AddDays(1)))
        {
            var last = later > since ? later.Value : since;
            var periods = On(since).Concat(On(last)).SelectMany(m => m.Periods).Where(p => !(p.From > last)).ToList();
            var sizes = periods.SelectMany(p => RateLines.Named(p.Rates)).SelectMany(r => r.Rate?.Tiers ?? []).Select(t => t.Above).Distinct().Order().ToList();
            if (sizes.Count > MostSizes) throw new ArgumentException($"the prices of {since:yyyy-MM-dd} have {sizes.Count} sizes of long prompts; {MostSizes} can be told apart", nameof(lists));
            slices.AddRange(Read(store, since, next, sizes, periods.Exists(p => p.Start is not null)));
            since = next;
        }

        return slices;
    }

    private static DateTimeOffset Start(DateOnly day) => new(day.ToDateTime(TimeOnly.MinValue), TimeSpan.Zero);

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
}
