using Shiprank.Core;
using Shiprank.Core.Organisation;
using Shiprank.Core.Score;

namespace Shiprank.Engine.Local;

/// <summary>The answer about one clone: its last changes, what became of them, what they cost on this machine.</summary>
public sealed record RecentWork
{
    /// <summary>Name of the clone's folder.</summary>
    public required string Name { get; init; }

    /// <summary>Branch whose changes these are; empty for a detached HEAD.</summary>
    public string Branch { get; init; } = "";

    /// <summary>Checked-out branch; empty for a detached HEAD.</summary>
    public string CheckedOut { get; init; } = "";

    public bool IsEmpty { get; init; }

    /// <summary>True when older changes exist that were not read: lines born in them are not followed.</summary>
    public bool IsCut { get; init; }

    /// <summary>What delivers: release tags, or the merge itself when nothing tells of deployments.</summary>
    public DeploymentMode Mode { get; init; } = DeploymentMode.Trunk;

    /// <summary>Id of the last release that was read; null when there is none.</summary>
    public string? LastRelease { get; init; }

    /// <summary>Every change that was read, newest first.</summary>
    public IReadOnlyList<RecentChange> Changes { get; init; } = [];

    public IReadOnlyList<Problem> Problems { get; init; } = [];

    /// <summary>Changes of the days from <paramref name="since"/> to <paramref name="until"/>, both included.</summary>
    public IEnumerable<RecentChange> Within(DateOnly since, DateOnly until, TimeZoneInfo zone) => Changes.Where(c =>
    {
        var day = DateOnly.FromDateTime(TimeZoneInfo.ConvertTime(c.At, zone).DateTime);
        return day >= since && day <= until;
    });

    /// <summary>How many of the changes met which fate; changes that could not be judged are left out.</summary>
    public static IReadOnlyDictionary<ChangeFate, int> Fates(IEnumerable<RecentChange> changes) =>
        changes.Where(c => c.Score is not null).CountBy(c => c.Score!.Fate).ToDictionary();
}
