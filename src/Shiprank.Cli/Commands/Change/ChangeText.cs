using Shiprank.Cli.Terminal;
using Shiprank.Core.Attribution;
using Shiprank.Core.Score;
using Shiprank.Engine.Changes;
using Shiprank.Engine.Documents;
using Spectre.Console;

namespace Shiprank.Cli.Commands.Change;

/// <summary>A change's story for people: the answer, what happened, how it fared in each service, whose it is, what it cost.</summary>
internal static class ChangeText
{
    public static void Write(Terminal.Terminal terminal, ChangeStory story, SharedNames names, Policy policy)
    {
        var first = story.Services[0];
        var request = first.Request is { } number ? $" #{number}" : "";
        var tickets = story.Background.Tickets.Count > 0 ? "  " + string.Join(' ', story.Background.Tickets.Select(t => t.Key)) : "";
        terminal.Out.MarkupLineInterpolated($"[bold]{story.Subject ?? "(its clone is away)"}[/]");
        terminal.Out.MarkupLineInterpolated($"[grey]{story.Repository}{request}  {story.Sha}{tickets}[/]");
        terminal.Out.WriteLine();
        terminal.Out.WriteLine(ChangeSentence.Of(story, policy));
        terminal.Out.WriteLine();
        ChangeTimeline.Write(terminal, story, names, policy);
        Tickets(terminal, story, names);
        foreach (var service in story.Services) Service(terminal, service, policy, story.Hiding > 0);
        People(terminal, story, names);
        ChangeSessions.Write(terminal, story, names);
    }

    /// <summary>Where each ticket's key was found, and how the ticket stood then.</summary>
    private static void Tickets(Terminal.Terminal terminal, ChangeStory story, SharedNames names)
    {
        if (story.Background.Tickets.Count > 0) terminal.Out.WriteLine();
        foreach (var ticket in story.Background.Tickets)
        {
            var places = string.Join(", ", ticket.Places.Select(TicketText.Place)).Replace('_', ' ');
            var owner = ticket.Item?.Item.Owner is not { } id ? "nobody's" : names.Name(id) is { } name ? $"{name}'s" : "owned";
            var state = ticket.Item is { } known ? $"{TicketText.Status(known.Item.Status).Replace('_', ' ')} then, {owner}" : "no source knows it";
            terminal.Out.MarkupLineInterpolated($"ticket {ticket.Key}: {state} [grey](named in {places})[/]");
        }
    }

    private static void Service(Terminal.Terminal terminal, ScoredChange service, Policy policy, bool hidden)
    {
        terminal.Out.WriteLine();
        terminal.Out.MarkupLineInterpolated($"{service.Service}: [bold]{StoryWords.Fate(service)}[/]");
        terminal.Out.MarkupLineInterpolated($"  lines     {Figures.Count(service.Eligible)} count, {Figures.Count(service.Alive)} alive ({ChangeWords.Judged(service, policy)}), {Figures.Many(service.Deleted, "old line")} deleted");
        if (service is { Survival.Count: > 0, Eligible: > 0 })
        {
            var spark = Sparkline.Draw(service.Survival.Select(p => p.Alive), service.Eligible, terminal.Ascii);
            terminal.Out.MarkupLineInterpolated($"  survival  {spark}  {string.Join(' ', service.Survival.Select(p => p.Alive))} alive on day {string.Join(' ', service.Survival.Select(p => p.Day))}");
        }

        if (service.Quality is { } quality) terminal.Out.MarkupLineInterpolated($"  quality   {quality:0.###}{(ScoreDocument.ReasonText(service.Reasons) is { } reason ? $" ({reason.Replace(",", ", ", StringComparison.Ordinal)})" : "")}; {ChangeWords.Review(service)}");
        var share = ShownEvidence.Of(service.Share, service.Evidence, hidden);
        terminal.Out.MarkupLineInterpolated($"  AI part   {share.Mid:0.00} ({share.Lo:0.00} to {share.Hi:0.00}), evidence: {ShownEvidence.Of(service.Evidence, hidden).Name()}");
    }

    /// <summary>Those who share by name, the others in one row a service.</summary>
    private static void People(Terminal.Terminal terminal, ChangeStory story, SharedNames names)
    {
        if (!story.Services.Any(s => s.Parts.Count > 0)) return;
        var table = new QuietTable().Text("person").Text("service").Number("credit").Number("size");
        foreach (var service in story.Services)
        {
            foreach (var part in service.Parts.Where(p => names.Shows(p.Person))) Row(names.Name(part.Person)!, service, [part]);
            if (service.Parts.Where(p => !names.Shows(p.Person)).ToList() is { Count: > 0 } others) Row($"({Figures.Many(others.Count, "person who does", "people who do")} not share)", service, others);
        }

        terminal.Out.WriteLine();
        table.Write(terminal);

        void Row(string name, ScoredChange service, IReadOnlyList<PersonPart> parts) => table.Row(name, service.Service, $"{100 * parts.Sum(p => p.Credit):0} %", $"{parts.Sum(p => p.Size):0.##}");
    }
}
