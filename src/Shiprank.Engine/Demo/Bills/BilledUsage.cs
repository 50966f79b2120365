using Shiprank.Core.Money;
using Shiprank.Core.Money.Bills;
using Shiprank.Core.Usage;
using Shiprank.Engine.Demo.History;
using Shiprank.Engine.Demo.Homes;
using Shiprank.Sources.Homes;
using Shiprank.Sources.Prices;

namespace Shiprank.Engine.Demo.Bills;

/// <summary>Usage as its vendor knows it: by day, person and model, at list prices.</summary>
/// <param name="Who">A person's id, or the name of an account.</param>
internal readonly record struct Billed(string Issuer, string Tool, DateOnly Day, string Who, string Model, TokenCounts Tokens, decimal Credits, long Nano);

/// <summary>Reads what was written of agents' usage by the ordinary readers and prices it by the ordinary list.</summary>
internal static class BilledUsage
{
    private static readonly Dictionary<string, string> none = new(StringComparer.Ordinal);

    /// <param name="reported">Usage that stands in events, by person.</param>
    public static IReadOnlyList<Billed> Read(string root, IEnumerable<string> homes, IEnumerable<(string Who, UsageRow Row)> reported, DemoOptions options, CancellationToken cancel)
    {
        var rows = homes.SelectMany(h => HomeReader.Read(new(Path.Combine(root, "homes", h), none, WithSessions: false, new AsOfClock(options.AsOf)), new IngestReport(), cancel).Rows.Select(r => (Who: h, Row: r))).Concat(reported);
        return
        [
            .. rows.Where(r => r.Row.OccurredAt <= options.AsOf)
                .GroupBy(r => (Issuer: Issuers.Of(r.Row.Tool, r.Row.Model), r.Row.Tool, Day: DateOnly.FromDateTime(r.Row.OccurredAt.UtcDateTime), r.Who, r.Row.Model))
                .Select(g => new Billed(
                    g.Key.Issuer, g.Key.Tool, g.Key.Day, g.Key.Who, g.Key.Model,
                    g.Aggregate(default(TokenCounts), (sum, r) => sum + r.Row.Tokens), g.Sum(r => r.Row.Credits ?? 0), g.Sum(r => Nano.Of(PriceBook.Embedded.Price(r.Row).CostUsd) ?? 0)))
                .OrderBy(b => b.Day).ThenBy(b => b.Who, StringComparer.Ordinal).ThenBy(b => b.Tool, StringComparer.Ordinal).ThenBy(b => b.Model, StringComparer.Ordinal),
        ];
    }
}
