using System.CommandLine;
using Shiprank.Cli.Terminal;
using Shiprank.Core.Access;
using Shiprank.Core.Signals;
using Shiprank.Core.Signals.Desk;
using Shiprank.Engine;
using Shiprank.Engine.Documents;
using Shiprank.Engine.Scoring;
using Shiprank.Engine.Signals;

namespace Shiprank.Cli.Commands.Signals;

/// <summary>
/// <c>shiprank signals</c>: questions that are open; a server looks by itself, <c>--check</c> does it now. <c>explain ID</c>: one with its rule and evidence.
/// Questions about people are shown for the person who is named with <c>--person</c>, and to nobody else.
/// </summary>
internal static class SignalsCommand
{
    private static readonly Argument<string> id = new("ID") { Description = "A question's id, as the list and the page have it" };
    private static readonly Option<string?> person = new("--person") { Description = "Your id, address or login in the organisation file: questions for you, too. The audit log has it", HelpName = "PERSON", Recursive = true };
    private static readonly Option<bool> check = new("--check") { Description = "Look by every rule now, and keep what is new" };
    private static readonly Option<string?> rule = new("--rule") { Description = "Of one rule", HelpName = "RULE" };
    private static readonly Option<string?> team = new("--team") { Description = "Of one team, by its id", HelpName = "TEAM" };
    private static readonly Option<string?> state = new("--state") { Description = "In one state: open, explained, disputed, accepted, snoozed, cleared, reopened, withdrawn", HelpName = "STATE" };
    private static readonly Option<bool> rules = new("--rules") { Description = "Every rule with the numbers in force" };

    public static Command Create(CommandHost host)
    {
        var explain = new Command("explain", "One question: its rule, what was seen, what would clear it, what happened to it") { id };
        host.On(explain, Explain);
        var answer = AnswerCommand.Create(host, person);
        var command = new Command("signals", "Questions about spend that looks like tokenmaxxing, loops or gaming; no verdicts") { person, check, rule, team, state, rules, explain, answer };
        host.On(command, List);
        return command;
    }

    /// <summary>Whoever may open the data folder, as whom they say they are. That is in the audit log, as any look at a person is.</summary>
    internal static Viewer Asker(OpenWorkspace open, CommandContext context, string? named)
    {
        if (named is null) return Viewer.Console;
        var who = open.Workspace.People.Named(named).Id;
        if (open.Workspace.Organisation.People.All(p => p.Id != who)) return Viewer.Console;
        open.Store.Audit(new(context.Environment.Clock.GetUtcNow(), Viewer.Console.Actor, "person.viewed", who, "console"), context.Cancellation);
        return Viewer.Console with { Person = who };
    }

    private static ExitCode List(CommandContext context)
    {
        using var open = OpenWorkspace.Open(context, out var code);
        if (open is null) return code;
        var asked = context.Get(state) is { } word ? QuestionWords.State(word) : null;
        if (context.Get(state) is { } wrong && asked is null) return context.Fail(ExitCode.Usage, $"there is no state '{wrong}'", string.Join(", ", QuestionWords.States.Select(QuestionWords.Of)));
        if (context.Get(rule) is { } named && SignalCatalogue.All.All(d => d.Rule.Id != named)) return context.Fail(ExitCode.NotFound, $"there is no rule '{named}'", "shiprank signals --rules lists them");
        if (context.Get(check)) Check(context, open);
        var viewer = Asker(open, context, context.Get(person));
        var view = SignalsView.Of(open.Store, open.Workspace, viewer, new(context.Get(rule), context.Get(team), asked), context.AsOf, context.Cancellation);
        if (context.Json) context.Terminal.Data.WriteLine(DocumentText.Of(stream => SignalsDocument.Write(stream, view, open.Workspace, viewer)));
        else if (context.Get(rules)) SignalsText.Rules(context.Terminal, open.Workspace.Organisation.Signals);
        else SignalsText.All(context.Terminal, view);
        return ExitCode.Ok;
    }

    private static void Check(CommandContext context, OpenWorkspace open)
    {
        // Questions are asked at the moment that they are asked about, as every other figure is.
        var clock = new AsOfClock(context.AsOf);
        using (new ProgressLine(context.Terminal, context.Environment.Clock, () => "looking"))
        {
            var standing = Standing.Of(Facts.Read(open.Store, open.Workspace, context.AsOf, context.Cancellation));
            new SignalRound(open.Store, open.Workspace.Organisation, clock).Look(new SignalFactsReader(open.Store).Read(standing, context.AsOf, context.Cancellation), context.Cancellation);
            new ReviewDesk(open.Store, clock).Draw(standing, context.Cancellation);
        }
    }

    private static ExitCode Explain(CommandContext context)
    {
        using var open = OpenWorkspace.Open(context, out var code);
        if (open is null) return code;
        var viewer = Asker(open, context, context.Get(person));
        var view = SignalsView.Of(open.Store, open.Workspace, viewer, SignalFilter.None, context.AsOf, context.Cancellation);
        if (view.Rows.FirstOrDefault(r => r.Question.Id == context.Get(id)) is not { } row) return context.Fail(ExitCode.NotFound, $"there is no question '{context.Get(id)}', or none that you may see", "shiprank signals lists them; --person for your own");
        if (context.Json) context.Terminal.Data.WriteLine(DocumentText.Of(stream => SignalsDocument.Write(stream, row, open.Workspace, viewer)));
        else SignalsText.One(context.Terminal, row, open.Workspace.Organisation, viewer);
        return ExitCode.Ok;
    }
}
