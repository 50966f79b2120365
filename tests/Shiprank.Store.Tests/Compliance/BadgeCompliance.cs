using Shiprank.Core.Badges;

namespace Shiprank.Store.Tests.Compliance;

/// <summary>What any engine must do with badges and with what people chose to show.</summary>
public abstract class BadgeCompliance
{
    private static readonly DateTimeOffset At = new(2026, 8, 1, 10, 0, 0, TimeSpan.Zero);

    protected abstract IStore Create();

    [Fact]
    public void Awards_come_back_as_they_were_told_without_their_evidence()
    {
        using var store = Create();
        Award[] judged =
        [
            Award("first-landing", HolderKind.Person, "ada", "shop@abc"),
            Award("clean-wake", HolderKind.Repository, "shop", "2026-Q2") with { ExpiresAt = At.AddDays(184), Rate = new(0, 12, 3, 40) },
            Award("safe-harbour", HolderKind.Team, "checkout", "2026-Q2") with { State = AwardState.Revoked, Revoked = new(At.AddDays(3), "shop@abc was reverted by def", "shop", "def") },
        ];
        Assert.Equal(4, store.ReplaceAwards(judged, At.AddDays(9)).Count);
        var told = store.ReadAwards();
        Assert.Equal(judged.OrderBy(a => a.Key, StringComparer.Ordinal).Select(a => a with { Evidence = [] }), told.Select(t => t.Award).OrderBy(a => a.Key, StringComparer.Ordinal));
        Assert.Equal([0L, 1, 2], told.Select(t => t.Number));
        Assert.Empty(store.ReplaceAwards(judged, At.AddDays(10)));
    }

    [Fact]
    public void What_becomes_of_an_award_is_logged()
    {
        using var store = Create();
        var award = Award("first-landing", HolderKind.Person, "ada", "shop@abc");
        store.ReplaceAwards([award], At.AddDays(1));
        store.ReplaceAwards([award with { State = AwardState.Revoked, Revoked = new(At.AddDays(2), "gone", "shop", "def") }], At.AddDays(3));
        store.ReplaceAwards([], At.AddDays(4));
        Assert.Equal([AwardStep.Issued, AwardStep.Revoked], store.ReadAwardEvents(10).Select(e => e.Step).Order());
        Assert.Equal(AwardState.Revoked, Assert.Single(store.ReadAwards()).Award.State);
    }

    [Fact]
    public void A_badge_is_shown_until_it_is_hidden_again()
    {
        using var store = Create();
        store.ShowBadge("ada", "clean-wake", shown: true);
        store.ShowBadge("ada", "clean-wake", shown: true);
        store.ShowBadge("bob", "dry-dock", shown: true);
        Assert.Equal([("ada", "clean-wake"), ("bob", "dry-dock")], store.ReadShownBadges().Select(s => (s.Person, s.Badge)));
        store.ShowBadge("ada", "clean-wake", shown: false);
        Assert.Equal(["bob"], store.ReadShownBadges().Select(s => s.Person));
    }

    [Fact]
    public void Who_is_forgotten_leaves_a_number_behind_and_nothing_else()
    {
        using var store = Create();
        store.ReplaceAwards([Award("first-landing", HolderKind.Person, "ada", "shop@abc"), Award("dry-dock", HolderKind.Person, "ada", "shop@def")], At.AddDays(1));
        store.ShowBadge("ada", "first-landing", shown: true);
        store.Erase("ada", [new("mark", "erased-1", At.AddDays(2))]);
        Assert.Empty(store.ReadShownBadges());
        Assert.Empty(store.ReadAwardEvents(10));
        var left = store.ReadAwards();
        Assert.Equal(["erased-0", "erased-1"], left.Select(a => a.Award.Subject));
        Assert.All(left, a => Assert.Equal(AwardState.Revoked, a.Award.State));
        store.ReplaceAwards([Award("first-landing", HolderKind.Person, "bob", "shop@abc")], At.AddDays(3));
        Assert.Equal([0L, 1, 2], store.ReadAwards().Select(a => a.Number));
    }

    private static Award Award(string badge, HolderKind kind, string holder, string subject) => new()
    {
        Badge = badge, Kind = kind, Holder = holder, Subject = subject, IssuedAt = At, State = AwardState.Earned, Evidence = [new(EvidenceKind.Change, "shop", "abc", At)],
    };
}
