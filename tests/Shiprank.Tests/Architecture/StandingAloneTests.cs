using System.Text.RegularExpressions;

namespace Shiprank.Tests.Architecture;

/// <summary>The repository stands alone: nothing in it knows the machine or the registries that it was built with.</summary>
public sealed partial class StandingAloneTests
{
    private static readonly HashSet<string> Text = new([".cs", ".csproj", ".props", ".targets", ".slnx", ".md", ".json", ".yaml", ".yml", ".sh", ".sql", ".mjs", ".txt", ".globalconfig", "", ".toml", ".html", ".css", ".js"], StringComparer.OrdinalIgnoreCase);

    [Fact]
    public void No_file_names_a_path_of_a_machine_or_a_folder_outside() =>
        Assert.Empty(Own().SelectMany(f => MachinePath().Matches(SourceTree.Read(f)).Select(m => $"{f}: {m.Value}")));

    [Fact]
    public void No_file_names_a_package_registry() =>
        Assert.Empty(Own().SelectMany(f => Registry().Matches(SourceTree.Read(f)).Select(m => $"{f}: {m.Value}")));

    [Fact]
    public void The_lock_file_names_packages_and_hashes_but_no_address()
    {
        var text = SourceTree.Read("package-lock.json");
        Assert.Contains("\"integrity\"", text, StringComparison.Ordinal);
        Assert.DoesNotContain("\"resolved\"", text, StringComparison.Ordinal);
        Assert.DoesNotContain("://", text, StringComparison.Ordinal);
    }

    private static IEnumerable<string> Own() =>
        SourceTree.Files.Where(f => !f.StartsWith("tests/fixtures/", StringComparison.Ordinal) && Text.Contains(Path.GetExtension(f)));

    // The patterns are written so that they do not match themselves.
    [GeneratedRegex(@"(?<![\w.*/])/(work|farm|root|Users|private/tmp)/[\w.-]+|/tmp/[b]ash|[.]{2}/[s]hared|C:\\Users\\\w+", RegexOptions.CultureInvariant | RegexOptions.ExplicitCapture, 1000)]
    private static partial Regex MachinePath();

    [GeneratedRegex(@"registry[.]npmjs|registry[.]yarnpkg|api[.]nuget[.]org|nuget[.]org/v3|[\w-]+[.]pkg[.]dev|jfrog[.]io|proxy[.]golang", RegexOptions.CultureInvariant | RegexOptions.ExplicitCapture | RegexOptions.IgnoreCase, 1000)]
    private static partial Regex Registry();
}
