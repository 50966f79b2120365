using Shiprank.Core.Delivery;
using Shiprank.Core.Delivery.Deployments;
using Shiprank.Core.Organisation;
using Shiprank.Engine.Mirrors;
using Shiprank.Engine.Reconcile;
using Shiprank.Sources.Events;
using Shiprank.Store;

namespace Shiprank.Engine.Sync;

/// <summary>
/// Reads everything that the configuration names into the store. Any number of times: what is known changes nothing, and a sync that was
/// killed goes on where it stopped.
/// </summary>
/// <param name="fetch">Fetches repositories before they are read; null: they are read as they lie there.</param>
/// <param name="apis">Asks vendors' APIs for bills; null: files of bills alone are read.</param>
public sealed class Synchroniser(IStore store, Workspace workspace, TimeProvider clock, RepositoryFetch? fetch = null, BillApis? apis = null)
{
    /// <param name="eventFiles">JSON Lines files of delivery events; absolute paths.</param>
    /// <param name="progress">Told in short words what is being read.</param>
    public SyncReport Run(IReadOnlyList<string> eventFiles, IProgress<string>? progress = null, CancellationToken cancel = default)
    {
        var report = new SyncReport();
        if (workspace.PriceProblem is { } prices) report.Problems.Add(prices);
        var messages = workspace.Messages(store.Key);
        foreach (var file in eventFiles)
        {
            progress?.Report($"events {Path.GetFileName(file)}");
            report.Sources.Add(file);
            report.EventsAdded += store.AddEvents(EventReader.Read(file, messages, report.Ingest, cancellation: cancel).Events, cancel);
        }

        var events = EventLog.From(store.ReadEvents(cancel));
        var usage = new UsageSync(store, workspace, clock, report);
        foreach (var source in workspace.Organisation.Usage)
        {
            progress?.Report($"usage {source.Person ?? source.Path}");
            usage.ReadHome(source, cancel);
        }

        usage.TakeEvents(events, cancel);
        ReadBills(report, progress, cancel);
        foreach (var repository in workspace.Organisation.Repositories)
        {
            progress?.Report($"origin of {repository.Name}");
            fetch?.Fetch(repository, clock, report.Problems, cancel);
        }

        ReadRepositories(workspace.Organisation.Repositories, events, messages, report, progress, cancel);
        return report;
    }

    /// <summary>Reads files of bills when one of them is another than when they were read last.</summary>
    /// <param name="known">What they were like then; brought up to date.</param>
    internal void ReadBills(ref string known, SyncReport report, CancellationToken cancel)
    {
        var bills = new BillSync(store, workspace, clock, report);
        var now = bills.Fingerprint();
        if (now == known) return;
        bills.ReadFiles(cancel);
        known = now;
    }

    private void ReadBills(SyncReport report, IProgress<string>? progress, CancellationToken cancel)
    {
        if (workspace.Organisation.Bills.Count == 0) return;
        progress?.Report("bills");
        var bills = new BillSync(store, workspace, clock, report);
        bills.ReadFiles(cancel);
        if (apis is not null) bills.ReadApis(apis, cancel).GetAwaiter().GetResult();
    }

    /// <summary>Reads those homes whose files are others than when they were read last.</summary>
    /// <param name="known">By home, what it was like then; brought up to date.</param>
    /// <returns>How many were read.</returns>
    /// <exception cref="OperationCanceledException">The token was cancelled; homes that were read stand.</exception>
    internal int ReadHomes(Dictionary<string, string> known, SyncReport report, IProgress<string>? progress, CancellationToken cancel)
    {
        var usage = new UsageSync(store, workspace, clock, report);
        var read = 0;
        foreach (var source in workspace.Organisation.Usage.Where(s => s.Path is not null))
        {
            cancel.ThrowIfCancellationRequested();
            progress?.Report($"usage {source.Person ?? source.Path}");
            var (before, now) = (known.GetValueOrDefault(source.Path!), usage.Fingerprint(source));
            if (now is not null && now == before) continue;
            usage.ReadHome(source, cancel);
            if (now is null) continue;
            known[source.Path!] = now;
            read++;
        }

        return read;
    }

    /// <summary>Reads some repositories as they lie there, and usage that events state.</summary>
    internal void ReadRepositories(IReadOnlyList<RepositoryEntry> repositories, SyncReport report, IProgress<string>? progress, CancellationToken cancel)
    {
        var events = EventLog.From(store.ReadEvents(cancel));
        new UsageSync(store, workspace, clock, report).TakeEvents(events, cancel);
        ReadRepositories(repositories, events, workspace.Messages(store.Key), report, progress, cancel);
    }

    private void ReadRepositories(IReadOnlyList<RepositoryEntry> repositories, EventLog events, MessageReader messages, SyncReport report, IProgress<string>? progress, CancellationToken cancel)
    {
        var now = clock.GetUtcNow();
        var told = events.At(now);
        var deployments = told.Deployments.ToLookup(d => d.Repository, StringComparer.Ordinal);
        var moved = told.Pushes.Select(p => p.Repository).Concat(told.Releases.Select(r => r.Repository)).ToHashSet(StringComparer.Ordinal);
        var sync = new RepositorySync(store, messages, Workspace.Hasher(store.Key), report, now);
        foreach (var repository in repositories)
        {
            progress?.Report($"git {repository.Name}");
            var services = new ServiceMap(repository);
            sync.Read(repository, deployments[repository.Name].Where(services.Takes).Select(d => d.Sha), cancel);
            if (moved.Contains(repository.Name) && store.ReadHistory(repository.Name, cancel) is { } history) report.Problems.AddRange(Reconciliation.Of(told, history));
        }
    }
}
