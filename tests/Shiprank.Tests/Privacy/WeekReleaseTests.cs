using FsCheck;
using FsCheck.Fluent;
using Shiprank.Core.Attribution.Spend;
using Shiprank.Core.Attribution.Spend.Flow;
using Shiprank.Core.Privacy;

namespace Shiprank.Tests.Privacy;

public sealed class WeekReleaseTests
{
    private static readonly DisclosureRules Rules = DisclosureRules.Of(5);

    [Fact]
    public void Nobodys_figure_follows_from_any_sums_and_differences_of_what_is_shown() => Attack(week =>
    {
        var release = WeekRelease.Of(week, Rules);
        return new Attacker(week, release.Cells).Finds().Count == 0;
    });

    [Fact]
    public void A_shown_cell_is_of_enough_people_and_so_is_each_difference_of_two() => Attack(week =>
    {
        var shown = WeekRelease.Of(week, Rules).Cells.ToList();
        return shown.TrueForAll(a => (a.Cuts is Cuts.None or Cuts.Fate ? Rules.AllowRest(In(week, a)) : Rules.Allow(In(week, a))) && shown.TrueForAll(b => !Covers(week, a, b) || Rules.AllowRest(In(week, a).Except(In(week, b)))));
    });

    [Fact]
    public void What_is_left_of_a_cell_beside_its_shown_parts_is_nothing_or_of_enough_people() => Attack(week =>
    {
        var release = WeekRelease.Of(week, Rules);
        return release.Cells.All(parent => Enumerable.Range(0, (int)Cuts.All + 1).Select(c => (Cuts)c).Where(c => c != parent.Cuts && (c & parent.Cuts) == parent.Cuts)
            .All(finer => release.In(parent, finer).ToList() is not { Count: > 0 } parts || Rules.AllowRest(In(week, parent).Where(c => !parts.Exists(p => p.Cell.Has(c.Key))))));
    });

    [Fact]
    public void Parts_and_what_is_not_shown_sum_to_the_whole() => Attack(week =>
    {
        var release = WeekRelease.Of(week, Rules);
        return release.Cells.All(c => release.Amount(c) == FlowAmount.Sum(In(week, c).Select(x => x.Amount)));
    });

    [Fact]
    public void What_is_shown_depends_on_no_order() => Attack(week =>
        WeekRelease.Of(week, Rules).Cells.ToHashSet().SetEquals(WeekRelease.Of([.. week.Reverse()], Rules).Cells));

    [Fact]
    public void A_team_that_would_be_the_rest_of_the_whole_takes_the_smallest_with_it()
    {
        List<Contribution> week = [.. Team("a", 8), .. Team("b", 6), .. Team("c", 2)];

        var release = WeekRelease.Of(week, Rules);

        Assert.Equal(160, release.Amount(CellKey.Whole)!.Value.Tokens);
        Assert.Equal(80, release.Amount(CellKey.Whole with { Team = "a" })!.Value.Tokens);
        Assert.Null(release.Amount(CellKey.Whole with { Team = "b" }));
        Assert.Null(release.Amount(CellKey.Whole with { Team = "c" }));
    }

    [Fact]
    public void A_person_with_more_than_half_keeps_the_sum_from_being_shown()
    {
        // Team b gives way as well: the whole less the others would be team a. Twice as many people as a group needs are left.
        List<Contribution> week = [.. Team("a", 6), Of("a0", "a", tokens: 5000), .. Team("b", 6), .. Team("c", 7), .. Team("d", 8)];

        var release = WeekRelease.Of(week, Rules);

        Assert.NotNull(release.Amount(CellKey.Whole));
        Assert.Null(release.Amount(CellKey.Whole with { Team = "a" }));
        Assert.Null(release.Amount(CellKey.Whole with { Team = "b" }));
        Assert.NotNull(release.Amount(CellKey.Whole with { Team = "c" }));
        Assert.NotNull(release.Amount(CellKey.Whole with { Team = "d" }));
    }

    [Fact]
    public void A_team_whose_people_use_one_tool_is_not_told_from_the_one_outside_who_uses_it_too()
    {
        // All of team a use kiro, and one of team b: kiro less team a would be that one.
        List<Contribution> week = [.. Team("a", 6, "kiro"), .. Team("b", 8, "codex"), Of("b0", "b", "kiro")];

        var release = WeekRelease.Of(week, Rules);

        Assert.True(release.Amount(CellKey.Whole with { Team = "a" }) is null || release.Amount(CellKey.Whole with { Tool = "kiro" }) is null);
        Assert.Empty(new Attacker(week, release.Cells).Finds());
    }

    [Fact]
    public void What_everybody_can_see_elsewhere_hides_nobody()
    {
        // Six share what they used; the seventh would be what is left.
        List<Contribution> week = [.. Team("a", 7).Select((c, i) => c with { Known = i > 0 }), .. Team("b", 9)];

        Assert.Null(WeekRelease.Of(week, Rules).Amount(CellKey.Whole with { Team = "a" }));
        Assert.NotNull(WeekRelease.Of([.. week.Select(c => c.Key.Team == "a" ? c with { Known = true } : c)], Rules).Amount(CellKey.Whole with { Team = "a" }));
    }

    [Fact]
    public void No_setting_goes_below_three() => Assert.Equal(3, DisclosureRules.Of(1).Least);

    private static void Attack(Func<IReadOnlyList<Contribution>, bool> holds) =>
        Check.One(Config.QuickThrowOnFailure.WithMaxTest(120), Prop.ForAll(Weeks.ToArbitrary(), holds));

    private static Gen<IReadOnlyList<Contribution>> Weeks =>
        from people in Gen.Choose(1, 26)
        from teams in Gen.Choose(1, 4)
        from parts in (from person in Gen.Choose(0, people - 1)
                       from stray in Gen.Frequency((6, Gen.Constant(false)), (1, Gen.Constant(true)))
                       from other in Gen.Choose(0, 3)
                       from tool in Gen.Choose(0, 2)
                       from repository in Gen.Choose(0, 2)
                       from fate in Gen.Elements(SpendFate.Live, SpendFate.NoCode, SpendFate.Reverted)
                       from tokens in Gen.Choose(1, 400)
                       from known in Gen.Frequency((5, Gen.Constant(false)), (1, Gen.Constant(true)))
                       let team = (stray ? other : person) % teams
                       select new Contribution(
                           $"p{person}", new(team == 3 ? "" : $"t{team}", $"tool{(stray ? tool : team % 3)}", $"r{(stray ? repository : team / 2)}", "m", fate), new(1, tokens, tokens * 1000L, 0, 0, 0), known)).ListOf(people * 3)
        select (IReadOnlyList<Contribution>)[.. parts.GroupBy(p => (p.Person, p.Key, p.Known)).Select(g => new Contribution(g.Key.Person, g.Key.Key, FlowAmount.Sum(g.Select(p => p.Amount)), g.Key.Known))];

    private static IEnumerable<Contribution> Team(string team, int people, string tool = "codex") => Enumerable.Range(0, people).Select(i => Of($"{team}{i}", team, tool));

    private static Contribution Of(string person, string team, string tool = "codex", int tokens = 10) =>
        new(person, new(team, tool, "shop", "m", SpendFate.Live), new(1, tokens, tokens * 1000L, 0, 0, 0), false);

    private static IEnumerable<Contribution> In(IReadOnlyList<Contribution> week, CellKey cell) => week.Where(c => cell.Has(c.Key));

    /// <summary>True when all that is in b is in a too.</summary>
    private static bool Covers(IReadOnlyList<Contribution> week, CellKey a, CellKey b) => In(week, b).All(c => a.Has(c.Key));
}
