using Shiprank.Core.Delivery;
using Shiprank.Sources.Tickets;
using Shiprank.Store;

namespace Shiprank.Engine.Import;

/// <summary>Reads a tracker's export into the store: CSV by the end of its name, everything else as Jira's JSON.</summary>
public sealed class TicketImport(IStore store, Workspace workspace)
{
    public ImportReport Read(TicketOptions options, IReadOnlyList<string> files, CancellationToken cancel = default)
    {
        var report = new ImportReport();
        var tables = files.Where(f => Path.GetExtension(f) is { } end && (end.Equals(".csv", StringComparison.OrdinalIgnoreCase) || end.Equals(".tsv", StringComparison.OrdinalIgnoreCase))).ToList();
        var table = new TicketTable(options, workspace.Messages(store.Key), report.Ingest);
        List<StoredEvent> events = [.. tables.SelectMany(f => table.Read(f, cancel)), .. new JiraReader(options, report.Ingest).Read([.. files.Except(tables)], cancel)];
        foreach (var e in events) report.Count(e);
        report.Items = events.DistinctBy(e => e.Id).Count();
        report.Added = new EventIntake(store).Add([.. events.Where(e => e.Order != 0)], cancel) + store.AddEvents([.. events.Where(e => e.Order == 0)], cancel);
        return report;
    }
}
