using System.CommandLine;

namespace Shiprank.Cli;

/// <summary>What to say about a line that can't be read: the reason, and the word that was probably meant.</summary>
internal static class ParseErrors
{
    public static ExitCode Say(ParseResult parsed, Terminal.Terminal terminal, bool json)
    {
        var command = parsed.CommandResult.Command;
        var sentence = string.Join("; ", parsed.Errors.Select(e => e.Message.TrimEnd('.')).Distinct(StringComparer.Ordinal));
        var hint = parsed.UnmatchedTokens.Count > 0 && Nearest(parsed.UnmatchedTokens[0], Words(command)) is { } word
            ? $"did you mean {word}?"
            : command is RootCommand ? "shiprank --help lists the commands" : $"shiprank {command.Name} --help lists the options";
        if (json) ErrorDocument.Write(terminal.Messages, ExitCode.Usage, sentence, hint);
        else terminal.Error(sentence, hint);
        return ExitCode.Usage;
    }

    /// <summary>The closest of <paramref name="words"/>, at most two edits away; null when none is.</summary>
    public static string? Nearest(string typed, IEnumerable<string> words) => words
        .Select(w => (Word: w, Edits: Edits(typed, w)))
        .Where(w => w.Edits <= 2 && w.Edits < w.Word.Length - 1)
        .OrderBy(w => w.Edits).ThenBy(w => w.Word, StringComparer.Ordinal)
        .Select(w => w.Word).FirstOrDefault();

    private static IEnumerable<string> Words(Command command) =>
        command.Subcommands.Select(c => c.Name).Concat(command.Options.Select(o => o.Name)).Concat(GlobalOptions.All.Select(o => o.Name)).Distinct(StringComparer.Ordinal);

    private static int Edits(string a, string b)
    {
        var row = Enumerable.Range(0, b.Length + 1).ToArray();
        for (var i = 1; i <= a.Length; i++)
        {
            var (diagonal, previous) = (row[0], row[0] = i);
            for (var j = 1; j <= b.Length; j++)
            {
                previous = Math.Min(Math.Min(row[j], previous) + 1, diagonal + (a[i - 1] == b[j - 1] ? 0 : 1));
                (diagonal, row[j]) = (row[j], previous);
            }
        }

        return row[b.Length];
    }
}
