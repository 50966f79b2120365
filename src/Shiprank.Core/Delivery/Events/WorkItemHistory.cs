namespace Shiprank.Core.Delivery;

/// <summary>A work item as it was at a moment.</summary>
/// <param name="Assumed">Nothing that was told is as old as the moment: the oldest version stands in for what is not known.</param>
public sealed record WorkItemState(WorkItemEvent Item, bool Assumed);

/// <summary>
/// Who owned which ticket when, and its status then. Each version stands from its <c>updated_at</c> on (one without it from the ticket's
/// opening) until the next. A key that several sources tell of has the versions of all. Keys are compared without case.
/// </summary>
public sealed class WorkItemHistory
{
    private readonly Dictionary<string, List<EventEntry<WorkItemEvent>>> byKey = new(StringComparer.OrdinalIgnoreCase);
    private readonly DateTimeOffset asOf;

    internal WorkItemHistory(IEnumerable<IReadOnlyList<EventEntry<WorkItemEvent>>> items, DateTimeOffset asOf)
    {
        this.asOf = asOf;
        foreach (var versions in items)
        {
            if (!byKey.TryGetValue(versions[0].Identity.Id, out var all)) byKey[versions[0].Identity.Id] = all = [];
            all.AddRange(versions);
        }

        foreach (var all in byKey.Values) all.Sort((a, b) => a.Version.CompareTo(b.Version) is not 0 and var order ? order : a.Identity.CompareTo(b.Identity));
    }

    /// <summary>Every key that a source told of, as it was told.</summary>
    public IEnumerable<string> Keys => byKey.Keys;

    public bool Knows(string key) => byKey.ContainsKey(key);

    /// <returns>Null when no source has the key. A moment before the ticket's opening is answered as the opening, assumed.</returns>
    public WorkItemState? At(string key, DateTimeOffset moment)
    {
        if (!byKey.TryGetValue(key, out var versions)) return null;
        var until = moment < asOf ? moment : asOf;
        var found = versions.FindLast(v => (v.UpdatedAt ?? v.Moment) <= until);
        return new(EventLog.Until((found ?? versions[0]).Event, until), found is null);
    }
}
