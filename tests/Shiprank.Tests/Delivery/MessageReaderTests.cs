using Shiprank.Core.Delivery;

namespace Shiprank.Tests.Delivery;

public sealed class MessageReaderTests
{
    private const string Sha = "0123456789abcdef0123456789abcdef01234567";

    private static readonly TextHasher Hasher = new(1, 2);
    private static readonly MessageReader Reader = new(Hasher, "[A-Z][A-Z0-9]+-[0-9]+");

    [Theory]
    [InlineData("Add cart (#12)\n\nBody", "Add cart", 12)]
    [InlineData("  Add cart  \n", "Add cart", null)]
    [InlineData("Add cart (#12) (#15)", "Add cart (#12)", 15)]
    [InlineData("Add cart(#12)", "Add cart(#12)", null)]
    [InlineData("Add cart (#x)", "Add cart (#x)", null)]
    [InlineData("(#12)", "(#12)", null)]
    [InlineData("Add cart (#99999999999)", "Add cart (#99999999999)", null)]
    [InlineData("\n\nAdd a very long\r\ntitle (#3)\r\n\r\nBody", "Add a very long title", 3)]
    [InlineData("", "", null)]
    public void The_title_is_the_subject_without_the_requests_number(string message, string title, int? request)
    {
        var facts = Reader.Read(message);
        Assert.Equal(Hasher.Title(title), facts.Title);
        Assert.Equal(request, facts.Request);
    }

    [Fact]
    public void A_requests_title_compares_with_the_subject_of_its_squash() =>
        Assert.Equal(Reader.Title("Add cart "), Reader.Read("Add cart (#12)").Title);

    [Theory]
    [InlineData("Merge pull request #7 from bob/codex/topic\n\nTopic (#9)", 7, "codex/topic")]
    [InlineData("Merge pull request #7 from bob/topic", 7, "topic")]
    [InlineData("Merge pull request #7 in SHOP/shop from topic to main", 7, "")]
    [InlineData("Merge branch 'main' into topic", null, "")]
    [InlineData("Add text\n\nMerge pull request #7 from bob/topic", null, "")]
    public void A_merge_names_its_request_and_branch(string message, int? request, string branch)
    {
        var facts = Reader.Read(message);
        Assert.Equal((request, branch), (facts.Request, facts.MergedBranch));
    }

    [Theory]
    [InlineData("Revert \"Add cart\"", "Add cart", null)]
    [InlineData("Revert \"Add cart\" (#14)", "Add cart", null)]
    [InlineData("Revert \"Add cart (#12)\" (#14)", "Add cart", 12)]
    [InlineData("Revert \"Add cart (#12)\" (#14) (#15)", "Add cart", 12)]
    [InlineData("revert \"Add cart\"", "Add cart", null)]
    [InlineData("Revert \"Add \"big\" cart (#12)\"", "Add \"big\" cart", 12)]
    [InlineData("revert: feat: add cart", "feat: add cart", null)]
    [InlineData("revert: feat: add cart (#14)", "feat: add cart", null)]
    [InlineData("revert: feat: add cart (#12) (#14)", "feat: add cart", 12)]
    [InlineData("revert(shop): add cart", "add cart", null)]
    [InlineData("revert(shop)!: add cart", "add cart", null)]
    [InlineData("revert: \"Add cart (#12)\"", "Add cart", 12)]
    [InlineData("Revert: \"Add cart\" (#14)", "Add cart", null)]
    [InlineData("Revert \"Add cart\"\nThis reverts commit abc1234.", "Add cart", null)]
    [InlineData("Revert \"Add a very long\ntitle\"", "Add a very long title", null)]
    public void A_reverts_subject_quotes_what_it_takes_back(string message, string title, int? request)
    {
        var revert = Reader.Read(message).Revert;
        Assert.Equal(new RevertSubject(Hasher.Title(title), request, null), revert);
    }

    [Theory]
    [InlineData("Revert the cart")]
    [InlineData("Reverts \"Add cart\"")]
    [InlineData("Revert \"Add cart\" and more")]
    [InlineData("Revert \"Add cart")]
    [InlineData("Add revert: button")]
    [InlineData("revertible carts: add")]
    [InlineData("revert:")]
    [InlineData("fix: revert(shop) handling")]
    [InlineData("Add cart\n\nRevert \"Add basket\"\n\nThis reverts commit abc1234.")]
    public void Other_subjects_are_no_reverts(string message) => Assert.Null(Reader.Read(message).Revert);

    [Fact]
    public void A_squash_that_mentions_a_revert_records_the_sha_and_is_none()
    {
        var facts = Reader.Read($"Add cart (#12)\n\n* Add cart\n\n* Revert \"Try cart\"\n\nThis reverts commit {Sha.ToUpperInvariant()}.\n");
        Assert.Null(facts.Revert);
        Assert.Equal(Sha, facts.RevertsSha);
    }

    [Theory]
    [InlineData($"This reverts commit {Sha}.", Sha)]
    [InlineData($"This reverts commit {Sha}, reversing\nchanges made to abcdef0.", Sha)]
    [InlineData("This reverts commit abcdef0 (Add cart, 2026-03-01).", "abcdef0")]
    [InlineData("This reverts\ncommit abcdef0", "abcdef0")]
    [InlineData("This reverts commit abcdef.", "")]
    [InlineData("This reverts commit message rules.", "")]
    public void The_sha_that_a_revert_names_has_seven_digits_or_more(string body, string sha) =>
        Assert.Equal(sha, Reader.Read($"Revert \"Add cart\"\n\n{body}").RevertsSha);

    [Theory]
    [InlineData("Reverts example/shop#12", 12)]
    [InlineData("Reverts #12", 12)]
    [InlineData("  Reverts pull request #12\r", 12)]
    [InlineData("It reverts #12", null)]
    [InlineData("Reverts the cart\n#12", null)]
    public void A_line_names_the_request_that_is_taken_back(string line, int? request) =>
        Assert.Equal(request, Reader.Read($"Revert \"Add cart\"\n\n{line}\nMore").RevertsRequest);

    [Fact]
    public void Nested_reverts_are_peeled_one_by_one()
    {
        var facts = Reader.Read("Revert \"Revert \"Add cart (#3)\" (#4)\" (#5)");
        Assert.Equal(5, facts.Request);
        Assert.Equal(
            new RevertSubject(Hasher.Title("Revert \"Add cart (#3)\""), 4, new(Hasher.Title("Add cart"), 3, null)),
            facts.Revert);
    }

    [Fact]
    public void Reapply_is_the_revert_of_a_revert()
    {
        Assert.Equal(Reader.Read("Revert \"Revert \"Add cart\"\"").Revert, Reader.Read("Reapply \"Add cart\"").Revert);
        Assert.Equal(Reader.Read("Revert \"Revert \"Add cart (#3)\"\" (#5)").Revert, Reader.Read("Reapply \"Add cart (#3)\" (#5)").Revert);
    }

    [Fact]
    public void Reapply_keeps_the_request_of_the_revert_before_its_own()
    {
        var facts = Reader.Read("Reapply \"Add cart (#3)\" (#4) (#5)");
        Assert.Equal(Reader.Read("Revert \"Revert \"Add cart (#3)\" (#4)\" (#5)").Revert, facts.Revert);
        Assert.Equal(5, facts.Request);
    }

    [Fact]
    public void A_revert_of_a_reapply_is_three_deep()
    {
        var revert = Reader.Read("Revert \"Reapply \"Add cart\"\"").Revert;
        Assert.Equal(Hasher.Title("Add cart"), revert?.Quoted?.Quoted?.QuotedTitle);
        Assert.Null(revert?.Quoted?.Quoted?.Quoted);
    }

    [Fact]
    public void A_conventional_revert_of_a_revert_is_peeled_too() =>
        Assert.Equal(Hasher.Title("add cart"), Reader.Read("revert: revert: add cart").Revert?.Quoted?.QuotedTitle);

    [Fact]
    public void The_last_cherry_pick_counts() =>
        Assert.Equal(Sha, Reader.Read($"Add cart\n\n(cherry picked from commit abcdef0)\n(cherry picked from commit {Sha})\n").CherryPickedFrom);

    [Fact]
    public void Co_authors_stand_on_any_line()
    {
        var facts = Reader.Read("""
            Add cart (#12)

            * one

              Co-authored-by: Ada Example <ada@example.com>
            > co-authored-by: Claude <noreply@anthropic.com>

            * CO-AUTHORED-BY:Bob Example <bob@example.com>

            ---------

            Co-authored-by: Ada Example <ada@example.com>
            Executed-By: somebody
            """.ReplaceLineEndings("\r\n"));
        Assert.Equal(
            [new("Ada Example", "ada@example.com"), new("Claude", "noreply@anthropic.com"), new("Bob Example", "bob@example.com")],
            facts.CoAuthors);
    }

    [Theory]
    [InlineData("OpenHands-Gemini openhands@all-hands.dev", "OpenHands-Gemini", "openhands@all-hands.dev")]
    [InlineData("Zoe Example < zoe@example.com >", "Zoe Example", "zoe@example.com")]
    [InlineData("<zoe@example.com>", "", "zoe@example.com")]
    [InlineData("Zoe (at) work <zoe@example.com> trailing", "Zoe (at) work", "zoe@example.com")]
    public void A_co_authors_line_is_read_leniently(string who, string name, string address) =>
        Assert.Equal([new GitIdentity(name, address)], Reader.Read($"Add\n\nCo-authored-by: {who}").CoAuthors);

    [Theory]
    [InlineData("Add\n\nCo-authored-by: Gemini")]
    [InlineData("Add\n\nCo-authored-by:")]
    [InlineData("Add\n\nCo-authored-by: Zoe <zoe>")]
    [InlineData("Add\n\nSee Co-authored-by: Zoe <zoe@example.com>")]
    public void Without_an_address_at_the_lines_start_nobody_is_named(string message) => Assert.Empty(Reader.Read(message).CoAuthors);

    [Fact]
    public void Two_people_on_one_line_are_two() =>
        Assert.Equal(
            [new("Ada", "ada@example.com"), new("Bob", "bob@example.com")],
            Reader.Read("Add\n\nCo-authored-by: Ada <ada@example.com>, Bob <bob@example.com>").CoAuthors);

    [Theory]
    [InlineData("Copilot-Session: 11111111-2222-4333-8444-555555555555", "copilot", "11111111-2222-4333-8444-555555555555")]
    [InlineData("Agent-Logs-Url: https://github.com/example/shop/sessions/11111111-2222-4333-8444-55555555555A", "copilot", "11111111-2222-4333-8444-55555555555a")]
    [InlineData("Claude-Session: https://claude.ai/code/session_0123456789abcdefABCDEFgh", "claude-code", "session_0123456789abcdefABCDEFgh")]
    [InlineData("  > Amp-Thread-ID: https://ampcode.com/threads/T-11111111-2222-4333-8444-555555555555", "amp", "T-11111111-2222-4333-8444-555555555555")]
    [InlineData("Entire-Checkpoint: 0123456789ab", "entire", "0123456789ab")]
    public void A_trailer_names_the_session(string line, string tool, string id) =>
        Assert.Equal([new SessionMark(tool, id)], Reader.Read($"Add\n\n{line}\n{line}\n").Sessions);

    [Theory]
    [InlineData("Copilot-Session: soon")]
    [InlineData("Entire-Checkpoint: 0123456789abcd")]
    [InlineData("About Copilot-Session: 11111111-2222-4333-8444-555555555555")]
    public void What_is_no_id_names_no_session(string line) => Assert.Empty(Reader.Read($"Add\n\n{line}").Sessions);

    [Theory]
    [InlineData("🤖 Generated with [Claude Code](https://claude.com/claude-code)", MessageMarks.AgentFooter)]
    [InlineData("Generated with Claude Code", MessageMarks.AgentFooter)]
    [InlineData("Assisted-by: Codex:gpt-5 [lint]", MessageMarks.AgentFooter)]
    [InlineData("Assisted-by: Zoe Example", MessageMarks.None)]
    [InlineData("Docs were generated with Claude Code", MessageMarks.None)]
    [InlineData("Made-with: Cursor\r", MessageMarks.MadeWithCursor)]
    [InlineData("Made-with: Cursors and love", MessageMarks.None)]
    [InlineData("Co-authored-by: Copilot <175728472+Copilot@users.noreply.github.com>", MessageMarks.Autofix)]
    [InlineData("Co-authored-by: Copilot Autofix powered by AI <62310815+github-advanced-security[bot]@users.noreply.github.com>", MessageMarks.Autofix)]
    [InlineData("Co-authored-by: Copilot <198982749+Copilot@users.noreply.github.com>", MessageMarks.None)]
    public void Marks_are_whole_lines(string line, MessageMarks marks) => Assert.Equal(marks, Reader.Read($"Add\n\n{line}\n").Marks);

    [Fact]
    public void Tickets_are_distinct_and_in_order() =>
        Assert.Equal(["SHOP-12", "PAY-3"], Reader.Read("SHOP-12: add\n\nCloses PAY-3, SHOP-12, shop-9").Tickets);

    [Fact]
    public void A_hostile_message_still_ends()
    {
        var blanks = new string(' ', 200_000);
        foreach (var start in (string[])["Revert \"", "revert: ", "Co-authored-by: ", "Reverts ", "This reverts ", "* > * ", "Merge pull request #1 from "])
        {
            Assert.NotNull(Reader.Read($"{start}{blanks}x{blanks}"));
            Assert.NotNull(Reader.Read($"x\n\n{start}{blanks}{new string('"', 100_000)}"));
        }

        var nested = string.Concat(Enumerable.Repeat("Revert \"", 5_000)) + new string('"', 5_000);
        Assert.NotNull(Reader.Read(nested).Revert);
    }
}
