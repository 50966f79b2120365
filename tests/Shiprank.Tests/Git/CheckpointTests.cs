using System.Text;
using Shiprank.Core.Delivery;
using Shiprank.Core.Usage;
using Shiprank.Sources.Git;
using Shiprank.Sources.Git.Histories;

namespace Shiprank.Tests.Git;

public sealed class CheckpointTests : IDisposable
{
    private const string One = "11111111-2222-4333-8444-555555555555";
    private const string Two = "22222222-3333-4444-8555-666666666666";
    private readonly TemporaryRepository repository = new();

    public CheckpointTests() => repository.Commit("Start");

    [Fact]
    public void A_checkpoint_tells_its_sessions_and_their_counters()
    {
        Save("heads", ("ab/cdef012345/metadata.json", """{"checkpoint_id":"abcdef012345","branch":"feature/x","token_usage":{"input_tokens":99}}"""),
            ("ab/cdef012345/0/metadata.json", $$$"""
                {"session_id":"2026-01-05-{{{One}}}","created_at":"2026-01-05T18:15:34.5+01:00","agent":"Claude Code","checkpoints_count":5,
                 "files_touched":["src/a.go","src/a.go"],"summary":{"intent":"zanzibar"},
                 "token_usage":{"input_tokens":1,"cache_creation_tokens":2,"cache_read_tokens":3,"output_tokens":4,"api_call_count":5,
                  "subagent_tokens":{"input_tokens":10,"cache_creation_tokens":20,"cache_read_tokens":30,"output_tokens":40,"api_call_count":50}},
                 "initial_attribution":{"agent_lines":32,"human_added":1,"human_modified":2,"human_removed":3,"total_committed":33,"agent_percentage":96.9}}
                """),
            ("ab/cdef012345/1/metadata.json", $$"""{"session_id":"{{Two}}","agent":"Agent"}"""),
            ("ab/cdef012345/0/full.jsonl", "zanzibar"),
            ("ab/cdef012345/0/prompt.txt", "zanzibar"));

        var checkpoint = Assert.Single(Read().Checkpoints);

        Assert.Equal(("abcdef012345", "feature/x", 2), (checkpoint.Id, checkpoint.Branch, checkpoint.Sessions.Count));
        var (first, second) = (checkpoint.Sessions[0], checkpoint.Sessions[1]);
        Assert.Equal(("claude-code", One, 5), (first.Tool, first.Session, first.Snapshots));
        Assert.Equal(new DateTimeOffset(2026, 1, 5, 17, 15, 34, 500, TimeSpan.Zero), first.At);
        Assert.Equal(new CheckpointUsage(new TokenCounts(11, 33, 22, 0, 44), 55, 0), first.Usage);
        Assert.Equal(new CheckpointLines(32, 1, 2, 3, 33), first.Lines);
        Assert.Equal(["src/a.go"], first.Files);
        Assert.Equal(("", Two), (second.Tool, second.Session));
        Assert.Null(second.Usage);
        Assert.Null(second.Lines);
    }

    [Theory]
    [InlineData("", 0)]
    [InlineData("""
        "cli_version":"v0.3.13",
        """, 0)]
    [InlineData("""
        "cli_version":"v0.4.4-24-g97fb2a99",
        """, 72)]
    [InlineData("""
        "cli_version":"dev",
        """, 72)]
    [InlineData("""
        "strategy":"auto-commit",
        """, 72)]
    public void Counters_start_where_the_version_counts_from(string field, int from)
    {
        Save("heads", ("ab/cdef012345/0/metadata.json", "{" + field.Trim() + """
            "session_id":"s","checkpoint_transcript_start":72,"transcript_lines_at_start":72,"token_usage":{"output_tokens":4}}
            """));

        Assert.Equal(new CheckpointUsage(new TokenCounts(0, 0, 0, 0, 4), 0, from), Assert.Single(Assert.Single(Read().Checkpoints).Sessions).Usage);
    }

    [Fact]
    public void The_older_layout_has_its_session_in_the_root()
    {
        Save("heads",
            ("ab/cdef012345/metadata.json", $$$"""{"session_id":"{{{Two}}}","session_ids":["{{{One}}}","{{{Two}}}","gone"],"agent":"Gemini CLI","token_usage":{"input_tokens":10,"cache_read_tokens":7,"output_tokens":1}}"""),
            ("ab/cdef012345/1/metadata.json", $$"""{"session_id":"{{One}}","agent":"Claude Code"}"""));

        var sessions = Assert.Single(Read().Checkpoints).Sessions;

        Assert.Equal([("claude-code", One), ("gemini-cli", Two), ("gemini-cli", "gone")], sessions.Select(s => (s.Tool, s.Session)));
        Assert.Equal(new TokenCounts(3, 7, 0, 0, 1), sessions[1].Usage!.Value.Tokens);
    }

    [Fact]
    public void A_session_saved_twice_in_one_checkpoint_stands_twice_and_folders_may_be_missing()
    {
        Save("heads",
            ("ab/cdef012345/0/metadata.json", $$$"""{"session_id":"2026-01-22-{{{One}}}","token_usage":{"output_tokens":9}}"""),
            ("ab/cdef012345/10/metadata.json", """{"session_id":"last"}"""),
            ("ab/cdef012345/2/metadata.json", $$$"""{"session_id":"2026-01-21-{{{One}}}","token_usage":{"output_tokens":4}}"""));

        Assert.Equal([(One, 9L), (One, 4L), ("last", -1L)], Assert.Single(Read().Checkpoints).Sessions.Select(s => (s.Session, s.Usage?.Tokens.Output ?? -1)));
    }

    [Theory]
    [InlineData("heads")]
    [InlineData("remotes/origin")]
    [InlineData("remotes/fork")]
    public void The_branch_may_be_local_or_remote_tracking(string where)
    {
        Save(where, ("ab/cdef012345/0/metadata.json", """{"session_id":"s"}"""));

        Assert.Equal("abcdef012345", Assert.Single(Read().Checkpoints).Id);
    }

    [Fact]
    public void A_checkpoint_on_two_branches_is_the_local_one()
    {
        Save("remotes/origin", ("ab/cdef012345/0/metadata.json", """{"session_id":"theirs"}"""), ("ab/cdef012346/0/metadata.json", """{"session_id":"s"}"""));
        Save("heads", ("ab/cdef012345/0/metadata.json", """{"session_id":"ours"}"""));

        Assert.Equal([("abcdef012345", "ours"), ("abcdef012346", "s")], Read().Checkpoints.Select(c => (c.Id, Assert.Single(c.Sessions).Session)));
    }

    [Fact]
    public void Damaged_files_are_named_and_stop_no_other()
    {
        Save("heads",
            ("00/0000000001/metadata.json", "{\n\"checkpoint_id\":"),
            ("00/0000000001/0/metadata.json", """{"session_id":"s"}"""),
            ("00/0000000002/metadata.json", "[]"),
            ("00/0000000003/0/metadata.json", """{"session_id":"a prompt that somebody typed","token_usage":{"output_tokens":-3}}"""),
            ("00/0000000003/1/metadata.json", """{"session_id":7,"token_usage":[1]}"""),
            ("00/0000000003/2/metadata.json", """{"session_id":"t","token_usage":{"output_tokens":"9","input_tokens":1e400},"created_at":"soon"}"""),
            ("0000000004/metadata.json", "{}"),
            ("zz/0000000005/metadata.json", "{}"),
            ("00/0000000006/0/metadata.json/metadata.json", "{}"));

        var (history, warnings) = repository.Open().ReadHistory(_ => MessageFacts.None, [], TestContext.Current.CancellationToken).Value;

        Assert.Equal(["000000000001", "000000000003"], history.Checkpoints.Select(c => c.Id));
        Assert.Equal(["s", "t"], history.Checkpoints.SelectMany(c => c.Sessions).Select(s => s.Session));
        Assert.Equal(default, history.Checkpoints[1].Sessions[0].Usage!.Value.Tokens);
        Assert.Equal(2, warnings.Count);
        Assert.Contains(warnings, w => w.Line == 2 && w.Where.EndsWith("00/0000000001/metadata.json", StringComparison.Ordinal));
    }

    [Fact]
    public void A_missing_blob_costs_its_own_checkpoint_only()
    {
        Save("heads", ("ab/cdef012345/0/metadata.json", """{"session_id":"gone"}"""), ("ab/cdef012346/0/metadata.json", """{"session_id":"s"}"""));
        var blob = repository.Run("rev-parse", "entire/checkpoints/v1:ab/cdef012345/0/metadata.json").Trim();
        File.Delete(Path.Combine(repository.Path, ".git", "objects", blob[..2], blob[2..]));

        var (history, warnings) = repository.Open().ReadHistory(_ => MessageFacts.None, [], TestContext.Current.CancellationToken).Value;

        Assert.Equal("abcdef012346", Assert.Single(history.Checkpoints).Id);
        Assert.Contains("ab/cdef012345/0/metadata.json", Assert.Single(warnings).Where, StringComparison.Ordinal);
    }

    [Fact]
    public void A_tail_reads_the_checkpoints_that_its_commits_name()
    {
        Save("heads", ("ab/cdef012345/0/metadata.json", """{"session_id":"a"}"""), ("ab/cdef012346/0/metadata.json", """{"session_id":"b"}"""));
        repository.Commit("Change\n\nEntire-Checkpoint: abcdef012346");
        var messages = new MessageReader(TemporaryRepository.Hasher, "[A-Z]+-[0-9]+");
        var tail = new HistoryTail(new(2026, 1, 1, 0, 0, 0, TimeSpan.Zero), DateTimeOffset.MinValue, 1, 10);

        var history = repository.Open().ReadTail(messages.Read, tail, TestContext.Current.CancellationToken).Value.History;

        Assert.Equal("abcdef012346", Assert.Single(history.Checkpoints).Id);
    }

    public void Dispose() => repository.Dispose();

    private RepositoryHistory Read() => repository.Open().ReadHistory(_ => MessageFacts.None, [], TestContext.Current.CancellationToken).Value.History;

    private void Save(string where, params (string Path, string Text)[] files)
    {
        var entries = files.Select(f => $"100644 {repository.Run(Encoding.UTF8.GetBytes(f.Text), "hash-object", "-w", "--stdin").Trim()}\t{f.Path}\n");
        var kept = repository.Run("write-tree").Trim();
        repository.Run("read-tree", "--empty");
        repository.Run(Encoding.UTF8.GetBytes(string.Concat(entries)), "update-index", "--index-info");
        var tree = repository.Run("write-tree").Trim();
        repository.Run("read-tree", kept);
        repository.Run("update-ref", $"refs/{where}/entire/checkpoints/v1", repository.Run("commit-tree", "-m", "Checkpoint", tree).Trim());
    }
}
