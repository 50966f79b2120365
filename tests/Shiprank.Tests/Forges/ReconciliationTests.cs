using Shiprank.Core.Delivery;

namespace Shiprank.Tests.Forges;

public sealed class ReconciliationTests
{
    private static readonly string[] Shas = [.. "abcdef".Select(c => new string(c, 40))];

    [Fact]
    public void A_clone_that_has_what_was_pushed_last_lacks_nothing() =>
        Assert.Empty(Problems([Push("refs/heads/main", Shas[0], 1), Push("refs/heads/main", Shas[1], 2), Push("refs/heads/topic", Shas[5], 3, isDefault: false)]));

    [Fact]
    public void A_push_that_the_clone_lacks_is_said() =>
        Assert.Equal($"the forge told of {Shas[4]} on refs/heads/main, which the clone lacks", Assert.Single(Problems([Push("refs/heads/main", Shas[4], 2), Push("refs/heads/main", Shas[0], 1)])).Reason);

    [Fact]
    public void A_rewritten_history_is_said() =>
        Assert.Contains("was rewritten on the forge", Assert.Single(Problems([Push("refs/heads/main", Shas[4], 2, forced: true)])).Reason);

    [Fact]
    public void Of_two_pushes_at_one_moment_either_will_do() =>
        Assert.Empty(Problems([Push("refs/heads/main", Shas[4], 2), Push("refs/heads/main", Shas[1], 2)]));

    [Fact]
    public void Tags_of_releases_and_pushes_have_to_be_there()
    {
        var problems = Problems([Push("refs/tags/v3", Shas[0], 1), Push("refs/tags/v4", Shas[0], 1), Push("refs/tags/v4", null, 2)], [Release("v1"), Release("v2"), Release("v4"), Release("v9", deleted: true)]);
        Assert.Equal("the forge told of 2 tags (v2, v3), which the clone lacks", Assert.Single(problems).Reason);
    }

    [Fact]
    public void A_tag_that_moved_or_went_away_is_said() =>
        Assert.Equal(
            ["the tag v1 moved or went away on the forge", "the tag v1 moved or went away on the forge"],
            new[] { Push("refs/tags/v1", Shas[3], 5), Push("refs/tags/v1", null, 5) }.Select(p => Assert.Single(Problems([p])).Reason));

    private static IReadOnlyList<Problem> Problems(IReadOnlyList<PushEvent> pushes, params IReadOnlyList<ReleaseEvent> releases) => [.. Reconciliation.Of(
        new() { Pushes = pushes, Releases = releases },
        new()
        {
            Repository = "shop",
            Commits = [.. Shas[..2].Select(s => new Commit(s, [], new("Ada", "ada@example.com"), At(0), new("Ada", "ada@example.com"), At(0), MessageFacts.None))],
            FirstParents = [.. Shas[..2]],
            Tags = [new("v1", Shas[0], At(0))],
        }).Select(p => new Problem(p.Reason))];

    private static PushEvent Push(string name, string? after, int day, bool forced = false, bool isDefault = true) =>
        new("github", $"{name} {after}", "shop", name, null, after, forced, isDefault && name.StartsWith("refs/heads/", StringComparison.Ordinal), At(day));

    private static ReleaseEvent Release(string tag, bool deleted = false) => new("github", tag, "shop", tag, false, deleted, At(1));

    private static DateTimeOffset At(int day) => new(2026, 3, 1 + day, 0, 0, 0, TimeSpan.Zero);

    private sealed record Problem(string Reason);
}
