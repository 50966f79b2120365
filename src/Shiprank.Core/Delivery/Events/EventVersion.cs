namespace Shiprank.Core.Delivery;

/// <summary>What all versions of one event share, its type apart.</summary>
internal readonly record struct EventIdentity(string Source, string Id, string Repository) : IComparable<EventIdentity>
{
    public int CompareTo(EventIdentity other) =>
        string.CompareOrdinal(Source, other.Source) is not 0 and var bySource ? bySource
        : string.CompareOrdinal(Id, other.Id) is not 0 and var byId ? byId
        : string.CompareOrdinal(Repository, other.Repository);
}

/// <summary>
/// The place of one version among the versions of its event: the last stands. Lines go by <c>updated_at</c>, then by their order. A forge's
/// snapshots come in any order and several in one second: they go by <c>updated_at</c>, then by what they say: by their stage (merged
/// after closed after open), then bytewise. A line goes after a snapshot of the same moment: somebody corrects the forge.
/// </summary>
/// <param name="Stage">Null for a line.</param>
/// <param name="Body">Of a snapshot; empty for a line.</param>
internal sealed record EventVersion(EventIdentity Identity, DateTimeOffset? UpdatedAt, long Order, long? Stage, ReadOnlyMemory<byte> Body) : IComparable<EventVersion>
{
    public int CompareTo(EventVersion? other)
    {
        if (other is null) return 1;
        var byTime = (UpdatedAt ?? DateTimeOffset.MinValue).CompareTo(other.UpdatedAt ?? DateTimeOffset.MinValue);
        if (byTime != 0) return byTime;
        if (Stage is not { } stage) return other.Stage is null ? Order.CompareTo(other.Order) : 1;
        if (other.Stage is not { } otherStage) return -1;
        return stage.CompareTo(otherStage) is not 0 and var byStage ? byStage : Body.Span.SequenceCompareTo(other.Body.Span);
    }
}

/// <param name="Moment">What the event tells of: finished, opened, at.</param>
internal sealed record EventEntry<T>(EventVersion Version, T Event, DateTimeOffset Moment)
{
    public EventIdentity Identity => Version.Identity;

    public DateTimeOffset? UpdatedAt => Version.UpdatedAt;

    public bool IsSnapshot => Version.Stage is not null;

    public bool IsKnownAt(DateTimeOffset asOf) => Moment <= asOf && (UpdatedAt is null || UpdatedAt <= asOf);
}

/// <summary>Versions of the events of one type.</summary>
internal sealed class EventVersions<T>
{
    private readonly List<EventEntry<T>> entries = [];

    public int Count => entries.Count;

    public void Add(StoredEvent stored, long? stage, T of, DateTimeOffset moment) => entries.Add(new(
        new(new(stored.Source, stored.Id, stored.Repository), stored.UpdatedAt, stored.Order, stage, stage is null ? ReadOnlyMemory<byte>.Empty : stored.Body), of, moment));

    /// <summary>By event, the versions known at as-of, the standing one last.</summary>
    public IEnumerable<IReadOnlyList<EventEntry<T>>> Known(DateTimeOffset asOf) =>
        entries.Where(e => e.IsKnownAt(asOf)).GroupBy(e => e.Identity).Select(IReadOnlyList<EventEntry<T>> (g) => [.. g.OrderBy(e => e.Version)]);

    /// <summary>The standing versions in order of their moment, then of identity.</summary>
    public IEnumerable<EventEntry<T>> Standing(DateTimeOffset asOf) =>
        entries.Where(e => e.IsKnownAt(asOf)).GroupBy(e => e.Identity).Select(g => g.MaxBy(e => e.Version)!).OrderBy(e => e.Moment).ThenBy(e => e.Identity);
}
