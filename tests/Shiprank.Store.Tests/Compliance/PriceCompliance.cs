using Shiprank.Core.Attribution.Spend;
using Shiprank.Core.Usage;

namespace Shiprank.Store.Tests.Compliance;

/// <summary>What any engine must do with price lists that were used, and with rows that get another price.</summary>
public abstract class PriceCompliance
{
    private static readonly DateOnly day = DateOnly.FromDateTime(Given.Noon.UtcDateTime);
    private static readonly object?[] days = [day.AddDays(-9), day.AddDays(9)];

    protected abstract IStore Create();

    [Fact]
    public void A_list_is_kept_once_and_comes_back_as_it_was()
    {
        using var store = Create();
        Assert.False(store.HasPrices("aa"));
        store.KeepPrices(new("aa", "2026-09-23.1", day, Given.Noon, [1, 2, 0, 255]));
        store.KeepPrices(new("aa", "another name", day, Given.Noon.AddDays(1), [9]));
        store.KeepPrices(new("bb", "2026-10-01.1", day.AddDays(7), Given.Noon.AddDays(2), []));
        Assert.True(store.HasPrices("aa"));
        var kept = store.ReadPrices();
        Assert.Equal(["bb", "aa"], kept.Select(k => k.Sha256));
        Assert.Equal(("2026-09-23.1", day, Given.Noon), (kept[1].Version, kept[1].Date, kept[1].FirstUsedAt));
        Assert.Equal([1, 2, 0, 255], kept[1].Body);
    }

    [Fact]
    public void A_re_priced_row_keeps_all_but_its_price_and_its_parts_sum_to_it()
    {
        using var store = Create();
        store.AddUsage(Given.Batch(1, Given.Priced(Given.Row("a"), 1000), Given.Priced(Given.Row("b"), null), Given.Priced(Given.Row("c"), 77)));
        var rows = store.ReadUsage(UsageFilter.All).ToDictionary(r => r.Row.Key);
        var (a, b, c) = (rows[StoredUsage.KeyOf("claude-code", "a")], rows[StoredUsage.KeyOf("claude-code", "b")], rows[StoredUsage.KeyOf("claude-code", "c")]);
        store.ReplaceResults(GivenScore.Empty, [new(a.RowKey, SpendFate.Live, null, 700) { Amount = new(a.Row.Tokens, 0) }, new(a.RowKey, SpendFate.Open, null, 300) { Amount = new(default, 0) }, new(b.RowKey, SpendFate.NoCode, null, 0)]);
        Assert.Equal([(1000L, 1077L)], Totals(store).Select(t => (1000L, t)).Distinct());

        var record = new Repricing(Given.Noon.AddDays(3), day, day, [new(new(2026, 5, 1), "m1", "contract deal", "old", "new", 1, 1000, 501), new(new(2026, 5, 1), "m1", "a price is known now", "", "new", 1, null, 40)]);
        store.Reprice([new(a.RowKey, day, 501, "new"), new(b.RowKey, day, 40, "new"), new(Guid.NewGuid(), day, 5, "new")], record);

        var after = store.ReadUsage(UsageFilter.All).ToDictionary(r => r.Row.Key);
        Assert.Equal((501L, "new", 40L, "new", 77L, c.PriceList), (after[a.Row.Key].CostNano!.Value, after[a.Row.Key].PriceList, after[b.Row.Key].CostNano!.Value, after[b.Row.Key].PriceList, after[c.Row.Key].CostNano!.Value, after[c.Row.Key].PriceList));
        Assert.Equal(rows.Values.Select(r => (r.RowKey, r.Row)).OrderBy(r => r.RowKey), after.Values.Select(r => (r.RowKey, r.Row)).OrderBy(r => r.RowKey));
        Assert.All(Totals(store), t => Assert.Equal(501 + 40 + 77, t));
        // 501 over 700 : 300 is 350.7 and 150.3: the larger remainder has the unit.
        var fates = store.Ask(Question.SpendByFate, days);
        Assert.Equal([351L, 150L], new[] { (long)SpendFate.Live, (long)SpendFate.Open }.Select(f => Enumerable.Range(0, fates.Rows.Count).Where(i => fates.Value<long>(i, "fate") == f).Sum(i => fates.Value<long>(i, "cost_nano"))));
        var told = Assert.Single(store.ReadRepricings());
        Assert.Equal((record.At, day, day), (told.At, told.Since, told.Until));
        Assert.Equal(record.Parts.OrderBy(p => p.Cause, StringComparer.Ordinal), told.Parts);
    }

    private static IEnumerable<long> Totals(IStore store)
    {
        var sums = store.Ask(Question.SumOfParts, days);
        return Enumerable.Range(0, sums.Rows.Count).Select(i => sums.Value<long>(i, "cost_nano"));
    }
}
