using System.Text;
using Shiprank.Core.Attribution;
using Shiprank.Core.Attribution.Spend;
using Shiprank.Core.Delivery;
using Shiprank.Core.Score;
using Shiprank.Core.Usage;
using Shiprank.Tests.Scoring.Properties;

namespace Shiprank.Tests.Spend;

public sealed class ContentMatchTests
{
    private const string Path = "src/cart.py";
    private readonly World world = new();
    private readonly List<SessionEdit> edits = [];
    private readonly List<WorkSession> sessions = [];

    [Fact]
    public void Lines_that_a_session_wrote_link_it_whoever_commits_them_days_later()
    {
        var lines = world.NewLines(4);
        Session("s", "bob", (Path, lines));
        world.Pass(TimeSpan.FromDays(9));
        var commit = Commit(Path, [.. lines, .. world.NewLines(4)]);
        var link = Assert.Single(Links());
        Assert.Equal((LinkEvidence.Content, commit.Sha, 4, Path), (link.Evidence, link.Change, link.MatchedLines, Assert.Single(link.Files)));
    }

    [Fact]
    public void A_matched_line_is_recorded_and_the_others_go_down_the_table()
    {
        var lines = world.NewLines(3);
        Session("s", "ada", (Path, lines));
        Commit(Path, [.. lines, .. world.NewLines(1)]);
        var change = Score().Changes[^1];
        Assert.Equal((Evidence.Recorded, new Share(0.75m, 0.875m, 1)), (change.Evidence, change.Share));
    }

    [Theory]
    [InlineData("src/cart.py", "/home/bob/shop/src/cart.py", true)]
    [InlineData("src/cart.py", "/home/bob/shop/src/other.py", false)]
    [InlineData("src/cart.py", "/home/bob/shop/lib/cart.py", false)]
    [InlineData("cart.py", "/home/bob/shop/src/cart.py", false)]
    public void A_line_of_another_path_is_another_line(string committed, string written, bool same)
    {
        var lines = world.NewLines(3);
        Session("s", "bob", (written, lines));
        Commit(committed, lines);
        Assert.Equal(same, Links().Count == 1);
    }

    [Fact]
    public void Blanks_do_not_matter_and_trivial_lines_prove_nothing()
    {
        Session("s", "bob", (Path, ["if order.total > 10:", "}", "", "x"]));
        Commit(Path, ["}", "", "x"]);
        Assert.Empty(Links());
        Commit(Path, ["}", "", "x", "\tif  order.total>10 :"]);
        Assert.Equal(1, Assert.Single(Links()).MatchedLines);
    }

    [Fact]
    public void The_latest_writer_before_the_commit_has_the_line_and_its_own_people_go_first()
    {
        var lines = world.NewLines(3);
        Session("old", "ada", (Path, lines));
        world.Pass(TimeSpan.FromHours(5));
        Session("new", "ada", (Path, lines));
        Session("other", "bob", (Path, lines));
        world.Pass(TimeSpan.FromHours(5));
        Commit(Path, lines);
        world.Pass(TimeSpan.FromHours(1));
        Session("late", "ada", (Path, lines));
        Assert.Equal("new", Assert.Single(Links()).Session.Session);
    }

    [Fact]
    public void A_line_waits_ninety_days_for_its_commit()
    {
        var (kept, lost) = (world.NewLines(2), world.NewLines(2));
        Session("lost", "ada", ("src/lost.py", lost));
        world.Pass(TimeSpan.FromSeconds(1));
        Session("kept", "ada", (Path, kept));
        world.Pass(TimeSpan.FromDays(90));
        Commit("src/lost.py", lost);
        Commit(Path, kept);
        Assert.Equal("kept", Assert.Single(Links()).Session.Session);
    }

    [Fact]
    public void A_line_that_lands_again_is_the_first_changes()
    {
        var lines = world.NewLines(6);
        Session("s", "ada", (Path, lines));
        var first = Commit(Path, lines);
        world.Pass(TimeSpan.FromDays(1));
        world.Commit("ada", "Take it out", t => t.Remove(Path, lines.ToHashSet(StringComparer.Ordinal)));
        world.Pass(TimeSpan.FromDays(1));
        var more = world.NewLines(2);
        Session("s2", "ada", (Path, more));
        Commit(Path, [.. lines, .. more]);
        var links = Links();
        Assert.Equal([(first.Sha, 6)], links.Where(l => l.Session.Session == "s" && l.MatchedLines > 0).Select(l => (l.Change, l.MatchedLines)));
        Assert.Equal([2], links.Where(l => l.Session.Session == "s2").Select(l => l.MatchedLines));
    }

    [Fact]
    public void What_a_session_wrote_into_files_that_no_change_has_is_its_rest()
    {
        var (shipped, dropped) = (world.NewLines(4), world.NewLines(5));
        Session("s", "ada", (Path, [.. shipped, .. world.NewLines(7)]), ("src/never.py", [.. dropped, .. dropped, "}"]));
        Commit(Path, shipped);
        var score = Score();
        Assert.Equal(4, Assert.Single(score.Links.All).MatchedLines);
        Assert.Equal(5, score.Links.Rest[new("codex", "s")]);
    }

    [Fact]
    public void The_window_comes_last()
    {
        var lines = world.NewLines(4);
        Session("lines", "ada", (Path, lines));
        Session("files", "ada", (Path, world.NewLines(4)));
        var first = Commit(Path, lines);
        var second = Commit(Path, world.NewLines(2));
        var links = Links();
        Assert.Equal([first.Sha], links.Where(l => l.Session.Session == "lines").Select(l => l.Change));
        Assert.Equal([first.Sha, second.Sha], links.Where(l => l.Session.Session == "files").Select(l => l.Change));
        Assert.All(links.Where(l => l.Session.Session == "files"), l => Assert.Equal((LinkEvidence.Window, 0), (l.Evidence, l.MatchedLines)));
    }

    [Fact]
    public void A_notes_line_is_the_notes_session_before_a_likeness()
    {
        const string id = "11111111-2222-4333-8444-555555555555";
        var lines = world.NewLines(4);
        Session("alike", "ada", (Path, lines));
        Session(id, "bob", (Path, []), tool: "claude-code");
        var commit = Commit(Path, lines);
        var score = Score([new(commit.Sha, [new(Path, 1, 3, Human: false, "s_014f8695c01cc2")])]);
        Assert.Equal([(LinkEvidence.Note, 3), (LinkEvidence.Content, 1)], score.Links.All.Select(l => (l.Evidence, l.MatchedLines)));
    }

    [Fact]
    public void A_merge_takes_the_lines_of_its_branch_commits()
    {
        var lines = world.NewLines(4);
        Session("s", "bob", (Path, lines));
        world.Pass(TimeSpan.FromHours(9));
        var merge = world.Repository.Merge("cy", world.Now, "Merge topic", [("ada", "One", t => t.Append(Path, lines))]);
        var score = Score();
        Assert.Equal((merge.Sha, 4), (Assert.Single(score.Links.All).Change, score.Links.All[0].MatchedLines));
        Assert.Equal(new Share(1, 1, 1), score.Changes[^1].Share);
    }

    [Fact]
    public void Edits_and_sessions_later_than_as_of_are_not_read()
    {
        var lines = world.NewLines(4);
        Session("s", "bob", (Path, lines));
        Commit(Path, lines);
        edits[0] = edits[0] with { At = world.Now.AddMinutes(1) };
        Assert.Single(Links());
        Assert.Empty(Score(asOf: world.Now).Links.All);
    }

    [Fact]
    public void Any_order_and_any_repetition_of_edits_give_the_same_links_and_no_nd() => Property.Holds(
        Step.Lists(Step.Everything, 12),
        steps =>
        {
            var made = new World().Run(steps);
            var history = made.Repository;
            var chance = new Random(steps.Length);
            var written = history.Line.SelectMany((commit, i) => commit.After.Files.Where(_ => chance.Next(3) == 0).Select(file => new SessionEdit(
                "codex", $"s{chance.Next(4)}", file.Key, commit.At.AddMinutes(-chance.Next(600)), [.. file.Value.Lines.Where(_ => chance.Next(2) == 0).Select(Hash)]))).ToList();
            var people = Enumerable.Range(0, 4).Select(i => new WorkSession(
                new("codex", $"s{i}", "", "", history.Line[0].At.AddDays(-1), history.Line[^1].At, 3, EditsKnown: true, [.. written.Select(w => w.Path).Distinct()]), People.Humans[i], "shop", [])).ToList();
            var input = new ScoreInput
            {
                Organisation = made.Organisation, Histories = [history.History], Patches = MemoryRepository.Reader([history]), Events = made.Events,
                Sessions = people, AsOf = made.Now.AddDays(400),
            };
            var one = ScoreEngine.Compute(input with { Edits = written });
            var two = ScoreEngine.Compute(input with { Edits = [.. written.Concat(written).Reverse()], Sessions = [.. people.AsEnumerable().Reverse()] });
            Assert.Equal(Shown(one), Shown(two));
            Assert.Equal(ScoreEngine.Compute(input with { Sessions = [] }).Earned(), one.Earned());
            Assert.All(one.Links.All.GroupBy(l => l.Session), g => Assert.True(
                g.Sum(l => l.MatchedLines) <= written.Where(w => w.Session == g.Key.Session).SelectMany(w => w.Lines.Select(l => (w.Path, l))).Distinct().Count()));
        },
        60);

    private static IEnumerable<(SessionId, string, LinkEvidence, int, int)> Shown(ScoreResult score) =>
        score.Links.All.Select(l => (l.Session, l.Change, l.Evidence, l.Files.Count, l.MatchedLines)).Concat(score.Links.Rest.OrderBy(r => r.Key.Session, StringComparer.Ordinal).Select(r => (r.Key, "", LinkEvidence.None, 0, r.Value)));

    private static LineText Hash(string line) => MemoryRepository.Hasher.Line(Encoding.UTF8.GetBytes(line));

    private IReadOnlyList<SessionLink> Links() => Score().Links.All;

    private ScoreResult Score(IReadOnlyList<LineRecord>? records = null, DateTimeOffset? asOf = null) => ScoreEngine.Compute(new()
    {
        Organisation = world.Organisation,
        Histories = [world.Repository.History with { LineRecords = records ?? [] }],
        Patches = MemoryRepository.Reader([world.Repository]),
        Sessions = sessions,
        Edits = edits,
        AsOf = asOf ?? world.Now.AddDays(1),
    });

    /// <summary>A session that writes these lines now.</summary>
    private void Session(string id, string person, params ReadOnlySpan<(string Path, IReadOnlyList<string> Lines)> files) => Session(id, person, files.ToArray(), "codex");

    private void Session(string id, string person, (string Path, IReadOnlyList<string> Lines) file, string tool) => Session(id, person, [file], tool);

    private void Session(string id, string person, (string Path, IReadOnlyList<string> Lines)[] files, string tool)
    {
        sessions.Add(new(new(tool, id, "/home/bob/shop", "", world.Now.AddMinutes(-9), world.Now, 1, EditsKnown: true, [.. files.Select(f => f.Path)]), person, "shop", []));
        edits.AddRange(files.Select(f => new SessionEdit(tool, id, f.Path, world.Now, [.. f.Lines.Select(Hash)])));
    }

    private MemoryCommit Commit(string path, IReadOnlyList<string> lines) => world.Commit("ada", "Change it", t => t.Append(path, lines));
}
