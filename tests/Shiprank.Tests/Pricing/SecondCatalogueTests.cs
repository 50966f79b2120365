using System.Globalization;
using System.Text.Json;
using Shiprank.Core.Pricing;
using Shiprank.Sources.Prices;

namespace Shiprank.Tests.Pricing;

/// <summary>
/// Our list against a second catalogue that others keep by hand: of every model that both know the rates are the same, or the difference is known by name
/// with its reason. A list that is taken over with a mistake in it shows here.
/// </summary>
public sealed class SecondCatalogueTests
{
    private static readonly DateTimeOffset taken = new(2026, 9, 23, 12, 0, 0, TimeSpan.Zero);

    [Fact]
    public void Models_that_both_catalogues_know_cost_the_same_or_the_reason_is_written_down()
    {
        using var second = JsonDocument.Parse(SourceTree.Read("tests/fixtures/prices/second-catalogue.json"));
        using var expected = JsonDocument.Parse(SourceTree.Read("tests/fixtures/prices/second-catalogue-differences.json"));
        var (same, differences) = (0, new List<string>());
        foreach (var model in second.RootElement.GetProperty("models").EnumerateArray())
        {
            var name = model.GetProperty("model").GetString()!;
            if (PriceBook.Embedded.Find("", name, taken) is not { } entry || PriceBook.Embedded.RatesAt(entry, taken) is not { } rates) continue;
            foreach (var (kind, ours) in new[] { ("input", rates.Input), ("cacheRead", rates.CacheRead), ("output", rates.Output) })
            {
                // One says nothing of caching where the other does: nothing to compare.
                if (!model.TryGetProperty(kind, out var theirs) || ours is null) continue;
                if (ours.Base == theirs.GetDecimal()) same++;
                else differences.Add(string.Create(CultureInfo.InvariantCulture, $"{name} {kind}: {ours.Base} here, {theirs.GetDecimal()} there"));
            }
        }

        Assert.True(same >= 150, $"only {same} rates could be compared");
        var known = expected.RootElement.GetProperty("differences").EnumerateArray().ToDictionary(d => d.GetProperty("what").GetString()!, d => d.GetProperty("why").GetString()!);
        Assert.All(known, d => Assert.True(d.Value.Length > 10, d.Key));
        Assert.Equal(known.Keys.Order(StringComparer.Ordinal), differences.Order(StringComparer.Ordinal));
    }
}
