using System.Text.RegularExpressions;

namespace Shiprank.Tests.Architecture;

public sealed partial class FileTests(ITestOutputHelper output)
{
    private const int LongestFile = 600;

    private static readonly HashSet<string> Drawers = new(["helpers", "helper", "utils", "utilities", "util", "common", "misc", "manager", "managers", "shared"], StringComparer.OrdinalIgnoreCase);

    [Fact]
    public void No_folder_or_file_is_a_drawer() =>
        Assert.Empty(SourceTree.Files.Where(f => !IsFixture(f)).Where(f => f.Split('/').Any(part => Drawers.Contains(Path.GetFileNameWithoutExtension(part)))));

    [Fact]
    public void No_source_file_is_longer_than_600_lines()
    {
        var lengths = SourceTree.SourcesIn("src").Select(f => (File: f, Lines: SourceTree.Read(f).Count(c => c == '\n'))).OrderBy(f => f.Lines).ToList();
        output.WriteLine($"{lengths.Count} files, median {lengths[lengths.Count / 2].Lines} lines, longest {lengths[^1].File} with {lengths[^1].Lines}");
        Assert.Empty(lengths.Where(f => f.Lines > LongestFile));
    }

    [Fact]
    public void Sources_have_no_unfinished_marks_and_no_regions() =>
        Assert.Empty(Lines("src").Where(l => Unfinished().IsMatch(l.Text)).Select(l => $"{l.File}:{l.Number}: {l.Text.Trim()}"));

    [Fact]
    public void No_catch_is_empty() =>
        Assert.Empty(SourceTree.SourcesIn("src").Where(f => EmptyCatch().IsMatch(SourceTree.Read(f))));

    [Fact]
    public void Only_the_process_edge_catches_everything() =>
        Assert.Empty(Lines("src").Where(l => CatchAll().IsMatch(l.Text) && l.File != "src/Shiprank.Cli/Program.cs").Select(l => $"{l.File}:{l.Number}: {l.Text.Trim()}"));

    private static bool IsFixture(string file) => file.StartsWith("tests/fixtures/", StringComparison.Ordinal);

    private static IEnumerable<(string File, int Number, string Text)> Lines(string folder) =>
        SourceTree.SourcesIn(folder).SelectMany(f => SourceTree.Read(f).Split('\n').Select((text, i) => (f, i + 1, text)));

    [GeneratedRegex(@"\b(TODO|FIXME|HACK|XXX)\b|NotImplementedException|#region", RegexOptions.CultureInvariant | RegexOptions.ExplicitCapture, 1000)]
    private static partial Regex Unfinished();

    [GeneratedRegex(@"catch\s*(\([^)]*\)\s*)?(when\s*\([^{]*\)\s*)?\{\s*\}", RegexOptions.CultureInvariant | RegexOptions.ExplicitCapture, 1000)]
    private static partial Regex EmptyCatch();

    [GeneratedRegex(@"\bcatch\s*(\(\s*Exception\b[^)]*\)\s*(?!\s*when)|\{|$)", RegexOptions.CultureInvariant | RegexOptions.ExplicitCapture, 1000)]
    private static partial Regex CatchAll();
}
