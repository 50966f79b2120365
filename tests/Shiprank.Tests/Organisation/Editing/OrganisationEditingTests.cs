using System.Text.Json;
using System.Text.RegularExpressions;
using FsCheck;
using FsCheck.Fluent;
using Shiprank.Core.Organisation;
using Shiprank.Sources.Organisation;
using Shiprank.Sources.Organisation.Editing;
using Property = Shiprank.Tests.Scoring.Properties.Property;

namespace Shiprank.Tests.Organisation.Editing;

public sealed partial class OrganisationEditingTests
{
    private const string Path = "/srv/northwind/shiprank.yaml";

    private static readonly Arbitrary<(int Organisation, int Layout, int[] Edits)> Cases = Arb.From(
        from organisation in Gen.Choose(0, 1_000_000)
        from layout in Gen.Choose(0, 1_000_000)
        from edits in Gen.Choose(0, 1_000_000).ListOf(4)
        select (organisation, layout, edits.ToArray()));

    [Fact]
    public void Any_edit_of_any_layout_says_what_was_meant_and_keeps_the_comments_around_it() => Property.Holds(
        Cases,
        c =>
        {
            var text = new RandomOrganisation(c.Organisation).Write(c.Layout);
            foreach (var seed in c.Edits)
            {
                var before = OrganisationReader.Parse(text, Path);
                Assert.True(before.Succeeded, $"{text}\n{string.Join('\n', before.Problems)}");
                var (edit, meant) = RandomEdit.Of(before.Value!, seed);
                var edited = OrganisationEditor.Apply(text, Path, edit);
                Assert.True(edited.Succeeded, $"{edit.Subject}\n{text}\n{string.Join('\n', edited.Problems)}");
                Assert.Equal(Shown(meant(before.Value!)), Shown(edited.Value!.File));
                Assert.Equal(Shown(edited.Value.File), Shown(OrganisationReader.Parse(edited.Value.Text, Path).Value!));
                KeepsAround(text, edited.Value.Text, edit);
                text = edited.Value.Text;
            }
        },
        times: 120);

    private static void KeepsAround(string before, string after, OrganisationEdit edit)
    {
        var part = OrganisationEditor.Part(before, edit);
        var inside = Comments().Matches(part).Select(m => m.Value.TrimEnd('\r')).ToHashSet(StringComparer.Ordinal);

        // Who is taken away is also taken out of teams.
        if (!edit.Subject.StartsWith("person", StringComparison.Ordinal)) Assert.True(CommentLines(before, inside).SequenceEqual(CommentLines(after, inside), StringComparer.Ordinal), $"{edit.Subject}\n{before}\n====\n{after}");
        if (!edit.Subject.StartsWith("person", StringComparison.Ordinal)) Assert.True(Gone(before, after) <= part.Split('\n').Length + 1, $"{edit.Subject}\n{before}\n====\n{after}");
        Assert.Equal(before.Contains("\r\n", StringComparison.Ordinal), after.Contains("\r\n", StringComparison.Ordinal));
        Assert.DoesNotContain("\n\n\n\n", after.Replace("\r", "", StringComparison.Ordinal), StringComparison.Ordinal);
    }

    /// <summary>How many lines are no longer there as they were.</summary>
    private static int Gone(string before, string after)
    {
        var left = after.Split('\n').Select(l => l.TrimEnd('\r')).GroupBy(l => l, StringComparer.Ordinal).ToDictionary(g => g.Key, g => g.Count(), StringComparer.Ordinal);
        return before.Split('\n').Select(l => l.TrimEnd('\r')).Count(l => !left.TryGetValue(l, out var count) || (left[l] = count - 1) < 0);
    }

    private static List<string> CommentLines(string text, HashSet<string> without) =>
        [.. Comments().Matches(text).Select(m => m.Value.TrimEnd('\r')).Where(c => !without.Contains(c))];

    private static string Shown(OrganisationFile file) => JsonSerializer.Serialize(file);

    [GeneratedRegex("# (?:c[0-9]+|the end)[^\n]*")]
    private static partial Regex Comments();
}
