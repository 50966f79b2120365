using System.CommandLine;
using Shiprank.Cli.Terminal;
using Spectre.Console;

namespace Shiprank.Cli.Commands.Doctor;

/// <summary><c>shiprank doctor</c>: does this machine have what Shiprank needs, and what to do where not. Exit 1 when a check fails.</summary>
internal static class DoctorCommand
{
    private static readonly Option<string?> home = new("--home") { Description = "Home directory whose agents' logs are looked for (default: yours)", HelpName = "DIR" };

    public static Command Create(CommandHost host)
    {
        var command = new Command("doctor", "Check git, the store's engine, agents' logs, prices, configuration and permissions") { home };
        host.On(command, context =>
        {
            var folder = context.Get(home) is { } path ? context.Environment.Absolute(path) : context.Environment.Home;
            IReadOnlyList<Check> checks;
            using (new ProgressLine(context.Terminal, context.Environment.Clock, () => "checking")) checks = [.. Checks(context, folder)];
            if (context.Json) Document(context.Terminal.Data, checks);
            else Lines(context.Terminal, checks);
            return checks.Any(c => c.Status == CheckStatus.Fail) ? ExitCode.Failure : ExitCode.Ok;
        });
        return command;
    }

    private static IEnumerable<Check> Checks(CommandContext context, string folder)
    {
        var now = context.Environment.Clock.GetUtcNow();
        yield return Check.Ok("shiprank", $"{CommandLine.Version} on .NET {Environment.Version}");
        yield return GitCheck.Run();
        yield return NativeLibraryChecks.DuckDb();
        yield return NativeLibraryChecks.Sqlite();
        foreach (var check in HomeChecks.Run(folder, context, now)) yield return check;
        yield return PriceListCheck.Run(context.DataFolder, now);
        yield return ConfigCheck.Run(context);
        yield return DataFolderCheck.Run(context.DataFolder);
        yield return StoreCheck.Run(context.DataFolder, context.Environment.Clock);
        yield return TimeZoneCheck.Run();
    }

    private static void Lines(Terminal.Terminal terminal, IReadOnlyList<Check> checks)
    {
        var width = checks.Max(c => c.Name.Length);
        foreach (var check in checks)
        {
            var (colour, mark) = check.Status switch
            {
                CheckStatus.Ok => ("green", "ok  "),
                CheckStatus.Warn => ("yellow", "warn"),
                _ => ("red", "fail"),
            };
            terminal.Out.MarkupLine($"[{colour}]{mark}[/]  {check.Name.PadRight(width)}  {Markup.Escape(check.Detail)}");
            if (check.Remedy.Length > 0) terminal.Out.MarkupLine($"      {new string(' ', width)}  [cyan]{Markup.Escape(check.Remedy)}[/]");
        }
    }

    private static void Document(TextWriter writer, IReadOnlyList<Check> checks) => JsonDocumentWriter.Write(writer, json =>
    {
        json.WriteNumber("schemaVersion", 1);
        json.WriteStartArray("checks");
        foreach (var check in checks)
        {
            json.WriteStartObject();
            json.WriteString("name", check.Name);
            json.WriteString("status", check.Status.ToString().ToLowerInvariant());
            json.WriteString("detail", check.Detail);
            json.WriteString("remedy", check.Remedy);
            json.WriteEndObject();
        }

        json.WriteEndArray();
    });
}
