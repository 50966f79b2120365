using Shiprank.Core.Badges;
using Shiprank.Tests.Scoring.Properties;

namespace Shiprank.Tests.Badges;

/// <summary>Rates of a quarter. The world begins on 5 January 2026; its second quarter settles on 31 July.</summary>
public sealed class QuarterTests
{
    private static readonly DateTimeOffset Settled = new(2026, 7, 31, 0, 0, 0, TimeSpan.Zero);

    [Fact]
    public void A_quarter_without_a_failure_earns_a_clean_wake_where_others_had_some()
    {
        var world = Quarter(failing: ["bob"]);
        var awards = BadgeWorld.Judge(world, Settled.AddDays(1)).Where(a => a is { Badge: "clean-wake", Kind: HolderKind.Person }).ToList();
        Assert.Equal(["ada", "cy", "dan"], awards.Select(a => a.Holder));
        Assert.All(awards, a => Assert.Equal((Settled, Settled.AddDays(184), "2026-Q2"), (a.IssuedAt, a.ExpiresAt, a.Subject)));
        Assert.Equal(new(0, 12, 1, 48), awards[0].Rate);
        Assert.Empty(BadgeWorld.Judge(world, Settled.AddDays(-1)).Where(a => a.Badge == "clean-wake"));
    }

    [Fact]
    public void Where_nobody_fails_nobody_is_better_than_the_others() =>
        Assert.DoesNotContain(BadgeWorld.Judge(Quarter(failing: []), Settled.AddDays(1)), a => a.Badge == "clean-wake");

    [Fact]
    public void More_deliveries_on_the_same_days_are_no_more_evidence()
    {
        var world = Quarter(failing: ["bob"], days: 9, times: 3);
        Assert.DoesNotContain(BadgeWorld.Judge(world, Settled.AddDays(1)), a => a.Badge == "clean-wake");
    }

    [Fact]
    public void It_expires_and_its_end_is_final()
    {
        var world = Quarter(failing: ["bob"]);
        Assert.Equal(AwardState.Expired, Assert.Single(BadgeWorld.Judge(world, Settled.AddDays(184)), a => a is { Badge: "clean-wake", Holder: "ada" }).State);
        world.Pass(Settled.AddDays(200) - world.Now);
        world.TakeOut("bob", world.Repository.Line.Last(c => c.Title.StartsWith("Work of ada", StringComparison.Ordinal)));
        Assert.Equal(AwardState.Expired, Assert.Single(BadgeWorld.Judge(world), a => a is { Badge: "clean-wake", Holder: "ada" }).State);
    }

    [Fact]
    public void A_late_revert_revokes_a_clean_wake()
    {
        var world = Quarter(failing: ["bob"]);
        world.Pass(Settled.AddDays(20) - world.Now);
        var revert = world.TakeOut("bob", world.Repository.Line.Last(c => c.Title.StartsWith("Work of ada", StringComparison.Ordinal)));
        var award = Assert.Single(BadgeWorld.Judge(world, world.Now.AddDays(1)), a => a is { Badge: "clean-wake", Holder: "ada" });
        Assert.Equal((AwardState.Revoked, revert.Sha), (award.State, award.Revoked!.By));
        Assert.Equal(AwardState.Earned, Assert.Single(BadgeWorld.Judge(world, world.Now.AddDays(1)), a => a is { Badge: "clean-wake", Holder: "cy" }).State);
    }

    [Fact]
    public void Approving_what_stays_live_earns_a_second_pair_of_eyes()
    {
        var world = Quarter(failing: ["bob"], reviewed: true);
        var awards = BadgeWorld.Judge(world, Settled.AddDays(1)).Where(a => a.Badge == "second-pair").ToList();
        // cy approved all of bob's changes, one of which was reverted.
        Assert.Equal(["ada", "bob", "dan"], awards.Select(a => a.Holder));
    }

    [Fact]
    public void A_group_that_is_too_small_earns_nothing_in_the_open()
    {
        var facts = BadgeWorld.Facts(Quarter(failing: ["bob"]), Settled.AddDays(1));
        Assert.Empty(AwardJudge.Judge(facts with { LeastGroup = 5 }, BadgeLibrary.All).Where(a => a.Kind != HolderKind.Person));
    }

    [Fact]
    public void Those_right_above_a_threshold_are_counted_with_those_right_below()
    {
        var bunched = AwardJudge.Bunched(BadgeWorld.Facts(Quarter(failing: ["bob"], days: 11), Settled.AddDays(1)), BadgeLibrary.All).Single(b => b.Badge == "clean-wake");
        Assert.Equal((10, 3, 0), (bunched.Threshold, bunched.JustAbove, bunched.JustBelow));
        Assert.False(bunched.IsSuspicious);
        Assert.True((bunched with { Days = [.. Enumerable.Repeat(8, 4), .. Enumerable.Repeat(9, 4), .. Enumerable.Repeat(10, 40), .. Enumerable.Repeat(11, 10)] }).IsSuspicious);
        Assert.False((bunched with { Days = [.. Enumerable.Repeat(8, 14), .. Enumerable.Repeat(9, 14), .. Enumerable.Repeat(10, 20), .. Enumerable.Repeat(11, 15)] }).IsSuspicious);
    }

    /// <summary>Everybody ships on some days of the second quarter; one change of each of the failing is reverted the day after.</summary>
    private static World Quarter(IReadOnlyList<string> failing, int days = 12, int times = 1, bool reviewed = false)
    {
        var world = new World();
        world.Settle();
        world.Pass(new DateTimeOffset(2026, 4, 6, 9, 0, 0, TimeSpan.Zero) - world.Now);
        for (var day = 0; day < days; day++)
        {
            foreach (var who in People.Humans)
            {
                for (var time = 0; time < times; time++)
                {
                    var change = world.Ship(who, 20, $"Work of {who} {day} {time}");
                    if (reviewed) world.Review(change, who, People.Humans[(Array.IndexOf([.. People.Humans], who) + 1) % 4]);
                    if (day == 3 && time == 0 && failing.Contains(who)) world.TakeOut("unknown", change);
                }
            }

            world.Pass(TimeSpan.FromDays(4) - TimeSpan.FromHours(4 * times));
        }

        return world;
    }
}
