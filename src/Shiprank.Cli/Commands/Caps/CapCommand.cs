using System.CommandLine;
using Shiprank.Core.Caps;
using Shiprank.Engine.Caps;
using Shiprank.Engine.Documents;
using Shiprank.Engine.Gateway;

namespace Shiprank.Cli.Commands.Caps;

/// <summary><c>shiprank cap</c>: the caps in force; <c>cap explain</c>: which rule would decide about a call, and why.</summary>
internal static class CapCommand
{
    private static readonly Option<string?> ticket = new("--ticket") { Description = "Key of the ticket", HelpName = "KEY" };
    private static readonly Option<string?> branch = new("--branch") { Description = "Branch that may name a ticket", HelpName = "NAME" };
    private static readonly Option<string?> person = new("--person") { Description = "Whose call it is: an id, address or login", HelpName = "ID" };
    private static readonly Option<string?> job = new("--job") { Description = "Job of CI or bot", HelpName = "NAME" };
    private static readonly Option<string?> agent = new("--agent") { Description = "The agent: claude-code, codex, …", HelpName = "NAME" };
    private static readonly Option<string?> repository = new("--repository") { Description = "Where it works", HelpName = "NAME" };
    private static readonly Option<string?> model = new("--model") { Description = "The model that it calls", HelpName = "NAME" };
    private static readonly Option<string?> run = new("--run") { Description = "The run that the call is of (default: a new one)", HelpName = "ID" };
    private static readonly Option<bool> attended = new("--attended") { Description = "A person sits before it" };
    private static readonly Option<decimal> usd = new("--usd") { Description = "What the call would cost at most (default: 0.50)", DefaultValueFactory = _ => 0.5m };
    private static readonly Option<long> tokens = new("--tokens") { Description = "Tokens that it would use at most (default: 50000)", DefaultValueFactory = _ => 50_000 };

    public static Command Create(CommandHost host)
    {
        var explain = new Command("explain", "How a call would be judged now: every rule in order, and the one that decides") { ticket, branch, person, job, agent, repository, model, run, attended, usd, tokens };
        host.On(explain, Explain);
        var command = new Command("cap", "What runs may use, and what happens then") { explain };
        host.On(command, List);
        return command;
    }

    private static ExitCode List(CommandContext context)
    {
        using var open = OpenWorkspace.Open(context, out var code);
        if (open is null) return code;
        var settings = open.Workspace.Organisation.Caps;
        if (context.Json) context.Terminal.Data.WriteLine(DocumentText.Of(stream => CapDocument.Write(stream, settings)));
        else CapText.List(context.Terminal, settings);
        return ExitCode.Ok;
    }

    private static ExitCode Explain(CommandContext context)
    {
        using var open = OpenWorkspace.Open(context, out var code);
        if (open is null) return code;
        if (open.Workspace.Organisation.Caps.IsEmpty) return context.Fail(ExitCode.NotFound, "the organisation file has no caps", "caps: in the organisation file; docs/concepts/caps.md shows how");
        var register = CapRegister.Of(open.Store, open.Workspace, context.AsOf, context.Cancellation);
        var call = new CapCall
        {
            At = context.AsOf,
            Run = context.Get(run) ?? "",
            Autonomous = !context.Get(attended),
            Person = context.Get(person) is { Length: > 0 } who ? open.Workspace.People.Named(who).Id : "",
            Job = context.Get(job) ?? "",
            Agent = context.Get(agent) ?? "",
            Repository = context.Get(repository) ?? "",
            Model = context.Get(model) ?? "",
        };
        var explained = CapExplanation.Of(register, call, context.Get(ticket), context.Get(branch) ?? "", new(context.Get(usd), 0, context.Get(tokens), 1), Used(context, open));
        if (context.Json) context.Terminal.Data.WriteLine(DocumentText.Of(stream => CapDocument.Write(stream, explained)));
        else CapText.Explain(context.Terminal, explained);
        return ExitCode.Ok;
    }

    /// <summary>What is counted at this moment: by the server that has the data open, else by its journal.</summary>
    private static Func<CapCounter, CapAmount> Used(CommandContext context, OpenWorkspace open)
    {
        if (context.Environment.Served is { } served) return served.Used ?? (_ => default);
        var counted = CallJournal.Look(Path.Combine(open.DataFolder, CallJournal.FolderName));
        return counter => counted.GetValueOrDefault(counter);
    }
}
