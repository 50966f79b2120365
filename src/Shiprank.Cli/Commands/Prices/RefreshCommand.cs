using System.CommandLine;
using System.Text.Json;
using Shiprank.Cli.Terminal;
using Shiprank.Core;
using Shiprank.Core.Pricing;
using Shiprank.Engine.Documents;
using Shiprank.Engine.Prices;
using Shiprank.Sources.Prices;
using Spectre.Console;

namespace Shiprank.Cli.Commands.Prices;

/// <summary>
/// <c>shiprank prices refresh</c>: takes a newer list for new usage. It shows what is another, and writes only when it is told to; usage that was priced
/// keeps its price. Nothing is downloaded, and a package's script is read as data, never run.
/// </summary>
internal static class RefreshCommand
{
    private static readonly Option<string> from = new("--from") { Description = "A list of this program (JSON), or index.cjs of @pydantic/genai-prices", HelpName = "FILE", Required = true };

    private static readonly Option<DateOnly?> released = new("--released") { Description = "The day of the package's release, which the package doesn't say", HelpName = "DATE" };

    private static readonly Option<bool> write = new("--write") { Description = "Take it; without it nothing is written" };

    public static Command Create(CommandHost host)
    {
        var command = new Command("refresh", "Take a newer price list from a file for usage from now on") { from, released, write };
        host.On(command, Run);
        return command;
    }

    private static ExitCode Run(CommandContext context)
    {
        var path = context.Environment.Absolute(context.Get(from)!);
        var read = Read(path, context.Get(released));
        if (!read.Succeeded) return context.Fail(ExitCode.Failure, read.Problem);
        if (PricesInForce.Read(context) is not { } inForce) return ExitCode.Failure;
        PriceList now, then;
        try
        {
            (now, then) = (inForce.List, inForce.Over(read.Value).List);
        }
        catch (JsonException e)
        {
            return context.Fail(ExitCode.Failure, new Problem(path, e.LineNumber + 1 ?? 0, e.Message, "see docs/reference/prices.md"));
        }

        if (then.Date < now.Date) return context.Fail(ExitCode.Failure, $"{path} is of {then.Date:yyyy-MM-dd}, and the list in force is of {now.Date:yyyy-MM-dd}: an older list is not taken");
        var differ = PriceChanges.Between(now, then, context.AsOf);
        var announced = PriceChanges.Dated(then, DateOnly.FromDateTime(context.AsOf.UtcDateTime).AddDays(1), DateOnly.MaxValue).Except(PriceChanges.Dated(now, DateOnly.FromDateTime(context.AsOf.UtcDateTime).AddDays(1), DateOnly.MaxValue)).ToList();
        var taken = context.Get(write) && then.Sha256 != now.Sha256;
        if (taken) InstalledList.Write(context.DataFolder, read.Value);
        if (context.Json) context.Terminal.Data.WriteLine(DocumentText.Of(into => PriceRefreshDocument.Write(into, now, then, differ, announced, taken)));
        else Write(context.Terminal, now, then, differ, announced, taken);
        return ExitCode.Ok;
    }

    private static Result<byte[]> Read(string path, DateOnly? released)
    {
        try
        {
            var bytes = File.ReadAllBytes(path);
            if (PackageList.IsScript(bytes))
            {
                if (released is not { } day) return new Problem(path, 0, "the package doesn't say when it was released", "add --released DATE");
                if (Version(path) is not { } version) return new Problem(path, 0, "the package's own package.json isn't above it", "name the file where the package was unpacked");
                bytes = PackageList.Convert(bytes, version, day);
            }

            InstalledList.Check(bytes);
            return bytes;
        }
        catch (JsonException e)
        {
            return new Problem(path, e.LineNumber + 1 ?? 0, e.Message, "a list in the form of docs/reference/prices.md, or index.cjs of @pydantic/genai-prices");
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            return new Problem(path, 0, e.Message);
        }
    }

    private static string? Version(string script)
    {
        var description = Path.Combine(Path.GetDirectoryName(script)!, "..", "package.json");
        if (!File.Exists(description)) return null;
        using var document = JsonDocument.Parse(File.ReadAllBytes(description));
        return document.RootElement.TryGetProperty("version", out var version) ? version.GetString() : null;
    }

    private static void Write(Terminal.Terminal terminal, PriceList now, PriceList then, IReadOnlyList<PriceChange> differ, List<PriceChange> announced, bool taken)
    {
        terminal.Out.MarkupLineInterpolated($"[bold]{Figures.Many(differ.Count, "rate differs", "rates differ")}[/] between {now.Version} and {then.Version}");
        if (differ.Count > 0) PriceChangesCommand.Table(terminal, differ);
        if (announced.Count > 0)
        {
            terminal.Out.WriteLine();
            terminal.Out.MarkupLineInterpolated($"[bold]{Figures.Many(announced.Count, "rate")}[/] announced for later");
            PriceChangesCommand.Table(terminal, announced);
        }

        terminal.Out.WriteLine();
        terminal.Out.MarkupLineInterpolated($"{(taken ? "Taken: usage from now on is priced by it, what was priced keeps its price (`shiprank prices reprice` restates it)." : then.Sha256 == now.Sha256 ? "It is the list in force." : "Nothing was written: add --write to take it.")}");
    }
}
