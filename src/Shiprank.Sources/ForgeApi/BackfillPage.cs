using Shiprank.Core;
using Shiprank.Core.Delivery;

namespace Shiprank.Sources.ForgeApi;

/// <summary>What was read of one kind: everything that last changed between the two moments of the forge, both included.</summary>
public sealed record BackfillSpan(DateTimeOffset From, DateTimeOffset To);

/// <summary>A piece of a backfill that stands by itself: its events and how far is read with them belong into one transaction.</summary>
/// <param name="Covered">Null: no further than before.</param>
/// <param name="Things">Objects looked at.</param>
/// <param name="Problems">Objects that could not be read; the others were.</param>
/// <param name="End">Why this kind could not be read to its end; null unless it is the last piece.</param>
public sealed record BackfillPage(IReadOnlyList<StoredEvent> Events, BackfillSpan? Covered, int Things, IReadOnlyList<Problem> Problems, Problem? End = null)
{
    public static BackfillPage Ended(Problem problem) => new([], null, 0, [], problem);
}
