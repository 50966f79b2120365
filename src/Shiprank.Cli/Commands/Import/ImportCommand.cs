using System.CommandLine;
using Shiprank.Engine.Import;

namespace Shiprank.Cli.Commands.Import;

/// <summary><c>shiprank import</c>: reads what other tools recorded into the store; safe to repeat.</summary>
internal static class ImportCommand
{
    public static Command Create(CommandHost host) => new("import", "Read recorded deliveries, incidents, tickets and bills into the store; safe to repeat")
    {
        Forge(host, "github", "GitHub's", "X-GitHub-Event", (import, files, name, context) => import.GitHub(files, name, context.Cancellation)),
        Forge(host, "gitlab", "GitLab's", "X-Gitlab-Event", (import, files, name, context) => import.GitLab(files, name, context.Cancellation)),
        IncidentCommand.Create(host),
        TicketCommand.Create(host, "jira", "Tickets out of Jira: JSON of its API with changelogs, or its CSV export"),
        TicketCommand.Create(host, "tickets", "Tickets out of a CSV file: id, owner, status, opened_at, closed_at, updated_at, parent, cost_centre"),
        TraceCommand.Create(host),
        BillCommand.Bill(host),
        BillCommand.Invoice(host),
    };

    internal static Argument<string[]> Files(string description) => new("FILE") { Description = description, Arity = ArgumentArity.OneOrMore };

    private static Command Forge(CommandHost host, string name, string whose, string header, Func<ForgeImport, IReadOnlyList<string>, string?, CommandContext, ImportReport> read)
    {
        var files = Files("A payload, JSON Lines of {event, delivery, payload} or {headers, body}, or a list of examples");
        var eventName = new Option<string?>("--event") { Description = $"Event of payloads that don't tell it themselves, as the header {header} has it", HelpName = "NAME" };
        var command = new Command(name, $"{whose} webhook deliveries, recorded in files") { files, eventName };
        host.On(command, context =>
        {
            using var open = OpenWorkspace.Open(context, out var code);
            if (open is null) return code;
            return ImportText.Say(context, read(new(open.Store, open.Workspace), [.. context.Get(files)!.Select(context.Environment.Absolute)], context.Get(eventName), context), "delivery", "deliveries");
        });
        return command;
    }
}
