using Shiprank.Core.Delivery;
using Shiprank.Sources.Forges;
using Shiprank.Sources.GitHub;
using Shiprank.Sources.GitLab;
using Shiprank.Sources.Recorded;
using Shiprank.Store;

namespace Shiprank.Engine.Import;

/// <summary>Reads recorded deliveries of a forge into the store; any number of times, in any order.</summary>
public sealed class ForgeImport(IStore store, Workspace workspace)
{
    private const string NoEvent = "nothing tells which event this is of: name it with --event";

    /// <param name="eventName">Of payloads that come without a name; null: their fields tell.</param>
    public ImportReport GitHub(IReadOnlyList<string> files, string? eventName, CancellationToken cancel = default)
    {
        var reader = new GitHubReader(new(workspace.Organisation), Messages);
        return Each(files, delivery =>
        {
            var name = delivery.Event.Length > 0 ? delivery.Event : eventName ?? GitHubShape.EventOf(delivery.Payload);
            return name is null ? Nameless(delivery) : reader.Read(new(name, delivery.DeliveryId, delivery.Payload, delivery.ReceivedAt));
        }, cancel);
    }

    /// <param name="eventName">Of payloads that don't say their kind themselves.</param>
    public ImportReport GitLab(IReadOnlyList<string> files, string? eventName, CancellationToken cancel = default)
    {
        var reader = new GitLabReader(new(workspace.Organisation), Messages);
        return Each(files, delivery => reader.Read(new(delivery.Event.Length > 0 ? delivery.Event : eventName ?? "", delivery.DeliveryId, delivery.Payload, delivery.ReceivedAt)), cancel);
    }

    private MessageReader Messages => workspace.Messages(store.Key);

    private static ForgeReading Nameless(RecordedDelivery delivery) => ForgeReading.Malformed("", JsonText.Flaw(delivery.Payload.Span) ?? NoEvent);

    private ImportReport Each(IReadOnlyList<string> files, Func<RecordedDelivery, ForgeReading> read, CancellationToken cancel)
    {
        var report = new ImportReport();
        var batches = new EventBatches(store, report, cancel);
        foreach (var file in files)
        {
            foreach (var delivery in RecordedFile.Read(file, report.Ingest, cancel))
            {
                report.Items++;
                var reading = read(delivery);
                if (reading.Problem is { } problem) report.Ingest.Skip(file, delivery.Line, problem.Where.Length > 0 ? $"{problem.Where}: {problem.Reason}" : problem.Reason);
                if (reading.Ignored is { } reason) report.Ignore(reason);
                batches.Add(reading.Events);
            }
        }

        batches.Flush();
        return report;
    }
}
