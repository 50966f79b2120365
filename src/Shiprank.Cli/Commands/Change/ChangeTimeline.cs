using Shiprank.Cli.Terminal;
using Shiprank.Core.Score;
using Shiprank.Engine.Changes;
using Spectre.Console;

namespace Shiprank.Cli.Commands.Change;

/// <summary>What happened to a change, a line a step, its sessions among them.</summary>
internal static class ChangeTimeline
{
    /// <summary>Of a moment and the blanks behind it.</summary>
    private const int Margin = 18;

    public static void Write(Terminal.Terminal terminal, ChangeStory story, SharedNames names, Policy policy)
    {
        var lines = story.Background.Steps.Select(s => (s.At, Order: 1, Text: Text(s, story, names, policy)))
            .Concat(story.Sessions.Select(s => (At: s.From, Order: 0, Text: Session(s, names))));
        foreach (var (at, _, text) in lines.OrderBy(l => l.At).ThenBy(l => l.Order))
        {
            var wrapped = Wrapped(text, Math.Max(Margin, terminal.Columns - Margin)).ToList();
            terminal.Out.MarkupLineInterpolated($"[grey]{ChangeWords.Time(at)}[/]  {wrapped[0]}");
            foreach (var more in wrapped.Skip(1)) terminal.Out.WriteLine(new string(' ', Margin) + more);
        }
    }

    /// <summary>A sentence in lines of at most so many characters, cut between words.</summary>
    private static IEnumerable<string> Wrapped(string text, int width)
    {
        while (text.Length > width && text.LastIndexOf(' ', width) is > 0 and var cut)
        {
            yield return text[..cut];
            text = text[(cut + 1)..];
        }

        yield return text;
    }

    private static string Session(SessionPart session, SharedNames names) =>
        $"session {Short(session.Session)} of {session.Tool}{By(session.Person, names)}: {Figures.Many(session.Responses, "response")}, {ChangeWords.Cost(session)}";

    private static string Text(StoryStep step, ChangeStory story, SharedNames names, Policy policy) => step.Kind switch
    {
        StoryStepKind.TicketOpened => $"ticket {step.Id} opened{(step.Person is { } owner && names.Name(owner) is { } name ? $", owner {name}" : "")}",
        StoryStepKind.FirstCommit => FirstCommit(story.Background, names),
        StoryStepKind.RequestOpened => $"request {step.Id} opened{By(step.Person, names)}",
        StoryStepKind.Approved => $"approved{By(step.Person, names)}",
        StoryStepKind.Merged => step.Id is null ? "pushed to the default branch" : "merged",
        StoryStepKind.AttemptFailed => $"roll-out {step.Id} of {step.Service} did not succeed",
        StoryStepKind.Deployed => step.Id is null ? $"counts as deployed to {step.Service} (deployment unknown: its merge)" : $"deployed to {step.Service} by {step.Id}",
        StoryStepKind.IncidentOpened => $"incident {step.Id} (sev{step.Severity}) opened",
        StoryStepKind.IncidentClosed => $"incident {step.Id} closed{After(step, story)}",
        StoryStepKind.RolledBack => $"rolled back in {step.Service} by {step.Id}",
        StoryStepKind.LiveAgain => $"live again in {step.Service} by {step.Id}",
        StoryStepKind.Reverted => $"taken out by change {Short(step.Id!)}",
        StoryStepKind.Restored => "its lines begin to come back",
        _ => Judged(step, story, policy),
    };

    private static string FirstCommit(ChangeBackground background, SharedNames names)
    {
        var people = names.List(background.Authors);
        var agents = background.Agents.Count > 0 ? $"{(people.Length > 0 ? " with " : "")}{string.Join(", ", background.Agents)}" : "";
        var of = background.Commits > 1 ? $" of {background.Commits}" : "";
        return $"first commit{of}{(people.Length + agents.Length > 0 ? ", by " : "")}{people}{agents}";
    }

    private static string After(StoryStep closed, ChangeStory story) =>
        story.Background.Steps.FirstOrDefault(s => s.Kind == StoryStepKind.IncidentOpened && s.Id == closed.Id) is { } opened ? $" after {ChangeWords.Span(closed.At - opened.At)}" : "";

    private static string Judged(StoryStep step, ChangeStory story, Policy policy)
    {
        var service = story.Services.First(s => s.Service == step.Service);
        return $"{policy.SurvivalDays} days in {service.Service}: {ChangeWords.Fate(service)}, {Figures.Count(service.Alive)} of {Figures.Many(service.Eligible, "line")} alive";
    }

    /// <summary>Only who shares is named.</summary>
    private static string By(string? person, SharedNames names) => person is { } id && names.Name(id) is { } name ? $" by {name}" : "";

    private static string Short(string id) => id.Length > 10 ? id[..10] : id;
}
