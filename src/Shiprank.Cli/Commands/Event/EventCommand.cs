using System.Buffers;
using System.CommandLine;
using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using Shiprank.Cli.Commands.Import;
using Shiprank.Core.Delivery;
using Shiprank.Engine.Import;
using Shiprank.Sources.Events;

namespace Shiprank.Cli.Commands.Event;

/// <summary><c>shiprank event</c>: one event from a script or a CI job, or JSON Lines of them, into the store.</summary>
internal static class EventCommand
{
    private static readonly Option<string?> file = new("--file") { Description = "JSON Lines of events; - is stdin", HelpName = "FILE" };
    private static readonly Option<string?> id = new("--id") { Description = "What tells it from others of its type and source (derived from the other fields)", HelpName = "ID" };
    private static readonly Option<string?> source = new("--source") { Description = $"Who tells it ({EventReader.DefaultSource})", HelpName = "NAME" };
    private static readonly Option<string?> updatedAt = new("--updated-at") { Description = "From when this version stands", HelpName = "TIME" };

    public static Command Create(CommandHost host)
    {
        var command = new Command("event", "Tell of a deployment, request, incident, ticket or usage") { file };
        host.On(command, ReadFile);
        foreach (var shape in EventShape.All)
        {
            var one = new Command(shape.CommandName, shape.Description) { id, source, updatedAt };
            if (shape.CommandName != shape.Type) one.Aliases.Add(shape.Type);
            foreach (var field in shape.Fields) one.Add(field.Option);
            host.On(one, context => Tell(context, shape));
            command.Add(one);
        }

        return command;
    }

    private static ExitCode ReadFile(CommandContext context)
    {
        if (context.Get(file) is not { } path) return context.Fail(ExitCode.Usage, "say what happened: shiprank event deployment …, or --file FILE", $"types: {string.Join(", ", EventShape.All.Select(s => s.CommandName))}");
        using var open = OpenWorkspace.Open(context, out var code, readsInput: path == "-");
        if (open is null) return code;
        var report = new ImportReport();
        var messages = open.Workspace.Messages(open.Store.Key);
        var batch = path == "-"
            ? EventReader.Read(context.Environment.Input(), "stdin", messages, report.Ingest, firstOrder: 1, cancellation: context.Cancellation)
            : EventReader.Read(context.Environment.Absolute(path), messages, report.Ingest, firstOrder: 1, cancellation: context.Cancellation);
        foreach (var e in batch.Events) report.Count(e);
        report.Items = batch.Events.Count;
        report.Added = new EventIntake(open.Store).Add(batch.Events, context.Cancellation);
        return ImportText.Say(context, report, "line");
    }

    private static ExitCode Tell(CommandContext context, EventShape shape)
    {
        using var open = OpenWorkspace.Open(context, out var code);
        if (open is null) return code;
        var line = Line(context, shape, out var repository);
        var read = EventLine.Read(line, EventReader.DefaultSource, 1, open.Workspace.Messages(open.Store.Key));
        if (!read.Succeeded) return context.Fail(ExitCode.Usage, read.Problem.Reason, $"shiprank event {shape.CommandName} --help lists the options");
        if (repository is not null && !open.Workspace.Organisation.Repositories.Any(r => r.Name == repository))
        {
            return context.Fail(ExitCode.Usage, $"no repository \"{repository}\" in the organisation file", $"it has {string.Join(", ", open.Workspace.Organisation.Repositories.Select(r => r.Name).Take(8))}");
        }

        var added = new EventIntake(open.Store).Add([read.Value], context.Cancellation) > 0;
        if (context.Json) Document(context.Terminal.Data, read.Value, added);
        else context.Terminal.Data.WriteLine($"{read.Value.Type} {read.Value.Id} {(added ? "stored; shiprank sync scores it" : "known already")}");
        return ExitCode.Ok;
    }

    private static ReadOnlyMemory<byte> Line(CommandContext context, EventShape shape, out string? repository)
    {
        repository = null;
        var now = context.Environment.Clock.GetUtcNow().ToString("yyyy-MM-dd'T'HH:mm:ss'Z'", CultureInfo.InvariantCulture);
        var said = new StringBuilder(shape.Type);
        var buffer = new ArrayBufferWriter<byte>(512);
        using var json = new Utf8JsonWriter(buffer);
        json.WriteStartObject();
        json.WriteString("type", shape.Type);
        if (context.Get(source) is { } from) json.WriteString("source", from);
        if (context.Get(updatedAt) is { } updated) json.WriteString("updated_at", updated);
        foreach (var field in shape.Fields)
        {
            var otherwise = shape.Defaults.GetValueOrDefault(field.Name);
            if (field.Write(json, context, otherwise == EventShape.Now ? now : otherwise) is not { } value) continue;
            said.Append(CultureInfo.InvariantCulture, $"\n{field.Name}={value}");
            if (field.Name == "repository") repository = value;
        }

        if ((context.Get(id) ?? (shape.HasOwnId ? null : Derived(said.ToString()))) is { } own) json.WriteString("id", own);
        json.WriteEndObject();
        json.Flush();
        return buffer.WrittenMemory;
    }

    /// <summary>The same fields have the same id, so a job that is repeated with the same times tells the same event.</summary>
    private static string Derived(string fields) => Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(fields)).AsSpan(0, 8));

    private static void Document(TextWriter writer, StoredEvent e, bool added) => JsonDocumentWriter.Write(writer, json =>
    {
        json.WriteNumber("schemaVersion", 1);
        json.WriteString("type", e.Type);
        json.WriteString("source", e.Source);
        json.WriteString("id", e.Id);
        json.WriteBoolean("added", added);
    });
}
