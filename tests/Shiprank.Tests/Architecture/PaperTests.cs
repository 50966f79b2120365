using System.Text.RegularExpressions;

namespace Shiprank.Tests.Architecture;

public sealed partial class PaperTests
{
    [Theory]
    [InlineData("README.md", 150)]
    [InlineData("AGENTS.md", 60)]
    [InlineData("CONTRIBUTING.md", 60)]
    public void A_paper_stays_short(string file, int lines) => Assert.InRange(SourceTree.Read(file).Count(c => c == '\n'), 5, lines);

    [Fact]
    public void Every_link_between_papers_leads_somewhere() =>
        Assert.Empty(
            from paper in Papers()
            from Match link in Link().Matches(WithoutCode(SourceTree.Read(paper)))
            let target = link.Groups["target"].Value
            where !target.Contains("://", StringComparison.Ordinal) && !target.StartsWith("mailto:", StringComparison.Ordinal) && !Resolves(paper, target)
            select $"{paper}: {target}");

    [Fact]
    public void Every_paper_in_docs_is_linked_from_another()
    {
        var linked = (
            from paper in Papers()
            from Match link in Link().Matches(WithoutCode(SourceTree.Read(paper)))
            let target = link.Groups["target"].Value.Split('#')[0]
            where target.Length > 0 && !target.Contains("://", StringComparison.Ordinal)
            select Full(paper, target)).ToHashSet(StringComparer.Ordinal);
        Assert.Empty(Papers().Where(p => p.StartsWith("docs/", StringComparison.Ordinal) && !linked.Contains(Path.GetFullPath(Path.Combine(SourceTree.Root, p)))));
    }

    private static IEnumerable<string> Papers() =>
        SourceTree.Files.Where(f => f.EndsWith(".md", StringComparison.Ordinal) && !f.StartsWith("tests/fixtures/", StringComparison.Ordinal));

    private static bool Resolves(string paper, string target)
    {
        var (file, anchor) = target.Split('#', 2) is [var f, var a] ? (f, a) : (target, "");
        var full = file.Length == 0 ? Path.Combine(SourceTree.Root, paper) : Full(paper, file);
        if (!File.Exists(full) && !Directory.Exists(full)) return false;
        return anchor.Length == 0 || Heading().Matches(File.ReadAllText(full)).Any(h => Anchor(h.Groups["text"].Value) == anchor);
    }

    private static string Full(string paper, string target) => Path.GetFullPath(Path.Combine(SourceTree.Root, Path.GetDirectoryName(paper)!, target));

    /// <summary>As forges make anchors of headings: lower case, blanks become hyphens, other signs go.</summary>
    private static string Anchor(string heading) =>
        string.Concat(heading.Trim().ToLowerInvariant().Where(c => char.IsLetterOrDigit(c) || c is ' ' or '-' or '_').Select(c => c == ' ' ? '-' : c));

    private static string WithoutCode(string text) => Code().Replace(text, "");

    [GeneratedRegex(@"\]\((?<target>[^)\s]+)\)", RegexOptions.CultureInvariant | RegexOptions.ExplicitCapture, 1000)]
    private static partial Regex Link();

    [GeneratedRegex(@"^#+ (?<text>.+)$", RegexOptions.CultureInvariant | RegexOptions.ExplicitCapture | RegexOptions.Multiline, 1000)]
    private static partial Regex Heading();

    [GeneratedRegex(@"^```.*?^```|`[^`\n]*`", RegexOptions.CultureInvariant | RegexOptions.ExplicitCapture | RegexOptions.Multiline | RegexOptions.Singleline, 1000)]
    private static partial Regex Code();
}
