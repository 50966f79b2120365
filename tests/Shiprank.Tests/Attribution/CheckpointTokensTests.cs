using FsCheck;
using FsCheck.Fluent;
using Shiprank.Core.Attribution.Checkpoints;
using Shiprank.Core.Attribution.Spend;
using Shiprank.Core.Delivery;
using Shiprank.Core.Usage;

namespace Shiprank.Tests.Attribution;

public sealed class CheckpointTokensTests
{
    private static readonly DateTimeOffset Noon = new(2026, 2, 15, 12, 0, 0, TimeSpan.Zero);

    [Fact]
    public void Overlapping_counters_add_their_growth()
    {
        var records = new[] { At(1, 1518, 100), At(2, 3399, 250), At(3, 6037, 900) };

        Assert.Equal([(100L, 1518L), (150L, 1881L), (650L, 2638L)], CheckpointTokens.Of(records).Select(c => (c.Tokens.CacheRead, c.Tokens.Output)));
        Assert.Equal(new TokenCounts(0, 900, 0, 0, 6037), Assert.Single(CheckpointTokens.BySession(records)).Value);
    }

    [Fact]
    public void The_same_counter_twice_adds_nothing() =>
        Assert.Equal([new(0, 7, 0, 0, 5), default], CheckpointTokens.Of([At(1, 5, 7), At(2, 5, 7)]).Select(c => c.Tokens));

    /// <summary>A session of entireio/cli: 31.5 M tokens, then the log began anew.</summary>
    [Fact]
    public void A_session_restarted_at_lower_counters_adds_them_whole()
    {
        var records = new[] { At(1, 1023, 24_704_914), At(2, 1169, 31_546_535), At(3, 661, 6_066_756), At(4, 785, 12_968_522) };

        Assert.Equal(new TokenCounts(0, 31_546_535 + 12_968_522, 0, 0, 1169 + 785), Assert.Single(CheckpointTokens.BySession(records)).Value);
    }

    /// <summary>A session of entireio/cli: parts of the log, then all of it, whose counter is exactly their sum.</summary>
    [Fact]
    public void Parts_of_a_log_add_up_to_the_whole()
    {
        var records = new[] { At(1, 30, 760_998), At(2, 16, 425_212, from: 72), At(3, 32, 1_165_211, from: 90), At(4, 81, 3_407_327, from: 128), At(5, 159, 5_758_748), At(6, 98, 3_722_032, from: 257) };

        Assert.Equal([760_998, 425_212, 1_165_211, 3_407_327, 0, 3_722_032], CheckpointTokens.Of(records).Select(c => c.Tokens.CacheRead));
    }

    [Fact]
    public void The_same_part_counted_again_adds_its_growth() =>
        Assert.Equal([10, 4, 5], CheckpointTokens.Of([At(1, 10, 0), At(2, 4, 0, from: 9), At(3, 9, 0, from: 9)]).Select(c => c.Tokens.Output));

    [Fact]
    public void Sessions_are_counted_apart_and_a_tool_once_told_is_the_sessions()
    {
        var other = new CheckpointRecord("ffffffffffff", "", [Session("other", 1, 40, 0), Session("s", 3, 30, 0) with { Tool = "" }]);

        Assert.Equal(
            [(new SessionId("claude-code", "other"), 40L), (new("claude-code", "s"), 20L), (new("claude-code", "s"), 10L)],
            CheckpointTokens.Of([other, At(2, 20, 0)]).Select(c => (c.Session, c.Tokens.Output)));
    }

    [Fact]
    public void A_session_saved_twice_in_one_checkpoint_counts_its_growth() =>
        Assert.Equal([4, 5], CheckpointTokens.Of([new("ffffffffffff", "", [Session("s", 2, 9, 0), Session("s", 1, 4, 0)])]).Select(c => c.Tokens.Output));

    [Fact]
    public void Checkpoints_without_counters_are_left_out() =>
        Assert.Empty(CheckpointTokens.Of([new("ffffffffffff", "", [Session("s", 1, 1, 1) with { Usage = null }])]));

    [Fact]
    public void However_often_growing_counters_are_saved_and_read_the_last_is_the_total() => Prop.ForAll(
        ArbMap.Default.ArbFor<byte[]>(),
        growths =>
        {
            var output = 0L;
            var records = growths.Select((g, i) => At(i, output += g, output * 2)).ToList();
            var total = CheckpointTokens.BySession(records.Concat(records).Reverse()).Values.Aggregate(default(TokenCounts), (sum, t) => sum + t);
            return total == new TokenCounts(0, output * 2, 0, 0, output);
        }).QuickCheckThrowOnFailure();

    [Fact]
    public void A_commit_that_names_two_checkpoints_has_the_sessions_of_both_once()
    {
        var index = new CheckpointIndex([new("aaaaaaaaaaaa", "", [Session("s", 1, 1, 1), Session("t", 1, 1, 1)]), new("bbbbbbbbbbbb", "", [Session("t", 2, 2, 2), Session("u", 2, 2, 2)])]);
        var commit = new Commit("c", [], new("", ""), Noon, new("", ""), Noon, new() { Sessions = [new("entire", "bbbbbbbbbbbb"), new("amp", "aaaaaaaaaaaa"), new("entire", "AAAAAAAAAAAA"), new("entire", "cccccccccccc")] });

        Assert.Equal(["t", "u", "s"], index.Sessions(commit).Select(s => s.Session));
        Assert.Empty(index.Sessions(new SessionMark("entire", "cccccccccccc")));
    }

    private static CheckpointRecord At(int hour, long output, long cached, int from = 0) => new($"{hour:x12}", "", [Session("s", hour, output, cached, from)]);

    private static CheckpointSession Session(string id, int hour, long output, long cached, int from = 0) =>
        new("claude-code", id, Noon.AddHours(hour), 1, new(new TokenCounts(0, cached, 0, 0, output), 1, from), null, []);
}
