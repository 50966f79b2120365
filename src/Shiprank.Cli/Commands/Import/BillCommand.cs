using System.CommandLine;
using Shiprank.Cli.Commands.Usage;
using Shiprank.Cli.Terminal;
using Shiprank.Core.Usage;
using Shiprank.Engine.Reconcile;
using Shiprank.Sources.VendorReports;
using Spectre.Console;

namespace Shiprank.Cli.Commands.Import;

/// <summary><c>shiprank import bill KIND FILE…</c> and <c>shiprank import invoice FILE…</c>: vendors' reports and invoices out of files.</summary>
internal static class BillCommand
{
    public static Command Bill(CommandHost host)
    {
        var kind = new Argument<string>("kind") { Description = string.Join(", ", VendorReport.All.Select(r => r.Id).Where(id => id != VendorReport.InvoiceKind)), HelpName = "KIND" };
        kind.AcceptOnlyFromAmong([.. VendorReport.All.Select(r => r.Id)]);
        var files = ImportCommand.Files("As the vendor exports it: JSON pages, NDJSON or CSV");
        var command = new Command("bill", "A vendor's usage or cost report, to reconcile with") { kind, files };
        host.On(command, context => Read(context, VendorReport.Of(context.Get(kind)!)!, context.Get(files)!));
        return command;
    }

    public static Command Invoice(CommandHost host)
    {
        var files = ImportCommand.Files("CSV: issuer, number, month, total, currency");
        var command = new Command("invoice", "Invoices: what charges have to sum to") { files };
        host.On(command, context => Read(context, VendorReport.Of(VendorReport.InvoiceKind)!, context.Get(files)!));
        return command;
    }

    private static ExitCode Read(CommandContext context, VendorReport kind, IReadOnlyList<string> files)
    {
        using var open = OpenWorkspace.Open(context, out var code);
        if (open is null) return code;
        var ingest = new IngestReport();
        var intake = new BillIntake(open.Store, open.Workspace, ingest);
        List<TakenBill> taken = [.. files.Select(context.Environment.Absolute).Select(f => intake.File(kind, f, context.Cancellation)).OfType<TakenBill>()];
        var ignored = taken.SelectMany(t => t.Ignored).GroupBy(i => i.Key, StringComparer.Ordinal).OrderBy(g => g.Key, StringComparer.Ordinal).Select(g => (Reason: g.Key, Count: g.Sum(i => i.Value))).ToList();
        if (context.Json) Document(context.Terminal.Data, taken, ignored, ingest);
        else Lines(context.Terminal, kind, taken, ignored, ingest);
        return ingest.Skipped.Count > 0 ? ExitCode.Partial : ExitCode.Ok;
    }

    private static void Lines(Terminal.Terminal terminal, VendorReport kind, List<TakenBill> taken, IReadOnlyList<(string Reason, int Count)> ignored, IngestReport ingest)
    {
        terminal.Out.WriteLine($"read     {Figures.Many(taken.Count, "file")}; {Figures.Many(taken.Sum(t => t.Lines), kind.Id == VendorReport.InvoiceKind ? "invoice" : "line")}");
        terminal.Out.WriteLine($"stored   {Figures.Count(taken.Sum(t => t.Saved.Added))} new, {Figures.Count(taken.Sum(t => t.Saved.Replaced))} replaced, {Figures.Count(taken.Sum(t => t.Saved.Same))} known");
        if (taken.Sum(t => t.Saved.Copies) is > 0 and var copies) terminal.Out.WriteLine($"twice    {Figures.Many(copies, "row")}: the export has them more than once, and they count once");
        foreach (var (reason, count) in ignored) terminal.Out.WriteLine($"ignored  {Figures.Count(count)} {reason}");
        if (taken.Any(t => t.Saved.Added + t.Saved.Replaced > 0)) terminal.Out.MarkupLine("[grey]         shiprank reconcile compares them with the ledger[/]");
        ImportText.Skipped(terminal, ingest);
    }

    private static void Document(TextWriter writer, IReadOnlyList<TakenBill> taken, IReadOnlyList<(string Reason, int Count)> ignored, IngestReport ingest) => JsonDocumentWriter.Write(writer, json =>
    {
        json.WriteNumber("schemaVersion", 1);
        json.WriteNumber("lines", taken.Sum(t => t.Lines));
        json.WriteNumber("added", taken.Sum(t => t.Saved.Added));
        json.WriteNumber("replaced", taken.Sum(t => t.Saved.Replaced));
        json.WriteNumber("known", taken.Sum(t => t.Saved.Same));
        json.WriteNumber("copies", taken.Sum(t => t.Saved.Copies));
        json.WriteStartArray("ignored");
        foreach (var (reason, count) in ignored)
        {
            json.WriteStartObject();
            json.WriteString("reason", reason);
            json.WriteNumber("count", count);
            json.WriteEndObject();
        }

        json.WriteEndArray();
        UsageDocument.IngestFields(json, ingest);
    });
}
