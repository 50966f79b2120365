using Shiprank.Core.Badges;

namespace Shiprank.Tests.Badges;

public sealed class AwardLogTests
{
    private static readonly DateTimeOffset Now = new(2026, 8, 1, 0, 0, 0, TimeSpan.Zero);

    private static readonly Award Earned = new()
    {
        Badge = "first-landing", Kind = HolderKind.Person, Holder = "ada", Subject = "shop@abc", IssuedAt = Now.AddDays(-1), State = AwardState.Earned, Evidence = [],
    };

    private static readonly Award Revoked = Earned with { State = AwardState.Revoked, Revoked = new(Now, "reverted", "shop", "def") };

    [Fact]
    public void An_award_is_issued_once_and_keeps_its_number()
    {
        var (first, events) = AwardLog.Merge([], [Earned], Now, Now);
        Assert.Equal([AwardStep.Issued], events.Select(e => e.Step));
        var (second, again) = AwardLog.Merge(first, [Earned with { Holder = "bob" }, Earned], Now, Now);
        Assert.Equal(["bob"], again.Select(e => e.Holder));
        Assert.Equal([(0L, "ada"), (1L, "bob")], second.Select(a => (a.Number, a.Award.Holder)));
    }

    [Fact]
    public void What_is_revoked_is_told_and_what_is_taken_back_too()
    {
        var (told, _) = AwardLog.Merge([], [Earned], Now, Now);
        var (then, revoked) = AwardLog.Merge(told, [Revoked], Now, Now);
        Assert.Equal((AwardStep.Revoked, "reverted"), (Assert.Single(revoked).Step, revoked[0].Reason));
        Assert.Equal(AwardStep.Restored, Assert.Single(AwardLog.Merge(then, [Earned], Now, Now).Events).Step);
        Assert.Empty(AwardLog.Merge(then, [Revoked], Now, Now).Events);
    }

    [Fact]
    public void What_is_judged_no_more_is_revoked_and_never_vanishes()
    {
        var (told, _) = AwardLog.Merge([], [Earned], Now, Now);
        var (then, events) = AwardLog.Merge(told, [], Now, Now);
        Assert.Equal((AwardState.Revoked, AwardStep.Restated), (Assert.Single(then).Award.State, Assert.Single(events).Step));
        Assert.Empty(AwardLog.Merge(then, [], Now, Now).Events);
    }

    [Fact]
    public void A_run_as_of_an_earlier_moment_takes_nothing_back()
    {
        var (told, _) = AwardLog.Merge([], [Revoked], Now, Now);
        Assert.Equal(told, AwardLog.Merge(told, [], Now.AddDays(-9), Now).Awards);
        Assert.Equal(told, AwardLog.Merge(told, [Earned], Now.AddHours(-1), Now).Awards);
    }
}
