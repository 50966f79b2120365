using System.CommandLine;
using Shiprank.Cli.Terminal;
using Shiprank.Core.Usage;
using Shiprank.Engine.Import;
using Spectre.Console;

namespace Shiprank.Cli.Commands.Import;

/// <summary><c>shiprank import runs FILE…</c>: traces of agents' runs that were written where no server was.</summary>
internal static class TraceCommand
{
    public static Command Create(CommandHost host)
    {
        var files = ImportCommand.Files("JSON Lines of entries, or folders of such files");
        var command = new Command("runs", "Traces of agents' runs: what each call was, took and cost, never what was said") { files };
        host.On(command, context =>
        {
            using var open = OpenWorkspace.Open(context, out var code);
            if (open is null) return code;
            var (report, import) = (new IngestReport(), new RunImport(open.Store, open.Workspace));
            var (entries, added) = (0L, 0L);
            foreach (var file in context.Get(files)!.Select(context.Environment.Absolute))
            {
                var read = import.Read(file, report, context.Cancellation);
                (entries, added) = (entries + read.Entries, added + read.Added);
            }

            if (context.Json)
            {
                JsonDocumentWriter.Write(context.Terminal.Data, json =>
                {
                    json.WriteNumber("schemaVersion", 1);
                    json.WriteNumber("entries", entries);
                    json.WriteNumber("added", added);
                    Usage.UsageDocument.IngestFields(json, report);
                });
            }
            else
            {
                context.Terminal.Out.WriteLine($"read     {Figures.Many(entries, "entry", "entries")} of traces");
                context.Terminal.Out.WriteLine($"stored   {Figures.Count(added)} new");
                ImportText.Skipped(context.Terminal, report);
            }

            return report.Skipped.Count > 0 ? ExitCode.Partial : ExitCode.Ok;
        });
        return command;
    }
}
