using System.CommandLine;
using System.CommandLine.Parsing;
using Shiprank.Core.Delivery;
using Shiprank.Engine.Import;
using Shiprank.Sources.Tickets;

namespace Shiprank.Cli.Commands.Import;

/// <summary><c>shiprank import jira</c> and <c>shiprank import tickets</c>: a tracker's export, its columns and statuses named where they differ.</summary>
internal static class TicketCommand
{
    private static readonly string[] statuses = ["open", "in_progress", "done", "cancelled"];

    /// <param name="name">The source of the events too.</param>
    public static Command Create(CommandHost host, string name, string description)
    {
        var files = ImportCommand.Files("CSV by the end of the name, else JSON");
        var columns = Pairs("--column", "FIELD=NAME", $"Which column or field is which: {string.Join(", ", TicketOptions.Fields)}", (field, _) => TicketOptions.Fields.Contains(field), $"has to name one of {string.Join(", ", TicketOptions.Fields)}");
        var mapped = Pairs("--status", "NAME=STATUS", $"What a status of the tracker is: {string.Join(", ", statuses)}", (_, status) => statuses.Contains(status), $"has to be one of {string.Join(", ", statuses)}");
        var format = new Option<string?>("--time-format") { Description = "How a CSV file writes times: dd.MM.yyyy HH:mm (--tz names their zone)", HelpName = "FORMAT" };
        var command = new Command(name, description) { files, columns, mapped, format };
        host.On(command, context =>
        {
            using var open = OpenWorkspace.Open(context, out var code);
            if (open is null) return code;
            var options = new TicketOptions
            {
                Source = name,
                Columns = Split(context.Get(columns)).ToDictionary(p => p.Name, p => p.Value, StringComparer.Ordinal),
                Statuses = Split(context.Get(mapped)).ToDictionary(p => p.Name.ToLowerInvariant(), p => Status(p.Value), StringComparer.Ordinal),
                TimeFormat = context.Get(format),
                Zone = context.Zone,
            };
            return ImportText.Say(context, new TicketImport(open.Store, open.Workspace).Read(options, [.. context.Get(files)!.Select(context.Environment.Absolute)], context.Cancellation), "ticket");
        });
        return command;
    }

    private static Option<string[]> Pairs(string name, string shape, string description, Func<string, string, bool> isKnown, string wish)
    {
        var option = new Option<string[]>(name) { Description = description, HelpName = shape };
        option.Validators.Add(result => Check(result, name, shape, isKnown, wish));
        return option;
    }

    private static void Check(OptionResult result, string name, string shape, Func<string, string, bool> isKnown, string wish)
    {
        foreach (var token in result.Tokens.Select(t => t.Value))
        {
            if (token.IndexOf('=') is var at && (at < 1 || at == token.Length - 1)) result.AddError($"{name}: '{token}' is not {shape}");
            else if (!isKnown(token[..at], token[(at + 1)..])) result.AddError($"{name}: '{token}' {wish}");
        }
    }

    /// <summary>The last of several for one name.</summary>
    private static IEnumerable<(string Name, string Value)> Split(string[]? pairs) =>
        (pairs ?? []).Select(p => (Name: p[..p.IndexOf('=')], Value: p[(p.IndexOf('=') + 1)..])).GroupBy(p => p.Name, StringComparer.OrdinalIgnoreCase).Select(g => g.Last());

    private static WorkItemStatus Status(string word) => (WorkItemStatus)Array.IndexOf(statuses, word);
}
