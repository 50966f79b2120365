using System.Globalization;
using Shiprank.Core.Usage;

namespace Shiprank.Store.Tests;

/// <summary>Example data.</summary>
internal static class Given
{
    public static readonly InstallationKey Key = new(0xF123456789ABCDEF, 0x0123456789ABCDEF);

    public static readonly DateTimeOffset Noon = new(2026, 5, 12, 12, 0, 0, TimeSpan.Zero);

    public static UsageRow Row(string key, long output = 100, DateTimeOffset? at = null, string session = "s-1", string tool = "claude-code") => new()
    {
        Tool = tool,
        Key = key,
        OccurredAt = at ?? Noon,
        Session = session,
        Model = "claude-sonnet-4-5",
        Project = "/home/ada/shop",
        Branch = "main",
        Tokens = new(4, 9500, 100, 200, output, 7),
    };

    public static PricedUsage Priced(UsageRow row, long? cost = 1_234_567) => new(row, cost, cost is null ? "" : "2026-09-23");

    public static UsageBatch Batch(int hash, params PricedUsage[] rows) => Batch(hash, null, rows);

    public static UsageBatch Batch(int hash, string? person, params PricedUsage[] rows) => new()
    {
        Source = "home of ada",
        Person = person,
        ContentHash = ContentHash.Of(BitConverter.GetBytes(hash)),
        Rows = rows,
    };

    /// <summary>Rows as comparable text, the engine-made row key aside.</summary>
    public static IReadOnlyList<string> Rows(IStore store, UsageFilter? filter = null) =>
        [.. store.ReadUsage(filter ?? UsageFilter.All).Select(r => string.Create(CultureInfo.InvariantCulture, $"{r.Row} {r.CostNano} {r.PriceList}"))];
}
