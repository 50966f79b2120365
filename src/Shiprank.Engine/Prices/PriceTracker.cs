using System.Text.Json;
using Shiprank.Core.Pricing;
using Shiprank.Sources.Prices;
using Shiprank.Store;

namespace Shiprank.Engine.Prices;

/// <summary>A kept list as it is told: without its rates.</summary>
public sealed record KeptList(string Version, DateOnly Date, string Sha256, DateTimeOffset FirstUsedAt, bool IsInForce);

/// <summary>How prices moved: by their own dates, and from the list before to the one in force.</summary>
/// <param name="Dated">Changes of days of the window, the latest first.</param>
/// <param name="Before">The list that was used before the one in force; null: none was, or it can't be read.</param>
/// <param name="SinceBefore">What differs between the two.</param>
public sealed record PriceTracker(
    PriceList Prices, DateOnly Since, DateOnly Until, IReadOnlyList<PriceChange> Dated, KeptList? Before, IReadOnlyList<PriceChange> SinceBefore,
    IReadOnlyList<KeptList> Kept, IReadOnlyList<(PriceLayer First, PriceLayer Then)> Overlaps, IReadOnlyList<Repricing> Repricings)
{
    /// <param name="store">Null: nothing was ever priced here.</param>
    public static PriceTracker Of(PriceList prices, IStore? store, DateOnly since, DateOnly until)
    {
        var stored = store?.ReadPrices() ?? [];
        List<KeptList> kept = [.. stored.Select(k => new KeptList(k.Version, k.Date, k.Sha256, k.FirstUsedAt, k.Sha256 == prices.Sha256))];
        var before = stored.FirstOrDefault(k => k.Sha256 != prices.Sha256);
        var earlier = before is null ? null : Read(before.Body);
        return new(
            prices, since, until, PriceChanges.Dated(prices, since, until),
            earlier is null ? null : kept.First(k => k.Sha256 == before!.Sha256),
            earlier is null ? [] : PriceChanges.Between(earlier, prices, new(until.ToDateTime(TimeOnly.MinValue), TimeSpan.Zero)),
            kept, [.. PriceLayer.Overlaps(prices.Layers)], store?.ReadRepricings() ?? []);
    }

    /// <summary>A list that another version of the program kept may be one that this one can't read.</summary>
    private static PriceList? Read(byte[] body)
    {
        try
        {
            return PriceParts.Unpack(body).List;
        }
        catch (Exception e) when (e is JsonException or InvalidDataException or KeyNotFoundException)
        {
            return null;
        }
    }
}
