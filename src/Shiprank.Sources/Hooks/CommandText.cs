namespace Shiprank.Sources.Hooks;

/// <summary>What a command line is about, so far as the loop detector needs it: which program, and words that look like files.</summary>
internal static class CommandText
{
    private const int MostSigns = 64 * 1024;

    private static readonly char[] Between = [' ', '\t', '\r', '\n', '"', '\'', '`', '(', ')', '{', '}', '[', ']', '<', '>', '|', '&', ';', '=', ',', ':', '$', '*'];

    private static readonly string[] PatchMarks = ["*** Update File:", "*** Add File:", "*** Delete File:"];

    private static readonly HashSet<string> Shells = new(StringComparer.Ordinal) { "bash", "sh", "zsh", "-c", "-lc", "-l", "sudo", "env", "timeout", "cd", "&&" };

    public static bool IsPatch(string command)
    {
        foreach (var mark in PatchMarks)
        {
            if (command.Contains(mark, StringComparison.Ordinal)) return true;
        }

        return false;
    }

    /// <summary>The first two words that say what runs: <c>npm test</c>, <c>sed -n</c>; empty for none.</summary>
    public static string Program(string command)
    {
        var (program, words) = ("", 0);
        foreach (var word in Words(command))
        {
            if (Shells.Contains(word) || (words == 0 && word.Contains('/', StringComparison.Ordinal) && program.Length == 0 && command.StartsWith("cd ", StringComparison.Ordinal))) continue;
            program = words == 0 ? word : $"{program} {word}";
            if (++words == 2) break;
        }

        return program;
    }

    /// <summary>Words with a slash or with a short ending after a dot. A word too many is only something new once.</summary>
    public static IEnumerable<string> Files(string command)
    {
        foreach (var word in Words(command))
        {
            if (word.Length is < 3 or > 512 || word[0] == '-' || word.Contains("//", StringComparison.Ordinal)) continue;
            if (word.Contains('/', StringComparison.Ordinal) ? word != "/dev/null" : HasEnding(word)) yield return word;
        }
    }

    private static string[] Words(string command) =>
        (command.Length > MostSigns ? command[..MostSigns] : command).Split(Between, StringSplitOptions.RemoveEmptyEntries);

    private static bool HasEnding(string word)
    {
        var dot = word.LastIndexOf('.');
        return dot > 0 && word.Length - dot - 1 is >= 1 and <= 6 && char.IsAsciiLetter(word[dot + 1]);
    }
}
