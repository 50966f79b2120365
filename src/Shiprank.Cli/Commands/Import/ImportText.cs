using Shiprank.Cli.Commands.Usage;
using Shiprank.Cli.Terminal;
using Shiprank.Core.Usage;
using Shiprank.Engine.Import;
using Spectre.Console;

namespace Shiprank.Cli.Commands.Import;

/// <summary>What an import did, for people and as a document.</summary>
internal static class ImportText
{
    private const int Named = 5;

    public static ExitCode Say(CommandContext context, ImportReport report, string item, string? items = null)
    {
        if (context.Json) Document(context.Terminal.Data, report);
        else Lines(context.Terminal, report, Figures.Many(report.Items, item, items));
        return report.IsPartial ? ExitCode.Partial : ExitCode.Ok;
    }

    /// <summary>The first of what was skipped, and how many more.</summary>
    public static void Skipped(Terminal.Terminal terminal, IngestReport ingest)
    {
        foreach (var skipped in ingest.Skipped.Take(Named)) terminal.Warn(skipped.Line > 0 ? $"{skipped.File}:{skipped.Line}: {skipped.Reason}" : $"{skipped.File}: {skipped.Reason}");
        if (ingest.Skipped.Count > Named) terminal.Err.MarkupLineInterpolated($"[yellow]warning[/]: {ingest.Skipped.Count - Named} more pieces of input skipped; --json names each");
    }

    private static void Lines(Terminal.Terminal terminal, ImportReport report, string items)
    {
        var types = report.ByType.Count == 0 ? "" : $": {string.Join(", ", report.ByType.Select(t => $"{Figures.Count(t.Value)} {t.Key}"))}";
        terminal.Out.WriteLine($"read     {items}; {Figures.Many(report.ByType.Values.Sum(), "event")}{types}");
        terminal.Out.WriteLine($"stored   {Figures.Count(report.Added)} new");
        foreach (var reason in report.Ignored.OrderByDescending(r => r.Value).ThenBy(r => r.Key, StringComparer.Ordinal).Take(Named)) terminal.Out.WriteLine($"ignored  {Figures.Count(reason.Value)} {reason.Key}");
        if (report.Ignored.Count > Named) terminal.Out.WriteLine($"ignored  {Figures.Count(report.Ignored.Values.Order().SkipLast(Named).Sum())} for {report.Ignored.Count - Named} more reasons; --json names each");
        if (report.Added > 0) terminal.Out.MarkupLine("[grey]         shiprank sync scores them[/]");
        Skipped(terminal, report.Ingest);
    }

    private static void Document(TextWriter writer, ImportReport report) => JsonDocumentWriter.Write(writer, json =>
    {
        json.WriteNumber("schemaVersion", 1);
        json.WriteNumber("items", report.Items);
        json.WriteStartObject("events");
        json.WriteNumber("added", report.Added);
        json.WriteStartObject("byType");
        foreach (var (type, count) in report.ByType) json.WriteNumber(type, count);
        json.WriteEndObject();
        json.WriteEndObject();
        json.WriteStartArray("ignored");
        foreach (var (reason, count) in report.Ignored)
        {
            json.WriteStartObject();
            json.WriteString("reason", reason);
            json.WriteNumber("count", count);
            json.WriteEndObject();
        }

        json.WriteEndArray();
        UsageDocument.IngestFields(json, report.Ingest);
    });
}
