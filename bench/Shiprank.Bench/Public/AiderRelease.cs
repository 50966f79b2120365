using System.Globalization;
using System.Text.RegularExpressions;
using YamlDotNet.Serialization;

namespace Shiprank.Bench.Public;

/// <summary>What Aider publishes of each of its releases: lines by file and author, an author's lines with the tool apart.</summary>
internal sealed record AiderRelease(string Start, string End, IReadOnlyDictionary<string, IReadOnlyDictionary<string, int>> Files)
{
    public int Lines => Files.Values.Sum(f => f.Values.Sum());

    public int AiderLines => Aider(Files);

    public static int Aider(IReadOnlyDictionary<string, IReadOnlyDictionary<string, int>> files) =>
        files.Values.Sum(f => f.Where(a => a.Key.Contains("(aider)", StringComparison.OrdinalIgnoreCase)).Sum(a => a.Value));

    /// <summary>The releases of <c>aider/website/_data/blame.yml</c>, in its order.</summary>
    public static IReadOnlyList<AiderRelease> Read(string yaml)
    {
        var entries = new DeserializerBuilder().Build().Deserialize<List<Dictionary<string, object>>>(yaml);
        return [.. entries.Select(e => new AiderRelease(
            (string)e["start_tag"],
            (string)e["end_tag"],
            ((Dictionary<object, object>)e["file_counts"]).ToDictionary(
                f => (string)f.Key,
                f => (IReadOnlyDictionary<string, int>)((Dictionary<object, object>)f.Value).ToDictionary(a => (string)a.Key, a => int.Parse((string)a.Value, CultureInfo.InvariantCulture), StringComparer.Ordinal),
                StringComparer.Ordinal)))];
    }
}

/// <summary>How Aider tells which files and whose lines it counts (its <c>scripts/blame.py</c>).</summary>
internal static partial class AiderRules
{
    private static readonly HashSet<string> Website = new(StringComparer.Ordinal)
    {
        "aider/website/index.html", "aider/website/share/index.md", "aider/website/_includes/head_custom.html", "aider/website/_includes/home.css", "aider/website/docs/leaderboards/index.md",
    };

    public static bool Counts(string path) =>
        (Source().IsMatch(path) || Website.Contains(path)) && !path.EndsWith("prompts.py", StringComparison.Ordinal) && !path.StartsWith("tests/fixtures/watch", StringComparison.Ordinal)
        && path is not ("aider/website/install.ps1" or "aider/website/install.sh");

    public static string Author(string name, string message) =>
        message.TrimStart().StartsWith("aider:", StringComparison.OrdinalIgnoreCase) || message.Contains("co-authored-by: aider", StringComparison.OrdinalIgnoreCase) ? $"{name} (aider)" : name;

    [GeneratedRegex(@"(\.js|\.py|\.scm|\.sh|Dockerfile|Gemfile)$|^\.github/workflows/.*\.yml$|^aider/resources/.*\.yml$|^tests/fixtures/languages/.*/test\.", RegexOptions.CultureInvariant | RegexOptions.ExplicitCapture)]
    private static partial Regex Source();
}
