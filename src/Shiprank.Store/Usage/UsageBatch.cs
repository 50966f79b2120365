using Shiprank.Core.Attribution.Spend;
using Shiprank.Core.Usage;
using Shiprank.Store.Usage;

namespace Shiprank.Store;

/// <summary>A usage row and what it cost by the price list named.</summary>
/// <param name="CostNano">Nano-USD; null while no price is known.</param>
/// <param name="PriceList">Version of the price list; empty when unpriced.</param>
public sealed record PricedUsage(UsageRow Row, long? CostNano, string PriceList);

/// <summary>
/// Rows that are taken together or not at all. Large batches are fast ones (10,000 rows and more).
/// </summary>
public sealed record UsageBatch
{
    /// <summary>Where the rows come from: a name of the configuration, for people to read.</summary>
    public required string Source { get; init; }

    /// <summary>Person that rows without one belong to; null when unknown.</summary>
    public string? Person { get; init; }

    /// <summary>Names the content: the same hash again is the same batch and changes nothing. Cover all that the rows derive from (<see cref="ContentHash"/>).</summary>
    public required Guid ContentHash { get; init; }

    /// <summary>
    /// True when the batch is all that its source says, and the source may take back what it said: its rows stand as they are now and its other
    /// rows go, where copies of a log are merged. A text that stands again after another one needs another <see cref="ContentHash"/>.
    /// </summary>
    public bool Restates { get; init; }

    public required IReadOnlyList<PricedUsage> Rows { get; init; }

    public UsageOrigin Origin { get; init; }

    /// <summary>What else was sent with rows of <see cref="UsageOrigin.Sent"/>; null for others.</summary>
    public SentTelemetry? Sent { get; init; }

    /// <summary>Prices rows that the store makes itself (<see cref="UsageOrigin.Control"/>); null: they stay without a price.</summary>
    public Func<UsageRow, PricedUsage>? Price { get; init; }
}

/// <summary>What a batch did. The three counts sum to the batch's rows.</summary>
/// <param name="Replaced">Rows already stored of which this batch knew more (a counter grown, an earlier copy, a person or price found).</param>
/// <param name="Duplicates">Rows that said nothing new, copies inside the batch included.</param>
/// <param name="Known">The batch's hash stood in the ledger: nothing was looked at.</param>
public readonly record struct AddedUsage(int Added, int Replaced, int Duplicates, bool Known);

/// <summary>Which rows to read; null means all.</summary>
/// <param name="From">First instant, included.</param>
/// <param name="To">Last instant, excluded.</param>
/// <param name="AsOf">Rows later than this are not there yet.</param>
/// <param name="Sessions">Only rows of these: they are found without a look at all.</param>
public sealed record UsageFilter(string? Person = null, DateTimeOffset? From = null, DateTimeOffset? To = null, DateTimeOffset? AsOf = null, IReadOnlySet<SessionId>? Sessions = null)
{
    public static readonly UsageFilter All = new();
}

/// <summary>A row as stored: <see cref="UsageRow.Key"/> is the hash of the original's identity (20 hex digits), times are whole microseconds.</summary>
/// <param name="RowKey">Names the row within the store until a later batch replaces it; empty for a row that the store does not hold.</param>
public sealed record StoredUsage(Guid RowKey, UsageRow Row, long? CostNano, string PriceList)
{
    /// <summary>The stored form of a <see cref="UsageRow.Key"/>.</summary>
    public static string KeyOf(string tool, string key) => UsageIdentity.Of(tool, key).ToString();
}
