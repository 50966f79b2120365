using System.Text.RegularExpressions;

namespace Shiprank.Tests.Readme;

/// <summary>Compares what a paper shows with what a command prints, less what differs from day to day.</summary>
internal static partial class ExampleOutput
{
    public const string AnyLines = "…";

    public static bool Agrees(IReadOnlyList<string> shown, IReadOnlyList<string> printed) =>
        Matches([.. shown.Select(Normalised)], 0, [.. printed.Select(Normalised)], 0);

    public static IReadOnlyList<string> Lines(string output) => output.Length == 0 ? [] : output.ReplaceLineEndings("\n").TrimEnd('\n').Split('\n');

    private static bool Matches(string[] shown, int s, string[] printed, int p)
    {
        for (; s < shown.Length && shown[s] != AnyLines; s++, p++)
        {
            if (p >= printed.Length || shown[s] != printed[p]) return false;
        }

        if (s == shown.Length) return p == printed.Length;
        for (var skip = p; skip <= printed.Length; skip++)
        {
            if (Matches(shown, s + 1, printed, skip)) return true;
        }

        return false;
    }

    private static string Normalised(string line) =>
        Duration().Replace(Version().Replace(Moment().Replace(line.TrimEnd(), "<time>"), "<version>"), "<duration>");

    [GeneratedRegex(@"\d{4}-\d\d-\d\d([T ]\d\d:\d\d(:\d\d)?Z?)?", RegexOptions.CultureInvariant | RegexOptions.ExplicitCapture, 1000)]
    private static partial Regex Moment();

    [GeneratedRegex(@"(?<![\w.])\d+\.\d+\.\d+(-[\w.]+)?(\+[0-9a-f]+)?", RegexOptions.CultureInvariant | RegexOptions.ExplicitCapture, 1000)]
    private static partial Regex Version();

    [GeneratedRegex(@"(?<![\w.])\d+(\.\d+)? ?(ms|s)\b", RegexOptions.CultureInvariant | RegexOptions.ExplicitCapture, 1000)]
    private static partial Regex Duration();
}
