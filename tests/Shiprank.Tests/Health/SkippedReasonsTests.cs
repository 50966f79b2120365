using Shiprank.Core.Usage;
using Shiprank.Engine.Sync;
using Shiprank.Store;

namespace Shiprank.Tests.Health;

public sealed class SkippedReasonsTests
{
    [Fact]
    public void What_was_left_out_is_counted_by_source_and_reason_without_words_of_the_input()
    {
        var home = Path.Combine(Path.GetTempPath(), "homes", "ada");
        List<SkippedInput> skipped =
        [
            new(Path.Combine(home, "a.jsonl"), 1, "not valid JSON"), new(Path.Combine(home, "b.jsonl"), 7, "not valid JSON"),
            new(Path.Combine(home, "b.jsonl"), 9, "unknown \"secret words\" here"), new(home + "-other", 1, "not valid JSON"), new("events.jsonl", 3, "it's 'theirs'"),
        ];
        var run = Run([home, "events.jsonl", home], skipped);
        Assert.Equal([home, "events.jsonl"], run.Sources);
        Assert.Equal([("not valid JSON", 2L), ("unknown … here", 1L)], run.SkippedOf(home));
        Assert.DoesNotContain(run.Counts.Keys, k => k.Contains("secret", StringComparison.Ordinal) || k.Contains("theirs", StringComparison.Ordinal));
        Assert.Equal(skipped.Count, run.Counts.Where(c => c.Key.StartsWith("skipped ", StringComparison.Ordinal)).Sum(c => c.Value));
        Assert.All(run.Counts.Keys, k => Assert.True(SyncRun.IsMark(k)));
    }

    [Fact]
    public void Many_reasons_are_bounded_and_none_is_lost()
    {
        var run = Run(["a"], [.. Enumerable.Range(0, 500).Select(i => new SkippedInput("a", i, $"reason {i}"))]);
        Assert.True(run.SkippedOf("a").Count < 50);
        Assert.Equal(500, run.SkippedOf("a").Sum(s => s.Count));
    }

    private static SyncRun Run(IEnumerable<string> sources, IReadOnlyList<SkippedInput> skipped) =>
        new(DateTimeOffset.UnixEpoch, DateTimeOffset.UnixEpoch, "test", SkippedReasons.Marks(sources, skipped).ToDictionary(StringComparer.Ordinal), []);
}
