using Shiprank.Core.Attribution;
using Shiprank.Core.Attribution.Spend;
using Shiprank.Core.Delivery;
using Shiprank.Core.Score;
using Shiprank.Core.Usage;
using Shiprank.Tests.Scoring.Properties;

namespace Shiprank.Tests.Spend;

public sealed class SessionLinkerTests
{
    private const string Id = "11111111-2222-4333-8444-555555555555";
    private readonly World world = new();

    [Fact]
    public void A_trailer_links_whoever_and_whenever_it_was()
    {
        world.Pass(TimeSpan.FromDays(9));
        var commit = Commit($"Add cart\n\nCopilot-Session: {Id.ToUpperInvariant()}", "src/cart.py");
        var link = Assert.Single(Link(Session("copilot", Id, person: null, endedBefore: TimeSpan.FromDays(8), files: [])));
        Assert.Equal((LinkEvidence.Session, "shop", commit.Sha, 0), (link.Evidence, link.Repository, link.Change, link.Files.Count));
    }

    [Theory]
    [InlineData("s_014f8695c01cc2")]
    [InlineData("014f8695c01cc2d3")]
    [InlineData("014f869")]
    [InlineData(Id)]
    public void A_note_links_by_the_sessions_key(string key)
    {
        var commit = Commit("Add cart", "src/cart.py");
        var link = Assert.Single(Link([new(commit.Sha, [new("src/cart.py", 1, 2, Human: false, key)])], Session("claude-code", Id, person: "bob", files: ["/home/bob/shop/src/cart.py"])));
        Assert.Equal((LinkEvidence.Note, commit.Sha, 1), (link.Evidence, link.Change, link.Files.Count));
    }

    [Fact]
    public void Another_sessions_key_and_a_humans_lines_link_nothing()
    {
        var commit = Commit("Add cart", "src/cart.py");
        Assert.Empty(Link(
            [new(commit.Sha, [new("src/cart.py", 1, 1, Human: false, "s_114f8695c01cc2"), new("src/cart.py", 2, 2, Human: true, "")])],
            Session("claude-code", Id, person: "bob", files: ["src/cart.py"])));
    }

    [Fact]
    public void The_window_links_person_repository_time_and_file()
    {
        world.Pass(TimeSpan.FromHours(4));
        var commit = Commit("Add cart", "src/cart.py", "src/other.py");
        var link = Assert.Single(Link(Session("codex", "t", files: ["/home/ada/code/shop/src/cart.py", "/home/ada/code/shop/src/never.py"], endedBefore: TimeSpan.FromHours(4))));
        Assert.Equal((LinkEvidence.Window, commit.Sha, 1), (link.Evidence, link.Change, link.Files.Count));
        Assert.Equal([commit.Sha], link.Commits);
    }

    [Fact]
    public void The_window_needs_every_one_of_them()
    {
        world.Pass(TimeSpan.FromHours(9));
        Commit("Add cart", "src/cart.py");
        Assert.Empty(Link(Session("codex", "person", person: "bob")));
        Assert.Empty(Link(Session("codex", "nobody", person: null)));
        Assert.Empty(Link(Session("codex", "repository", repository: "docs")));
        Assert.Empty(Link(Session("codex", "file", files: ["src/other.py"])));
        Assert.Empty(Link(Session("codex", "nothing", files: [])));
        Assert.Empty(Link(Session("codex", "late", endedBefore: TimeSpan.FromHours(4) + TimeSpan.FromSeconds(1))));
        Assert.Empty(Link(Session("codex", "early", endedBefore: TimeSpan.FromHours(-2))));
        Assert.Single(Link(Session("codex", "all")));
    }

    [Fact]
    public void A_branch_that_both_sides_know_has_to_be_the_same()
    {
        world.Pass(TimeSpan.FromHours(1));
        var merge = world.Repository.Merge("bob", world.Now, "Merge pull request #7 from ada/cart", [("ada", "Add cart", t => t.Write("src/cart.py", world.NewLines(3)))]);
        Assert.Empty(Link(Session("codex", "t", branches: ["main"])));
        Assert.Equal(merge.Sha, Assert.Single(Link(Session("codex", "t", branches: ["cart", "main"]))).Change);
        Assert.Equal(merge.Sha, Assert.Single(Link(Session("codex", "t"))).Change);
    }

    [Fact]
    public void A_commit_whose_trailer_names_a_session_takes_no_window()
    {
        Commit($"Add cart\n\nCopilot-Session: {Id}", "src/cart.py");
        Assert.Equal(["copilot"], Link(Session("copilot", Id), Session("codex", "t")).Select(l => l.Session.Tool));
        Assert.Equal(["codex"], Link(Session("codex", "t")).Select(l => l.Session.Tool));
    }

    [Fact]
    public void A_change_of_several_linked_commits_is_linked_once()
    {
        world.Pass(TimeSpan.FromHours(1));
        var merge = world.Repository.Merge("bob", world.Now, "Merge topic",
        [
            ("ada", "One", t => t.Write("src/cart.py", world.NewLines(3))),
            ("ada", "Two", t => { t.Write("src/cart.py", world.NewLines(4)); t.Write("src/b.py", world.NewLines(4)); }),
        ]);
        var link = Assert.Single(Link(Session("codex", "t", files: ["src/cart.py", "src/b.py"])));
        Assert.Equal((merge.Sha, 2, 2), (link.Change, link.Files.Count, link.Commits.Count));
    }

    [Fact]
    public void What_is_later_than_as_of_is_not_linked()
    {
        Commit("Add cart", "src/cart.py");
        Assert.Empty(ScoreEngine.Compute(Input([]) with { AsOf = world.Now.AddSeconds(-1), Sessions = [Session("codex", "t")] }).Links.All);
    }

    [Theory]
    [InlineData("src/cart.py", true)]
    [InlineData("/home/ada/code/shop/src/cart.py", true)]
    [InlineData(@"C:\code\shop\src\cart.py", true)]
    [InlineData("./src/cart.py", true)]
    [InlineData("cart.py", true)]
    [InlineData("shop/src/cart.py", true)]
    [InlineData("/home/ada/code/shop/src/mycart.py", false)]
    [InlineData("/cart.py", false)]
    [InlineData("rc/cart.py", false)]
    [InlineData("", false)]
    public void A_path_of_another_machine_is_compared_by_its_end(string edited, bool same)
    {
        Commit("Add cart", "src/cart.py");
        Assert.Equal(same, Link(Session("codex", "t", files: [edited])).Count == 1);
    }

    [Theory]
    [InlineData("/home/ada/code/shop", "/home/ada/code/shop/readme.md", true)]
    [InlineData("/home/ada/code/shop", "/home/ada/code/shop/docs/readme.md", false)]
    [InlineData("/home/ada/code/shop/", "docs/readme.md", false)]
    [InlineData("/home/ada/code/shop/docs", "../readme.md", true)]
    [InlineData("/home/ada/code/shop/docs", "/home/ada/code/shop/docs/./deep/../../readme.md", true)]
    [InlineData("", "../../readme.md", true)]
    [InlineData("/home/ada/code/shop/docs", "/home/ada/code/shop/readme.md", true)]
    [InlineData("/home/ada/code/shop", "/srv/trees/shop/readme.md", true)]
    [InlineData(@"D:\code\shop", @"D:\code\shop\readme.md", true)]
    [InlineData(@"D:\code\shop", @"D:\code\shop\docs\readme.md", false)]
    public void A_file_below_the_working_directory_is_not_one_of_the_same_name_above(string project, string edited, bool same)
    {
        Commit("Add text", "readme.md");
        var session = Session("codex", "t", files: [edited]);
        Assert.Equal(same, Link(session with { Trace = session.Trace with { Project = project } }).Count == 1);
    }

    [Fact]
    public void A_merge_inside_a_branch_links_by_its_trailer_without_a_patch()
    {
        var at = new DateTimeOffset(2026, 3, 2, 12, 0, 0, TimeSpan.Zero);
        Commit Made(string sha, int hour, string[] parents, MessageFacts? message = null) =>
            new(sha, parents, new("Ada", "ada@example.com"), at.AddHours(hour), new("Ada", "ada@example.com"), at.AddHours(hour), message ?? MessageFacts.None);
        var marked = MessageFacts.None with { Sessions = [new("copilot", Id)] };
        var input = new ScoreInput
        {
            Organisation = world.Organisation,
            Histories =
            [
                new()
                {
                    Repository = "shop",
                    Commits = [Made("a1", 0, []), Made("a2", 1, ["a1"]), Made("b1", 2, ["a1"]), Made("b2", 3, ["b1", "a2"], marked), Made("a3", 4, ["a2", "b2"])],
                    FirstParents = ["a1", "a2", "a3"],
                },
            ],
            Patches = (_, commits) => commits.Select(c => c.Sha == "b2" ? throw new ArgumentException("b2 has no patch here", nameof(commits)) : new CommitPatch(c.Sha, [])),
            AsOf = at.AddDays(1),
        };
        var link = Assert.Single(ScoreEngine.Compute(input with { Sessions = [Session("copilot", Id, files: [])] }).Links.All);
        Assert.Equal((LinkEvidence.Session, "a3", 0), (link.Evidence, link.Change, link.Files.Count));
    }

    [Fact]
    public void A_checkpoint_links_every_session_that_was_saved_in_it()
    {
        var commit = Commit("Add cart\n\nEntire-Checkpoint: abcdef012345", "src/cart.py");
        CheckpointSession Saved(string tool, string id) => new(tool, id, world.Now, 1, null, null, []);
        var history = world.Repository.History with { Checkpoints = [new("abcdef012345", "", [Saved("claude-code", Id), Saved("", "t"), Saved("gemini-cli", "u"), Saved("codex", "never-read")])] };

        var sessions = new[] { Session("claude-code", Id), Session("codex", "t"), Session("codex", "u"), Session("codex", "v") };
        var links = ScoreEngine.Compute(Input([]) with { Histories = [history], Sessions = sessions }).Links.All.Where(l => l.Evidence != LinkEvidence.Window).ToList();

        Assert.Equal([("claude-code", Id), ("codex", "t")], links.Select(l => (l.Session.Tool, l.Session.Session)));
        Assert.All(links, l => Assert.Equal((LinkEvidence.Session, commit.Sha), (l.Evidence, l.Change)));
    }

    private MemoryCommit Commit(string message, params string[] paths) => world.Commit("ada", message, t =>
    {
        foreach (var path in paths) t.Write(path, world.NewLines(3));
    });

    private ScoreInput Input(IReadOnlyList<LineRecord> records) => new()
    {
        Organisation = world.Organisation,
        Histories = [world.Repository.History with { LineRecords = records }],
        Patches = MemoryRepository.Reader([world.Repository]),
        AsOf = world.Now,
    };

    private IReadOnlyList<SessionLink> Link(params WorkSession[] sessions) => Link([], sessions);

    private IReadOnlyList<SessionLink> Link(IReadOnlyList<LineRecord> records, params WorkSession[] sessions) => ScoreEngine.Compute(Input(records) with { Sessions = sessions }).Links.All;

    private WorkSession Session(
        string tool, string id, string? person = "ada", string? repository = "shop", TimeSpan endedBefore = default, string[]? branches = null, string[]? files = null) => new(
        new SessionTrace(tool, id, "", "", world.Now - endedBefore - TimeSpan.FromHours(1), world.Now - endedBefore, 1, EditsKnown: true, files ?? ["src/cart.py"]),
        person, repository, branches ?? []);
}
