using System.Text;
using Shiprank.Core.Pricing;
using Shiprank.Sources.Prices;

namespace Shiprank.Tests.Pricing;

public sealed class PriceChangesTests
{
    [Fact]
    public void The_long_prompt_tier_of_opus_4_6_ended_on_a_day()
    {
        var changes = PriceChanges.Dated(PriceBook.Embedded, new(2026, 3, 13), new(2026, 3, 13)).Where(c => c.Model == "claude-opus-4-6").ToList();
        Assert.Equal([("cache read above 200,000", 1m), ("cache write 1h above 200,000", 20m), ("cache write 5m above 200,000", 12.5m), ("input above 200,000", 10m), ("output above 200,000", 37.5m)], changes.Select(c => (c.Kind, c.Old!.Value)).OrderBy(c => c.Kind, StringComparer.Ordinal));
        Assert.All(changes, c => Assert.Null(c.New));
        Assert.DoesNotContain(PriceChanges.Dated(PriceBook.Embedded, new(2026, 3, 14), new(2026, 3, 20)), c => c.Model == "claude-opus-4-6");
    }

    [Fact]
    public void A_price_that_is_announced_is_a_change_of_its_day()
    {
        var doubled = PriceChanges.Dated(PriceBook.Embedded, new(2027, 1, 1), new(2027, 1, 1)).Where(c => c.Model == "gemini-3.6-flash" && c.Provider == "google").ToDictionary(c => c.Kind);
        Assert.Equal((0.75m, 1.5m, 1m), (doubled["input"].Old!.Value, doubled["input"].New!.Value, doubled["input"].Share!.Value));
        Assert.Equal((3.75m, 7.5m), (doubled["output"].Old!.Value, doubled["output"].New!.Value));
    }

    [Fact]
    public void Two_lists_differ_in_what_came_what_went_and_what_costs_otherwise()
    {
        var before = List("""{"id":"a","match":{"is":"a"},"prices":[{"input":1,"output":5}]},{"id":"gone","match":{"is":"gone"},"prices":[{"input":3}]}""");
        var after = List("""{"id":"a","match":{"is":"a"},"prices":[{"input":1,"output":4}]},{"id":"new","match":{"is":"new"},"prices":[{"input":2}]}""");
        Assert.Equal(
            [new("x", "a", "output", null, 5, 4), new("x", "gone", "input", null, 3, null), new PriceChange("x", "new", "input", null, null, 2)],
            PriceChanges.Between(before, after, new(2026, 9, 1, 0, 0, 0, TimeSpan.Zero)));
        Assert.Empty(PriceChanges.Between(PriceBook.Embedded, PriceBook.Embedded, DateTimeOffset.UnixEpoch.AddYears(56)));
    }

    [Fact]
    public void Peak_hours_are_changes_of_their_own()
    {
        var peak = PriceChanges.Between(List("""{"id":"a","match":{"is":"a"},"prices":[{"input":1}]}"""), List("""{"id":"a","match":{"is":"a"},"prices":[{"input":1},{"hours":["06:00","10:00"],"input":2}]}"""), DateTimeOffset.UnixEpoch);
        Assert.Equal(new PriceChange("x", "a", "input 06:00-10:00", null, null, 2), Assert.Single(peak));
    }

    private static PriceList List(string models) => PriceBook.Shipped.Over(Encoding.UTF8.GetBytes($$"""{"version":"1","date":"2026-01-01","providers":[{"id":"x","models":[{{models}}]}]}""")).List;
}
