using System.Text;
using Shiprank.Core;
using Shiprank.Core.Delivery;
using Shiprank.Sources.Git;
using Shiprank.Sources.Git.AgentTrace;
using Shiprank.Sources.Git.Histories;

namespace Shiprank.Tests.Git;

public sealed class AgentTraceTests : IDisposable
{
    private const string Session = "11111111-2222-4333-8444-555555555555";
    private const string Early = "2020-01-01T00:00:00Z";
    private readonly TemporaryRepository repository = new();
    private readonly List<string> traces = [];
    private int ids;

    /// <summary>Published vectors of MurmurHash3_x86_32.</summary>
    [Theory]
    [InlineData("", 0u)]
    [InlineData("hello", 0x248bfa47u)]
    [InlineData("hello, world", 0x149bbb7fu)]
    [InlineData("The quick brown fox jumps over the lazy dog", 0x2e4ff723u)]
    public void The_hash_is_murmur3(string text, uint hash) => Assert.Equal(hash, Murmur3.Hash(Encoding.UTF8.GetBytes(text)));

    [Theory]
    [InlineData("\n", "one\ntwo")]
    [InlineData("\n", "one\ntwo\n")]
    [InlineData("\r\n", "one\ntwo")]
    [InlineData("\r\n", "one\ntwo\n")]
    public void Lines_that_the_hash_proves_are_recorded_where_they_are_now(string end, string hashed)
    {
        var parent = Commit("zero");
        Trace(parent, First: 1, Last: 2, hash: Hash(hashed));
        var commit = Commit(string.Join(end, "zero", "before", "one", "two", "after", ""));

        var history = Read();

        Assert.Equal([new AttestedRange("a.cs", 3, 4, Human: false, Session)], Assert.Single(history.LineRecords, r => r.Sha == commit).Ranges);
        Assert.Equal([new SessionMark("claude-code", Session)], Marks(history, commit));
    }

    [Fact]
    public void Only_lines_that_the_commit_adds_are_recorded()
    {
        var parent = Commit("one\nkept\n");
        Trace(parent, First: 1, Last: 3, hash: Hash("new\nkept\nnewer"));
        var commit = Commit("new\nkept\nnewer\n");

        Assert.Equal([(1, 1), (3, 3)], Assert.Single(Read().LineRecords, r => r.Sha == commit).Ranges.Select(r => (r.First, r.Last)));
    }

    [Fact]
    public void The_first_commit_that_adds_the_text_has_it_and_no_later_one()
    {
        var parent = Commit("zero\n");
        Trace(parent, First: 1, Last: 1, hash: Hash("one"));
        var other = Commit("zero\ntwo\n");
        var commit = Commit("zero\ntwo\none\n");
        Commit("zero\ntwo\n");
        Commit("one\nzero\ntwo\n");

        Assert.Equal([commit], Read().LineRecords.Select(r => r.Sha));
        Assert.Empty(Marks(Read(), other));
    }

    [Fact]
    public void A_writer_that_runs_behind_the_commit_names_the_commit_itself()
    {
        var commit = Commit("one\ntwo\n");
        Trace(commit, First: 1, Last: 2, hash: Hash("one\ntwo"), at: Early);

        Assert.Equal([commit], Read().LineRecords.Select(r => r.Sha));
    }

    [Fact]
    public void A_commit_that_does_not_come_after_the_named_one_has_nothing_of_it()
    {
        var start = Commit("zero\n");
        repository.Run("checkout", "-q", "-b", "side");
        var side = Commit("zero\nside\n");
        repository.Run("checkout", "-q", "-b", "other", start);
        Trace(side, First: 1, Last: 1, hash: Hash("one"));
        Trace("0123456789012345678901234567890123456789", First: 1, Last: 1, hash: Hash("one"));
        Commit("zero\none\n");
        repository.Run("branch", "-f", "main", "HEAD");

        var history = Read();

        Assert.Empty(history.LineRecords);
        Assert.All(history.Commits, c => Assert.Empty(c.Message.Sessions));
    }

    [Theory]
    [InlineData("")]
    [InlineData(",\"content_hash\":\"murmur3:00000001\"")]
    [InlineData(",\"content_hash\":\"sha256:00\"")]
    public void Without_proof_only_the_session_is_taken_by_the_commit_made_on_the_named_one(string field)
    {
        var parent = Commit("zero\n");
        Trace(parent, First: 1, Last: 1, more: field);
        var commit = Commit("zero\none\n");
        var later = Commit("zero\none\ntwo\n");

        var history = Read();

        Assert.Empty(history.LineRecords);
        Assert.Equal([new SessionMark("claude-code", Session)], Marks(history, commit));
        Assert.Empty(Marks(history, later));
    }

    [Fact]
    public void Of_two_commits_made_on_the_named_one_the_first_after_the_trace_has_the_session()
    {
        var parent = Commit("zero\n");
        repository.Run("checkout", "-q", "-b", "side");
        var before = Commit("zero\nside\n");
        repository.Run("checkout", "-q", "main");
        Trace(before, First: 1, Last: 1);
        traces[0] = traces[0].Replace(before, parent, StringComparison.Ordinal);
        var commit = Commit("zero\none\n");
        repository.Merge("side", "-s", "ours");

        var history = Read();

        Assert.Empty(Marks(history, before));
        Assert.Equal([new SessionMark("claude-code", Session)], Marks(history, commit));
    }

    [Theory]
    [InlineData("human", true)]
    [InlineData("mixed", null)]
    [InlineData("unknown", null)]
    [InlineData("alien", null)]
    public void A_human_is_attested_and_what_is_neither_is_not(string author, bool? human)
    {
        var parent = Commit("zero\n");
        Trace(parent, First: 1, Last: 1, hash: Hash("one"), author: author);
        var commit = Commit("zero\none\n");

        var history = Read();

        Assert.Equal(human is null ? [] : [new("a.cs", 2, 2, Human: true, "")], history.LineRecords.SelectMany(r => r.Ranges));
        Assert.Equal(human is null ? 1 : 0, Marks(history, commit).Count);
    }

    [Fact]
    public void A_range_may_have_another_author_than_its_conversation()
    {
        var parent = Commit("zero\n");
        Trace(parent, First: 1, Last: 1, hash: Hash("one"), more: ",\"contributor\":{\"type\":\"human\"}");
        Commit("zero\none\n");

        Assert.True(Assert.Single(Assert.Single(Read().LineRecords).Ranges).Human);
    }

    [Fact]
    public void Records_of_the_tree_and_of_the_disk_are_joined_and_taken_once()
    {
        var parent = Commit("zero\n");
        Trace(parent, First: 1, Last: 1, hash: Hash("one"));
        var commit = Commit("zero\none\n", withTraces: true);
        Trace(commit, First: 1, Last: 1, hash: Hash("two"));
        var last = Commit("zero\none\ntwo\n");
        Save();

        Assert.Equal([commit, last], Read().LineRecords.Select(r => r.Sha));
        Assert.Single(Read().LineRecords[0].Ranges);
    }

    [Fact]
    public void A_note_and_a_trace_of_one_commit_both_count()
    {
        var parent = Commit("zero\n");
        Trace(parent, First: 1, Last: 1, hash: Hash("one"));
        var commit = Commit("zero\none\ntwo\n");
        repository.Run("notes", "--ref=ai", "add", "-m", "a.cs\n  h_1 3\n---\n{}", commit);

        var index = new Shiprank.Core.Attribution.LineRecordIndex(Read().LineRecords);

        Assert.Equal(Shiprank.Core.Attribution.Evidence.Recorded, index.Of(commit, "a.cs", 2));
        Assert.Equal(Shiprank.Core.Attribution.Evidence.Human, index.Of(commit, "a.cs", 3));
    }

    [Fact]
    public void Bad_lines_are_named_and_stop_no_other()
    {
        var parent = Commit("zero\n");
        traces.AddRange(["{\"version\":", "", "[]", "{\"files\":{}}", "{\"files\":[]}", "{\"files\":[],\"vcs\":{\"type\":\"jj\",\"revision\":\"kkmpptxz\"}}", "{\"files\":[7,{\"path\":8}],\"vcs\":{\"revision\":\"x\"}}"]);
        Trace(parent, First: 1, Last: 1, hash: Hash("one"));
        traces.Add("{\"zanzibar\":");
        var commit = Commit("zero\none\n");
        Save(unfinished: true);

        var (history, warnings) = Reading();

        Assert.Equal([commit], history.LineRecords.Select(r => r.Sha));
        Assert.Equal([1, 3, 4, 5, 6], warnings.Select(w => w.Line));
        Assert.DoesNotContain(warnings, w => w.ToString().Contains("zanzibar", StringComparison.Ordinal));
    }

    [Theory]
    [InlineData("https://api.example.com/v1/conversations/12345", "12345")]
    [InlineData("https://api.example.com/v1/conversations/abc?from=mail", "abc")]
    [InlineData("file:///home/ada/.claude/projects/-code-shop/11111111-2222-4333-8444-555555555555.jsonl", Session)]
    [InlineData("file:///home/ada/.example/session-7.jsonl", "session-7")]
    [InlineData("what somebody said", "")]
    [InlineData("", "")]
    public void The_conversation_is_known_by_its_address(string url, string id)
    {
        var entry = Assert.Single(TraceLine.Read(Encoding.UTF8.GetBytes($$$"""{"files":[{"path":"a.cs","conversations":[{"url":"{{{url}}}"}]}],"vcs":{"revision":"x"}}"""), out _, out _));
        Assert.Equal((id, 0, "a.cs", ""), (entry.Session, entry.First, entry.Path, entry.Tool));
    }

    [Fact]
    public void A_record_without_address_has_the_session_that_its_metadata_names()
    {
        var line = $$$"""{"version":"1.0","tool":{"name":"cursor","version":"2"},"files":[{"path":".\\src\\a.cs","conversations":[{"contributor":{"type":"ai"},"ranges":[{"start_line":1,"end_line":1}]}]},{"path":"/etc/passwd","conversations":[{}]}],"vcs":{"type":"git","revision":"ABC"},"metadata":{"conversation_id":"{{{Session}}}","command":"zanzibar"}}""";
        var entry = Assert.Single(TraceLine.Read(Encoding.UTF8.GetBytes(line), out _, out var reason));
        Assert.Equal(("", "cursor", Session, "src/a.cs", "abc"), (reason, entry.Tool, entry.Session, entry.Path, entry.Revision));
    }

    [Fact]
    public void A_trace_file_that_is_a_link_is_not_followed()
    {
        var parent = Commit("zero\n");
        Trace(parent, First: 1, Last: 1, hash: Hash("one"));
        Commit("zero\none\n");
        Save();
        var elsewhere = Path.Combine(repository.Path, "elsewhere");
        Directory.Move(Path.Combine(repository.Path, ".agent-trace"), elsewhere);
        Directory.CreateSymbolicLink(Path.Combine(repository.Path, ".agent-trace"), elsewhere);

        var (history, warnings) = Reading();

        Assert.Empty(history.LineRecords);
        Assert.Contains("link", Assert.Single(warnings).Reason, StringComparison.Ordinal);
    }

    public void Dispose() => repository.Dispose();

    private static string Hash(string text) => $",\"content_hash\":\"murmur3:{Murmur3.Hash(Encoding.UTF8.GetBytes(text)):x8}\"";

    private string Commit(string content, bool withTraces = false)
    {
        repository.Write("a.cs", content);
        if (withTraces) Save();
        return repository.Commit();
    }

    private void Trace(string revision, int First, int Last, string hash = "", string author = "ai", string more = "", string? at = null) => traces.Add($$$"""
        {"version":"1.0","id":"{{{++ids}}}","timestamp":"{{{at ?? JustAfter(revision)}}}","vcs":{"type":"git","revision":"{{{revision}}}"},"tool":{"name":"claude-code"},"files":[{"path":"a.cs","conversations":[{"url":"file:///home/ada/.claude/projects/x/{{{Session}}}.jsonl","contributor":{"type":"{{{author}}}","model_id":"anthropic/x"},"ranges":[{"start_line":{{{First}}},"end_line":{{{Last}}}{{{hash}}}{{{more}}}}]}]}]}
        """);

    /// <summary>Commits are a minute apart.</summary>
    private string JustAfter(string revision) =>
        (repository.Open() is var git && git.Subject(revision) is null ? DateTimeOffset.UnixEpoch : DateTimeOffset.FromUnixTimeSeconds(30 + long.Parse(repository.Run("log", "-1", "--format=%ct", revision)))).ToString("O");

    private void Save(bool unfinished = false) => repository.Write(".agent-trace/traces.jsonl", string.Join('\n', traces) + (unfinished ? "" : "\n"));

    private RepositoryHistory Read() => Reading().History;

    private GitHistory Reading()
    {
        if (!File.Exists(Path.Combine(repository.Path, ".agent-trace", "traces.jsonl"))) Save();
        return repository.Open().ReadHistory(_ => MessageFacts.None, [], TestContext.Current.CancellationToken).Value;
    }

    private static IReadOnlyList<SessionMark> Marks(RepositoryHistory history, string sha) => history.Commits.Single(c => c.Sha == sha).Message.Sessions;
}
