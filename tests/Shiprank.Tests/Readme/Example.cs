using System.Text.RegularExpressions;

namespace Shiprank.Tests.Readme;

/// <summary>
/// A block of a paper whose commands are run and whose output is compared: a fenced <c>console</c> block right below <c>&lt;!-- tested in FOLDER --&gt;</c>
/// (relative to the repository's root). <c>$ shiprank …</c> is a command, what follows is its output; a line <c>…</c> stands for any number of lines.
/// </summary>
internal sealed partial record Example(string Folder, IReadOnlyList<ExampleCommand> Commands)
{
    public static IReadOnlyList<Example> In(string paper) =>
        [.. Block().Matches(paper).Select(block => new Example(block.Groups["folder"].Value, Parse(block.Groups["body"].Value)))];

    private static List<ExampleCommand> Parse(string body)
    {
        var commands = new List<(string Line, List<string> Output)>();
        foreach (var line in body.TrimEnd('\n').Split('\n'))
        {
            if (line.StartsWith("$ ", StringComparison.Ordinal)) commands.Add((line[2..], []));
            else if (commands.Count > 0) commands[^1].Output.Add(line);
            else throw new InvalidDataException($"a tested block starts with a command, not with: {line}");
        }

        return [.. commands.Select(c => new ExampleCommand(c.Line, c.Output))];
    }

    [GeneratedRegex(@"^<!-- tested in (?<folder>\S+) -->\n```console\n(?<body>.*?)^```$", RegexOptions.CultureInvariant | RegexOptions.ExplicitCapture | RegexOptions.Multiline | RegexOptions.Singleline, 1000)]
    private static partial Regex Block();
}

/// <summary>One command line of an example and the output that the paper shows for it.</summary>
internal sealed record ExampleCommand(string Line, IReadOnlyList<string> Output)
{
    /// <summary>The arguments without the program's name. Quotes are not known: an example stays simple.</summary>
    public IReadOnlyList<string> Arguments =>
        Line.Split(' ', StringSplitOptions.RemoveEmptyEntries) is ["shiprank" or "out/shiprank", .. var rest]
            ? rest
            : throw new InvalidDataException($"only shiprank is run, not: {Line}");
}
