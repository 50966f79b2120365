using Shiprank.Core.Score;
using Shiprank.Engine.Proof.Attacks;
using Shiprank.Engine.Proof.Boards;
using Shiprank.Engine.Proof.World;

namespace Shiprank.Tests.Proof;

public sealed class AttackTests
{
    public static TheoryData<string> Keys => [.. AttackBook.All.Select(a => a.Key)];

    [Fact]
    public void Every_attack_of_the_catalogue_is_there_once()
    {
        Assert.Equal(Enumerable.Range(1, 16).Select(i => $"A{i}").Append("H").Order(StringComparer.Ordinal), AttackBook.All.Select(a => a.Id).Distinct(StringComparer.Ordinal).Order(StringComparer.Ordinal));
        Assert.Equal(AttackBook.All.Count, AttackBook.All.Select(a => a.Key).Distinct(StringComparer.Ordinal).Count());
    }

    [Theory]
    [MemberData(nameof(Keys))]
    public void A_budget_is_never_overdrawn_and_more_money_buys_no_less(string key)
    {
        var (attack, (scene, who)) = (ProofWorlds.Named(key), ProofWorlds.Gamer);
        var before = 0;
        foreach (var budget in new[] { 0m, 0.5m, 1, 3, 10, 40, 200, 1000, 100_000 })
        {
            var steps = attack.Steps(budget, scene, who);
            Assert.InRange(steps, before, attack.Most(scene, who));
            Assert.True(attack.Cost(steps).Usd <= budget);
            before = steps;
        }

        Assert.True(before > 0, $"{key} has no room at all");
    }

    [Theory]
    [MemberData(nameof(Keys))]
    public void An_attack_leaves_the_work_of_strangers_alone(string key)
    {
        var (attack, (scene, who)) = (ProofWorlds.Named(key), ProofWorlds.Gamer);
        var now = attack.Apply(scene, who, Math.Min(3, attack.Most(scene, who)));
        var others = scene.Plans.Where(p => p.Author != who && p.Reviewer != who).ToList();

        Assert.True(others.Count > 20);
        if (key != "A15") Assert.Empty(others.Except(now.Plans));
        Assert.Equal(now.Plans.Count, now.Plans.Select(p => p.Number).Distinct().Count());
    }

    [Theory]
    [InlineData("A1")]
    [InlineData("A2")]
    [InlineData("A3")]
    [InlineData("A8")]
    [InlineData("A10")]
    [InlineData("A11")]
    [InlineData("A12")]
    public void What_is_no_work_moves_no_nd(string key)
    {
        var attack = ProofWorlds.Named(key);
        Assert.Equal(ProofWorlds.HonestNd(Policy.One), ProofWorlds.Nd(key, Math.Min(200, attack.Most(ProofWorlds.Gamer.Scene, ProofWorlds.Gamer.Who)), Policy.One));
    }

    [Theory]
    [InlineData("A6")]
    [InlineData("A7")]
    public void What_goes_out_and_in_again_earns_nothing_more(string key) =>
        Assert.InRange(ProofWorlds.Nd(key, 5, Policy.One), 0, ProofWorlds.HonestNd(Policy.One));

    [Fact]
    public void Copies_and_moves_in_two_earn_by_policy_1_and_less_by_policy_2()
    {
        foreach (var key in new[] { "A6.copied-blocks", "A6.move-in-two" })
        {
            var first = ProofWorlds.Nd(key, 20, Policy.One) - ProofWorlds.HonestNd(Policy.One);
            var second = ProofWorlds.Nd(key, 20, Policy.Two) - ProofWorlds.HonestNd(Policy.Two);
            Assert.True(first > 3, $"{key} earns {first} by policy 1");
            Assert.True(second < first / 4, $"{key} earns {second} by policy 2, {first} by policy 1");
        }
    }

    [Fact]
    public void Honest_work_and_junk_that_friends_wave_through_both_earn()
    {
        Assert.True(ProofWorlds.Nd("H", 20, Policy.One) > ProofWorlds.HonestNd(Policy.One) + 3);
        Assert.True(ProofWorlds.Nd("A9.junk-ring", 20, Policy.One) > ProofWorlds.HonestNd(Policy.One) + 3);
    }

    [Fact]
    public void A_part_of_a_cut_change_is_found_by_later_work_on_the_whole()
    {
        var (scene, who) = ProofWorlds.Gamer;
        var (before, after) = (Dead(scene), Dead(ProofWorlds.Named("A4").Apply(scene, who, 20)));

        Assert.InRange(after, before - (before / 5), before + (before / 5));
    }

    private static int Dead(TeamScene scene) => ScoredTeam.Of(scene, [Policy.One]).Scores[0].Changes.Sum(c => c.Eligible - c.Alive);
}
