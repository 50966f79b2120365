using System.Globalization;
using System.Text;
using System.Text.RegularExpressions;
using Shiprank.Core.Delivery;
using Shiprank.Core.Organisation;

namespace Shiprank.Tests.Hostile;

/// <summary>A message of megabytes costs time in proportion to its length, whatever stands in it.</summary>
public sealed partial class MessageTests
{
    private const int Size = 3_000_000;
    private static readonly MessageReader Reader = new(new(1, 2), new OrganisationFile().Tickets);

    private static string Many(Func<int, string> piece)
    {
        var text = new StringBuilder();
        for (var i = 0; text.Length < Size; i++) text.Append(piece(i));
        return text.ToString();
    }

    private static string N(FormattableString text) => text.ToString(CultureInfo.InvariantCulture);

    [Fact]
    public void A_subject_of_a_million_lines_ends() =>
        Assert.NotEqual(0UL, Reader.Read(Many(i => N($"l{i}\n"))).Title);

    [Fact]
    public void Half_a_million_tickets_are_each_told_once()
    {
        var facts = Reader.Read("Subject\n\n" + Many(i => N($"AB-{i % 400_000} ")));
        Assert.Equal(facts.Tickets.Count, facts.Tickets.Distinct().Count());
        Assert.True(facts.Tickets.Count > 200_000);
    }

    [Fact]
    public void As_many_co_authors_and_sessions_as_fit_are_each_told_once()
    {
        var authors = Reader.Read("Subject\n\n" + Many(i => N($"Co-authored-by: N <n{i}@example.com>\n"))).CoAuthors;
        Assert.True(authors.Count > 50_000);
        Assert.Equal(authors.Count, authors.Distinct().Count());
        var sessions = Reader.Read("Subject\n\n" + Many(i => N($"Claude-Session: session_{i}\n"))).Sessions;
        Assert.True(sessions.Count > 50_000);
    }

    [Theory]
    [InlineData("a")]
    [InlineData("a@")]
    [InlineData("<a@")]
    [InlineData("a <")]
    [InlineData("@ ")]
    [InlineData("<")]
    [InlineData("<a@b> ")]
    [InlineData("x@y ")]
    public void Lines_of_co_authors_made_to_take_for_ever_do_not(string piece)
    {
        var line = string.Concat(Enumerable.Repeat(piece, 980 / piece.Length));
        Assert.True(Reader.Read("Subject\n\n" + Many(_ => $"Co-authored-by: {line}\n")).CoAuthors.Count <= 1000);
    }

    [Theory]
    [InlineData("Revert \"", "\"", "x")]
    [InlineData("Revert \"x", " (#1)", "x")]
    [InlineData("Revert \"x\"", " (#1)", "x")]
    [InlineData("revert(", "(", "")]
    [InlineData("Revert \"", "Revert \"", "")]
    [InlineData("Reapply \"", "Reapply \"", "\"")]
    [InlineData("Merge pull request #1 from ", "a/", "")]
    [InlineData("Subject\n\n", "This \n", "")]
    [InlineData("Subject\n\n", "This reverts\n", "")]
    [InlineData("Subject\n\nReverts ", "x", "")]
    [InlineData("Subject\n\n", "Reverts #x", "")]
    [InlineData("Subject\n\n", "(cherry picked from commit 1234567", "")]
    [InlineData("Subject\n\nGenerated with ", "🤖 \n", "")]
    [InlineData("Subject\n\nAssisted-by: ", " ", "x")]
    [InlineData("", " \t", "")]
    [InlineData("", "\r", "")]
    [InlineData("Subject\n\n", "Copilot-Session:\n", "")]
    [InlineData("Subject\n\nCopilot-Session: ", "0123abcd-", "")]
    public void Words_that_the_reader_looks_for_may_stand_anywhere_and_often(string start, string piece, string end) =>
        Assert.NotNull(Reader.Read(start + Many(_ => piece) + end));

    [Fact]
    public void Co_authors_are_read_as_the_patterns_say()
    {
        string[] pieces = ["<", ">", "@", " ", ",", ";", "(", "a", "b.c", "mailto:", "\u00a0", "n <a@b>", "x@y", "\t"];
        var random = new Random(5);
        for (var round = 0; round < 20_000; round++)
        {
            var who = string.Concat(Enumerable.Range(0, random.Next(1, 12)).Select(_ => pieces[random.Next(pieces.Length)]));
            var bracketed = Bracketed().Matches(who);
            var expected = (bracketed.Count > 0 ? bracketed : Bare().Matches(who)).Select(m => new GitIdentity(m.Groups["name"].Value.Trim(), m.Groups["address"].Value)).Distinct();
            Assert.Equal(expected, Reader.Read($"Subject\n\nCo-authored-by:{who}\n").CoAuthors);
        }
    }

    [GeneratedRegex(@"(?<name>[^<>,;]*)<\s*(mailto:)?(?<address>[^<>\s]+@[^<>\s]+)\s*>", RegexOptions.CultureInvariant | RegexOptions.ExplicitCapture)]
    private static partial Regex Bracketed();

    [GeneratedRegex(@"(?<name>[^@]*?)(?<address>[^\s<>()@]+@[^\s<>()@]+)", RegexOptions.CultureInvariant | RegexOptions.ExplicitCapture)]
    private static partial Regex Bare();
}
