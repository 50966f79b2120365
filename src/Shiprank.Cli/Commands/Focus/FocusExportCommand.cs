using System.CommandLine;
using System.Text;
using Shiprank.Cli.Commands.Chargeback;
using Shiprank.Core.Money;
using Shiprank.Core.Money.Focus;
using Shiprank.Engine.Chargeback;
using Spectre.Console;

namespace Shiprank.Cli.Commands.Focus;

/// <summary><c>shiprank focus export</c>: a month of charges as CSV.</summary>
internal static class FocusExportCommand
{
    private static readonly Option<string> form = new("--focus") { Description = $"Version of the specification: {FocusVersions.Words}", HelpName = "VERSION", DefaultValueFactory = _ => "1.4" };

    private static readonly Option<string?> into = new("--out") { Description = "Write it there; without it, to stdout", HelpName = "FILE" };

    public static Command Create(CommandHost host)
    {
        var command = new Command("export", "A month's charges as CSV, one row for each day, cost centre, ticket, model and meter") { MonthOption.One, form, into };
        host.On(command, Run);
        return command;
    }

    private static ExitCode Run(CommandContext context)
    {
        if (FocusVersions.Parse(context.Get(form)!) is not { } version) return context.Fail(ExitCode.Usage, $"--focus: '{context.Get(form)}' is none of {FocusVersions.Words}");
        if (context.Json && context.Get(into) is null) return context.Fail(ExitCode.Usage, "--json says what was written, and the rows have no other way than stdout", "name a file with --out");
        using var open = OpenWorkspace.Open(context, out var code);
        if (open is null || MonthOption.Of(context, ChargeMonths.All(open.Store, context.AsOf), out code) is not { } asked) return code;
        var export = FocusBook.Of(open.Store, open.Workspace, context.Environment.Clock, asked, context.Cancellation);
        if (export.IsEmpty) return context.Fail(ExitCode.NotFound, $"nothing is charged in {ChargeMonths.Text(asked)}", "name another month with --month");
        if (context.Get(into) is { } file) return ToFile(context, export, version, file);
        foreach (var piece in export.Write(version, context.Cancellation)) context.Terminal.Data.Write(Encoding.UTF8.GetString(piece.Span));
        return ExitCode.Ok;
    }

    /// <summary>Under another name until it is whole: whoever waits for the file never reads a part of it.</summary>
    private static ExitCode ToFile(CommandContext context, FocusExport export, FocusVersion version, string file)
    {
        var path = context.Environment.Absolute(file);
        try
        {
            using (var stream = new FileStream(path + ".part", FileMode.Create))
            {
                foreach (var piece in export.Write(version, context.Cancellation)) stream.Write(piece.Span);
            }

            File.Move(path + ".part", path, overwrite: true);
        }
        catch (Exception refused) when (refused is IOException or UnauthorizedAccessException)
        {
            return context.Fail(ExitCode.Failure, $"{file} can't be written: {refused.Message}", "name another file");
        }

        if (context.Json) JsonDocumentWriter.Write(context.Terminal.Data, json =>
        {
            json.WriteNumber("schemaVersion", 1);
            json.WriteString("month", ChargeMonths.Text(export.Month));
            json.WriteString("focus", FocusVersions.Text(version));
            json.WriteString("file", path);
            json.WriteDecimal("billedUsd", Nano.Units(export.BilledNanoUsd));
        });
        else context.Terminal.Out.MarkupLineInterpolated($"{ChargeMonths.Text(export.Month)} in the form of FOCUS {FocusVersions.Text(version)}, USD {Nano.Units(export.BilledNanoUsd):#,0.00}: {path}");
        return ExitCode.Ok;
    }
}
