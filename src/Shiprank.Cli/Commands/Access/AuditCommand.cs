using System.CommandLine;
using Shiprank.Core.Access;
using Shiprank.Engine.Documents;

namespace Shiprank.Cli.Commands.Access;

/// <summary><c>shiprank audit</c>: the audit log; whether it is whole; all of it to a file.</summary>
internal static class AuditCommand
{
    private static readonly Option<bool> verify = new("--verify") { Description = "Check every entry against all before it; exit code 1 when one was meddled with" };

    private static readonly Option<string?> export = new("--export") { Description = "Write the whole log there, one JSON object a line; - is stdout", HelpName = "FILE" };

    private static readonly Option<string?> about = new("--about") { Description = "Only what concerns this person", HelpName = "ID" };

    private static readonly Option<int> last = new("--last") { Description = "How many entries", HelpName = "N", DefaultValueFactory = _ => 50 };

    public static Command Create(CommandHost host)
    {
        var command = new Command("audit", "Who signed in, looked at whom, and changed what: a log that shows meddling") { verify, export, about, last };
        host.On(command, Run);
        return command;
    }

    private static ExitCode Run(CommandContext context)
    {
        if (context.Get(last) is < 1 or > 100_000) return context.Fail(ExitCode.Usage, $"--last: {context.Get(last)} is not from 1 to 100000");
        using var open = OpenWorkspace.Open(context, out var code);
        if (open is null) return code;
        if (context.Get(export) is { } file) return Export(context, open, file);
        if (context.Get(verify)) return Verify(context, open);
        var records = open.Store.ReadAudit(context.Get(about), context.Get(last));
        if (context.Json) context.Terminal.Data.WriteLine(DocumentText.Of(into => AuditDocument.Write(into, records)));
        else AccessText.Audit(context.Terminal, records);
        return ExitCode.Ok;
    }

    private static ExitCode Verify(CommandContext context, OpenWorkspace open)
    {
        var verdict = AuditChain.Verify(open.Store.StreamAudit(context.Cancellation));
        if (context.Json) JsonDocumentWriter.Write(context.Terminal.Data, json => WriteVerdict(json, verdict));
        else if (verdict.Broken is null) context.Terminal.Data.WriteLine($"{verdict.Whole} entries, every one as it was written. Head: {verdict.Head}");
        if (verdict.Broken is not { } broken) return ExitCode.Ok;
        return context.Fail(ExitCode.Failure, $"entry {broken} is missing, or is not what was written; {verdict.Whole} before it are whole", "compare with an export: shiprank audit --export FILE");
    }

    private static void WriteVerdict(System.Text.Json.Utf8JsonWriter json, AuditVerdict verdict)
    {
        json.WriteNumber("schemaVersion", 1);
        json.WriteNumber("whole", verdict.Whole);
        json.WriteString("head", verdict.Head);
        if (verdict.Broken is { } broken) json.WriteNumber("broken", broken);
        else json.WriteNull("broken");
    }

    private static ExitCode Export(CommandContext context, OpenWorkspace open, string file)
    {
        // It is an event itself, and stands in what is written.
        open.Store.Audit(new(context.Environment.Clock.GetUtcNow(), Viewer.Console.Actor, "audit.exported", null, ""), context.Cancellation);
        if (file == "-")
        {
            foreach (var record in open.Store.StreamAudit(context.Cancellation)) context.Terminal.Data.Write(System.Text.Encoding.UTF8.GetString(AuditDocument.Line(record)));
            return ExitCode.Ok;
        }

        try
        {
            using var into = new FileStream(context.Environment.Absolute(file), FileMode.CreateNew);
            foreach (var record in open.Store.StreamAudit(context.Cancellation)) into.Write(AuditDocument.Line(record));
        }
        catch (Exception refused) when (refused is IOException or UnauthorizedAccessException)
        {
            return context.Fail(ExitCode.Failure, $"{file} can't be written, or is there already", "name another file");
        }

        return ExitCode.Ok;
    }
}
