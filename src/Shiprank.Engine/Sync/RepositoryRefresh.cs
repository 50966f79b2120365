using Shiprank.Core;
using Shiprank.Core.Organisation;
using Shiprank.Core.Pricing;
using Shiprank.Engine.Mirrors;
using Shiprank.Engine.Scoring;
using Shiprank.Sources.Git;
using Shiprank.Sources.Git.Fetching;
using Shiprank.Store;

namespace Shiprank.Engine.Sync;

/// <summary>
/// Fetches and reads some repositories and scores anew when that can have changed anything. For one caller at a time; what it did or could not do is
/// a row in the log of syncs.
/// </summary>
/// <param name="fetch">Null: repositories are read as they lie there.</param>
/// <param name="program">Name and version for the log of syncs.</param>
public sealed class RepositoryRefresh(IStore store, Workspace workspace, RepositoryFetch? fetch, PriceList prices, TimeProvider clock, string program)
{
    /// <summary>By repository, where its refs pointed to when it was read last, and how many events there were.</summary>
    private readonly Dictionary<string, (string Refs, long Events)> read = new(StringComparer.Ordinal);
    private (DateOnly Day, long Events) scored;

    /// <param name="names">Repositories; names that the organisation file lacks are passed over.</param>
    /// <param name="before">Problems that were met on the way here.</param>
    public SyncReport Run(IReadOnlyCollection<string> names, IReadOnlyList<Problem> before, CancellationToken cancel = default)
    {
        var started = clock.GetUtcNow();
        var fetched = new SyncReport();
        fetched.Problems.AddRange(before);
        var wanted = workspace.Organisation.Repositories.Where(r => names.Contains(r.Name)).ToList();
        foreach (var repository in wanted) fetch?.Fetch(repository, clock, fetched.Problems, cancel);
        var now = wanted.ToDictionary(r => r.Name, r => r.Path is { } path ? GitRefs.Fingerprint(path, cancel) : null, StringComparer.Ordinal);

        // Deployments name commits off every branch: with new events an unchanged repository is read again.
        var state = (Day: DateOnly.FromDateTime(started.UtcDateTime), Events: store.CountEvents());
        var moved = wanted.Where(r => now[r.Name] is not { } refs || read.GetValueOrDefault(r.Name) != (refs, state.Events)).ToList();
        var report = moved.Count > 0 ? new Synchroniser(store, workspace, prices, clock).ReadRepositories(moved, cancel) : new();
        report.Problems.InsertRange(0, fetched.Problems);
        if (moved.Count > 0 || state != scored) report.Take(Results.Save(store, Facts.Read(store, workspace, clock.GetUtcNow(), cancel), cancel));
        Remember(moved, now, state.Events, report);
        scored = state;
        if (moved.Count > 0 || report.Problems.Count > 0) store.AddSyncRun(report.Run(started, clock.GetUtcNow(), program), cancel);
        return report;
    }

    /// <summary>One that could not be read whole is tried again the next time; a mere warning would stay for ever.</summary>
    private void Remember(List<RepositoryEntry> moved, Dictionary<string, string?> now, long events, SyncReport report)
    {
        foreach (var repository in moved)
        {
            if (report.Unread.Contains(repository.Name) || now[repository.Name] is not { } refs) read.Remove(repository.Name);
            else read[repository.Name] = (refs, events);
        }
    }
}
