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
        var lines = story.Background.Steps.Select(s => (s.At, Order: 1, Text: StoryWords.Of(s, story, names, policy)))
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
        $"session {StoryWords.Short(session.Session)} of {session.Tool}{StoryWords.By(session.Person, names)}: {Figures.Many(session.Responses, "response")}, {ChangeWords.Cost(session)}";
}
