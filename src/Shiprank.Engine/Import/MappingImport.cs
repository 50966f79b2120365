using Shiprank.Sources.Mappings;
using Shiprank.Sources.Recorded;
using Shiprank.Store;

namespace Shiprank.Engine.Import;

/// <summary>Reads any tool's recorded JSON into the store by a mapping; any number of times, in any order.</summary>
public sealed class MappingImport(IStore store, Workspace workspace)
{
    public ImportReport Read(Mapping mapping, IReadOnlyList<string> files, CancellationToken cancel = default)
    {
        var report = new ImportReport();
        var batches = new EventBatches(store, report, cancel);
        var messages = workspace.Messages(store.Key);
        foreach (var file in files)
        {
            foreach (var document in RecordedFile.Read(file, report.Ingest, cancel))
            {
                report.Items++;
                var reading = mapping.Read(document.Payload, messages);
                foreach (var problem in reading.Problems) report.Ingest.Skip(file, document.Line, $"{problem.Where}: {problem.Reason}");
                if (reading.Ignored is { } reason) report.Ignore(reason);
                batches.Add(reading.Events);
            }
        }

        batches.Flush();
        return report;
    }
}
