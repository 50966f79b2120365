namespace Shiprank.Store;

/// <summary>A row's new price.</summary>
/// <param name="CostNano">Nano-USD; a re-pricing never takes a price away.</param>
public readonly record struct RepricedRow(Guid RowKey, DateOnly Day, long CostNano, string PriceList);

/// <summary>What a re-pricing did to usage of one month and model, for one cause.</summary>
/// <param name="Month">Its first day (UTC).</param>
/// <param name="OldNano">Nano-USD; null when none of the rows had a price.</param>
public sealed record RepricedPart(DateOnly Month, string Model, string Cause, string OldList, string NewList, long Rows, long? OldNano, long NewNano)
{
    public long DifferenceNano => NewNano - (OldNano ?? 0);
}

/// <summary>The record of a re-pricing of some days (both included).</summary>
public sealed record Repricing(DateTimeOffset At, DateOnly Since, DateOnly Until, IReadOnlyList<RepricedPart> Parts);
