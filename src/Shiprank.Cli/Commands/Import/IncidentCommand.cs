using System.CommandLine;
using Shiprank.Engine.Import;
using Shiprank.Sources.Mappings;
using Shiprank.Sources.Organisation;

namespace Shiprank.Cli.Commands.Import;

/// <summary><c>shiprank import incidents</c>: any tool's JSON by a mapping file, or by one that comes with the product.</summary>
internal static class IncidentCommand
{
    public static Command Create(CommandHost host)
    {
        var files = ImportCommand.Files("Webhook bodies: one document, a list, or JSON Lines");
        var mapping = new Option<string?>("--mapping") { Description = $"A mapping file, or one of {string.Join(", ", MappingLibrary.Names)}", HelpName = "FILE", Required = true };
        var command = new Command("incidents", "Incidents out of any tool's JSON, by a mapping") { mapping, files };
        host.On(command, context =>
        {
            if (Mapping(context, context.Get(mapping)!, out var failed) is not { } read) return failed;
            using var open = OpenWorkspace.Open(context, out var code);
            if (open is null) return code;
            return ImportText.Say(context, new MappingImport(open.Store, open.Workspace).Read(read, [.. context.Get(files)!.Select(context.Environment.Absolute)], context.Cancellation), "document");
        });
        return command;
    }

    /// <summary>A file goes before a name: a copy of one's own is meant.</summary>
    private static Mapping? Mapping(CommandContext context, string name, out ExitCode code)
    {
        code = ExitCode.Failure;
        var path = context.Environment.Absolute(name);
        var reading = File.Exists(path) ? MappingReader.Read(path) : MappingLibrary.Text(name) is { } text ? MappingReader.Parse(text, name) : new Reading<Mapping>(null, []);
        if (reading.Value is { } mapping) return mapping;
        code = reading.Problems.Count > 0
            ? context.Fail(ExitCode.Failure, reading.Problems)
            : context.Fail(ExitCode.NotFound, $"{name}: there is no such file", $"mappings that come with shiprank: {string.Join(", ", MappingLibrary.Names)}");
        return null;
    }
}
