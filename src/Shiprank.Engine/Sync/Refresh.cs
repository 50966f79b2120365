using System.Runtime.CompilerServices;
using Shiprank.Core;
using Shiprank.Core.Organisation;
using Shiprank.Engine.Mirrors;
using Shiprank.Engine.Scoring;
using Shiprank.Sources.Git.Fetching;
using Shiprank.Store;

namespace Shiprank.Engine.Sync;

/// <summary>
/// Reads what has changed since it was read last, and scores anew when that can have changed anything. For one caller at a time; what it did or could
/// not do is a row in the log of syncs.
/// </summary>
/// <param name="program">Name and version for the log of syncs.</param>
public sealed class Refresh(IStore store, TimeProvider clock, string program)
{
    /// <summary>By home, what its files were like when it was read last.</summary>
    private readonly Dictionary<string, string> homes = new(StringComparer.Ordinal);

    /// <summary>By repository, where its refs pointed to when it was read last, and how many events there were.</summary>
    private readonly Dictionary<string, (string Refs, long Events)> read = new(StringComparer.Ordinal);
    private string bills = "";
    private (Workspace? By, DateOnly Day, long Events) scored;
    private IReadOnlyList<Problem> logged = [];

    /// <summary>True from a reading to the end of the scoring that it needs, however often that is broken off.</summary>
    private bool unscored;

    /// <summary>Told in short words what is being done.</summary>
    public IProgress<string>? Progress { get; init; }

    /// <summary>Takes the new results once they are stored.</summary>
    public Action<Standing>? Publish { get; init; }

    /// <param name="fetch">Null: repositories are read as they lie there.</param>
    public SyncReport Run(Workspace workspace, RepositoryFetch? fetch, RefreshOrder order, CancellationToken cancel = default)
    {
        var started = clock.GetUtcNow();
        var report = new SyncReport();
        report.Problems.AddRange(order.Before);
        if (workspace.PriceProblem is { } prices) report.Problems.Add(prices);
        var synchroniser = new Synchroniser(store, workspace, clock);
        if (!ReferenceEquals(workspace, scored.By)) Forget();
        unscored |= order.Rescore;
        if (order.Homes) unscored |= synchroniser.ReadHomes(homes, report, Progress, cancel) > 0;
        if (order.Homes) synchroniser.ReadBills(ref bills, report, cancel);
        var events = store.CountEvents();
        var moved = Moved(workspace, fetch, order, events, report, cancel);

        unscored |= moved.Count > 0;

        // Usage that events state comes with them, whichever repository they are of.
        if (moved.Count > 0 || events != scored.Events) synchroniser.ReadRepositories([.. moved.Select(m => m.Entry)], report, Progress, cancel);
        foreach (var (entry, refs) in moved) Remember(entry, refs, events, report);
        var state = (workspace, DateOnly.FromDateTime(started.UtcDateTime), events);
        if (unscored || state != scored) Score(workspace, report, cancel);
        unscored = false;
        var isNew = (scored.By is not null && state.events != scored.Events) || moved.Exists(m => !report.Unread.Contains(m.Entry.Name));
        scored = state;
        if (order.Id is not null || isNew || report.HasNews || !report.Problems.SequenceEqual(logged)) Log(report, started, order.Id, cancel);
        return report;
    }

    private void Score(Workspace workspace, SyncReport report, CancellationToken cancel)
    {
        Progress?.Report("scoring");
        if (IsUnread())
        {
            // Nothing was read yet: to state that would make all that comes next a restatement of it.
            Publish?.Invoke(Standing.Of(Facts.Read(store, workspace, clock.GetUtcNow(), cancel)));
            return;
        }

        Save(workspace, report, cancel);
        if (Publish is null || Standing.Read(store, workspace, cancel) is not { Succeeded: true, Value: { } standing }) return;
        standing.Prepare();
        Publish(standing);
    }

    private bool IsUnread() => store.LastRun() is null && store.Repositories().Count == 0 && store.CountEvents() == 0 && !store.ReadUsage(new()).Any();

    /// <summary>In a call of its own: every usage row is in memory meanwhile, and none of them afterwards.</summary>
    [MethodImpl(MethodImplOptions.NoInlining)]
    private void Save(Workspace workspace, SyncReport report, CancellationToken cancel) =>
        report.Take(Results.Save(store, Facts.Read(store, workspace, clock.GetUtcNow(), cancel), cancel));

    /// <summary>Repositories whose refs, or whose events, are others than when they were read last. Deployments name commits off every branch.</summary>
    private List<(RepositoryEntry Entry, string? Refs)> Moved(Workspace workspace, RepositoryFetch? fetch, RefreshOrder order, long events, SyncReport report, CancellationToken cancel)
    {
        var moved = new List<(RepositoryEntry, string?)>();
        foreach (var repository in workspace.Organisation.Repositories.Where(r => order.Repositories.Contains(r.Name)))
        {
            Progress?.Report($"origin of {repository.Name}");
            fetch?.Fetch(repository, clock, report.Problems, cancel);
            var refs = repository.Path is { } path ? GitRefs.Fingerprint(path, cancel) : null;
            if (refs is null || read.GetValueOrDefault(repository.Name) != (refs, events)) moved.Add((repository, refs));
        }

        return moved;
    }

    /// <summary>One that could not be read whole is tried again the next time; a mere warning would stay for ever.</summary>
    private void Remember(RepositoryEntry repository, string? refs, long events, SyncReport report)
    {
        if (refs is null || report.Unread.Contains(repository.Name)) read.Remove(repository.Name);
        else read[repository.Name] = (refs, events);
    }

    /// <summary>Another organisation file may read the same bytes otherwise: other exclusions, services, people, paths.</summary>
    private void Forget()
    {
        if (scored.By is null) return;
        read.Clear();
        homes.Clear();
        bills = "";
        scored = (null, scored.Day, scored.Events);
    }

    private void Log(SyncReport report, DateTimeOffset started, long? id, CancellationToken cancel)
    {
        var run = report.Run(started, clock.GetUtcNow(), program);
        store.AddSyncRun(id is { } known ? run with { Counts = new Dictionary<string, long>(run.Counts, StringComparer.Ordinal) { [SyncIds.Count] = known } } : run, cancel);
        logged = [.. report.Problems];
    }
}
