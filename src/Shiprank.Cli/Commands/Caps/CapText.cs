using System.Globalization;
using Shiprank.Cli.Terminal;
using Shiprank.Core.Caps;
using Shiprank.Engine.Caps;
using Spectre.Console;

namespace Shiprank.Cli.Commands.Caps;

/// <summary>Caps for people.</summary>
internal static class CapText
{
    public static void List(Terminal.Terminal terminal, CapSettings settings)
    {
        if (settings.IsEmpty)
        {
            terminal.Out.MarkupLine("[bold]No cap is set[/]: runs may use what they like. docs/concepts/caps.md shows how to set one.");
            return;
        }

        terminal.Out.MarkupLineInterpolated($"[bold]{(settings.Enforced ? "Caps are kept" : "Caps are on trial: everything is told, and nothing stopped")}[/]; {(settings.Grace is { } grace ? $"a job without an owned ticket has {Limit(grace.Unit, grace.Limit, grace.Per)}" : "no ticket is needed")}");
        if (settings.Rules.Count == 0) return;
        terminal.Out.WriteLine();
        var table = new QuietTable().Text("rule").Text("about").Text("when").Text("limit").Text("then").Text("ask").Optional();
        foreach (var rule in settings.Rules)
        {
            table.Row(rule.Name, About(rule), Word(rule.When), Limit(rule.Unit, rule.Limit, rule.Per) + (rule.Each is { } each ? $", each {Word(each)}" : ""), Word(rule.Action), rule.AskWhom ?? "");
        }

        table.Write(terminal);
    }

    public static void Explain(Terminal.Terminal terminal, CapExplanation explained)
    {
        var verdict = explained.Verdict;
        terminal.Out.MarkupLineInterpolated($"[bold]{(verdict.Stops ? "The call is not made" : verdict.Action == CapAction.Slow ? "The call is made, slowly" : "The call is made")}[/]{(verdict.Deciding is { } deciding ? $": {(deciding.Rule is { } rule ? $"\"{rule.Name}\" decides" : "the grace without an owned ticket decides")}" : ": no rule fires")}");
        terminal.Out.MarkupLineInterpolated($"[grey]{Ticket(explained)}[/]");
        terminal.Out.WriteLine();
        var table = new QuietTable().Text("rule").Number("used").Number("limit").Text("");
        foreach (var look in verdict.Looks)
        {
            table.Row(
                look.Rule?.Name ?? "without an owned ticket",
                look.Applies ? Amount(look.Unit, look.Used) : "",
                Amount(look.Unit, look.Limit),
                ReferenceEquals(look, verdict.Deciding) ? $"fires: {Word(look.Rule?.Action ?? CapAction.Stop)}, and decides" : look.Fires ? $"fires: {Word(look.Rule?.Action ?? CapAction.Stop)}" : look.Applies ? "holds" : "about something else");
        }

        table.Write(terminal);
        if (explained.Sentence is not { } sentence) return;
        terminal.Out.WriteLine();
        terminal.Out.WriteLine(sentence);
    }

    private static string Ticket(CapExplanation explained)
    {
        var ticket = explained.Call.Ticket;
        var age = ticket.AsOf is { } at ? string.Create(CultureInfo.InvariantCulture, $", as known {at.UtcDateTime:yyyy-MM-dd HH:mm} UTC") : "";
        return ticket.Reason switch
        {
            CapReason.Within => $"{ticket.Key} is open and has an owner who works here{age}",
            CapReason.NoTicket => explained.Branch.Length > 0 ? "no ticket is named, by the branch neither" : "no ticket is named",
            CapReason.TicketUnknown => $"nobody knows {ticket.Key}{age}",
            CapReason.TicketClosed => $"{ticket.Key} is closed{age}",
            CapReason.TicketNotOwned => $"{ticket.Key} has no owner{age}",
            CapReason.OwnerGone => $"the owner of {ticket.Key} is nobody who works here{age}",
            _ => $"{ticket.Key} was not looked up for too long{age}",
        };
    }

    private static string About(CapRule rule) => rule.Matches.Count == 0 ? "everything" : string.Join(", ", rule.Matches.Select(m => $"{Word(m.Part)} {string.Join(" or ", m.Globs.Select(g => g.Pattern))}"));

    private static string Limit(CapUnit unit, decimal limit, CapPer per) => $"{Amount(unit, limit)}{(unit is CapUnit.Usd ? "" : $" {(unit == CapUnit.Steps ? "calls" : Word(unit))}")} a {Word(per)}";

    private static string Amount(CapUnit unit, decimal amount) => unit == CapUnit.Usd ? Figures.Dollars(amount) : amount.ToString("#,0.##", CultureInfo.InvariantCulture);

    private static string Word<T>(T value)
        where T : struct, Enum => value.ToString().ToLowerInvariant();
}
