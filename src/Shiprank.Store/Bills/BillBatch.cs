using Shiprank.Core.Money.Bills;

namespace Shiprank.Store;

/// <summary>What one file, or one answer of a vendor's API, says: taken together or not at all.</summary>
public sealed record BillBatch
{
    /// <summary>Where it comes from, for people to read: a path, or the name of an API source.</summary>
    public required string Source { get; init; }

    /// <summary>Id of the report (<see cref="BillReports"/>), or <c>invoice</c>.</summary>
    public required string Report { get; init; }

    /// <summary>Of everything that the lines derive from: the same content again changes nothing.</summary>
    public required Guid ContentHash { get; init; }

    public IReadOnlyList<BillLine> Lines { get; init; } = [];

    public IReadOnlyList<Invoice> Invoices { get; init; } = [];

    /// <summary>How far the source's API is read with it; null for a file.</summary>
    public BillCursor? Cursor { get; init; }
}

/// <param name="Source">Name of an API source.</param>
/// <param name="Reached">Every day before it was read.</param>
public sealed record BillCursor(string Source, DateOnly Reached);

/// <summary>What a batch did. Added + replaced + same are its lines (with invoices), copies within it counted once.</summary>
/// <param name="Replaced">Lines of a known identity that say something else now: corrections, or an overlapping period read again.</param>
/// <param name="Copies">Lines that stood more than once in it.</param>
/// <param name="KnownAs">The source under which the very content came before; null: it is new.</param>
public sealed record SavedBills(int Added, int Replaced, int Same, int Copies, string? KnownAs);

/// <summary>A file or an API's answer that was taken.</summary>
public sealed record BillFile(string Source, string Report, DateTimeOffset ReceivedAt, DateOnly? First, DateOnly? Last, SavedBills Saved);
