using Shiprank.Cli.Commands.Usage;
using Shiprank.Core.Attribution.Spend;
using Shiprank.Core.Money;
using Shiprank.Engine.Sync;
using Shiprank.Store;

namespace Shiprank.Cli.Commands.Sync;

/// <summary>The document of <c>shiprank sync --json</c>.</summary>
internal static class SyncDocument
{
    public static void Write(TextWriter writer, SyncReport report, IReadOnlyList<SpendPart> spend) => JsonDocumentWriter.Write(writer, json =>
    {
        json.WriteNumber("schemaVersion", 1);
        json.WriteStartObject("usage");
        json.WriteNumber("added", report.UsageAdded);
        json.WriteNumber("replaced", report.UsageReplaced);
        json.WriteNumber("known", report.UsageKnown);
        json.WriteNumber("sessions", report.Sessions);
        json.WriteNumber("editsAdded", report.EditsAdded);
        json.WriteEndObject();
        json.WriteStartObject("events");
        json.WriteNumber("added", report.EventsAdded);
        json.WriteEndObject();
        json.WriteStartObject("bills");
        json.WriteNumber("added", report.BillsAdded);
        json.WriteNumber("replaced", report.BillsReplaced);
        json.WriteNumber("known", report.BillsKnown);
        json.WriteNumber("copies", report.BillCopies);
        json.WriteEndObject();
        json.WriteStartObject("git");
        json.WriteNumber("changes", report.Changes);
        json.WriteNumber("patchesAdded", report.PatchesAdded);
        json.WriteStartArray("rewritten");
        foreach (var rewritten in report.Rewritten)
        {
            json.WriteStartObject();
            json.WriteString("repository", rewritten.Repository);
            json.WriteString("after", rewritten.After);
            json.WriteNumber("replaced", rewritten.Replaced);
            json.WriteEndObject();
        }

        json.WriteEndArray();
        json.WriteEndObject();
        json.WriteStartArray("spend");
        foreach (var fate in spend.GroupBy(p => p.Fate).OrderBy(g => g.Key))
        {
            json.WriteStartObject();
            json.WriteString("fate", SpendNames.Of(fate.Key));
            json.WriteNumber("rows", fate.Count());
            json.WriteDecimal("costUsd", Nano.Units(fate.Sum(p => p.Amount.NanoUsd ?? 0)));
            json.WriteNumber("unpricedRows", fate.Count(p => p.Amount.NanoUsd is null));
            json.WriteEndObject();
        }

        json.WriteEndArray();
        json.WriteStartObject("restated");
        json.WriteNumber("figures", report.Restated);
        json.WriteNumber("closed", report.RestatedClosed);
        json.WriteEndObject();
        UsageDocument.IngestFields(json, report.Ingest);
        json.WriteStrings("problems", report.Problems.Select(p => p.ToString()));
    });
}
