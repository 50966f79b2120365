using FsCheck;
using FsCheck.Fluent;
using Shiprank.Core.Score;
using Shiprank.Core.Score.Board;

namespace Shiprank.Tests.Board;

public sealed class OutcomeBoardTests
{
    private static readonly GroupSeries strong = Groups.Team("Strong", 4, 5, 6, 5);
    private static readonly GroupSeries middle = Groups.Team("Middle", 2, 3, 2, 3);
    private static readonly GroupSeries weak = Groups.Team("Weak", 1, 2, 1, 2);

    [Fact]
    public void Rows_stand_in_bands_with_their_shrunken_rate()
    {
        var rows = Groups.Board(RankBy.Nd, weak, strong, middle);
        Assert.Equal([("Strong", 1), ("Middle", 2), ("Weak", 3)], rows.Select(r => (r.Group.Name, r.Band!.Value)));
        Assert.Equal(4.871657754010696, rows[0].NdPerWeek.Value, 12);
        Assert.Equal(4.221758545301006, rows[0].NdPerWeek.Lo!.Value, 12);
        Assert.Equal(new(2.5, 0, 5), rows[0].NdAiPerWeek);
        Assert.Equal(4, rows[0].Weeks);
    }

    [Fact]
    public void Within_a_band_rows_are_alphabetical_whatever_their_rate()
    {
        var rows = Groups.Board(RankBy.Nd, Groups.Team("beta", 4, 6, 5, 6), Groups.Team("Alpha", 4, 6, 5, 5), Groups.Team("gamma", 5, 6, 4, 7));
        Assert.Equal([("Alpha", 1), ("beta", 1), ("gamma", 1)], rows.Select(r => (r.Group.Name, r.Band!.Value)));
    }

    [Fact]
    public void Ranked_by_ND_AI_the_middle_of_the_interval_counts()
    {
        var modest = strong with { Name = "Modest", Weeks = [.. strong.Weeks.Select(w => w with { NdAi = new(0, 0.1m, w.Nd) })] };
        var rows = Groups.Board(RankBy.NdAi, modest, middle, weak);
        Assert.Equal(["Middle", "Weak", "Modest"], rows.Select(r => r.Group.Name));
        Assert.Equal(5, rows[2].NdPerWeek.Value);
        Assert.Null(rows[2].NdPerWeek.Lo);
        Assert.NotNull(rows[2].Ranked);
    }

    [Fact]
    public void What_is_not_ranked_comes_last_with_its_reason_and_moves_nobody()
    {
        var alone = Groups.Board(RankBy.Nd, strong, middle, weak);
        var small = strong with { Id = "small", Name = "Small", Members = 4 };
        var rows = Groups.Board(RankBy.Nd, small, strong, middle, weak);
        Assert.Equal(alone.Select(r => (r.Group.Name, r.Band, r.NdPerWeek)), rows.Take(3).Select(r => (r.Group.Name, r.Band, r.NdPerWeek)));
        Assert.Equal(("Small", null, "fewer than 5 people"), (rows[3].Group.Name, rows[3].Band, rows[3].NotRanked.Sentence(Policy.One)));
        Assert.Equal(new(5, null, null), rows[3].NdPerWeek);
    }

    [Fact]
    public void Each_reason_is_told()
    {
        NotRanked Reasons(GroupSeries group, RankBy rank = RankBy.Nd) => Groups.Board(rank, group).Single().NotRanked;
        Assert.Equal(NotRanked.None, Reasons(strong));
        Assert.Equal(NotRanked.TooFewPeople, Reasons(strong with { Members = 4 }));
        Assert.Equal(NotRanked.TooFewCells, Reasons(strong with { Cells = 4 }));
        Assert.Equal(NotRanked.TooFewWeeks, Reasons(Groups.Team("x", 1, 2, 3)));
        Assert.Equal(NotRanked.TooFewWeeks, Reasons(strong with { Weeks = [strong.Weeks[0] with { Engineers = 0 }, .. strong.Weeks.Skip(1)] }));
        Assert.Equal(NotRanked.None, Reasons(strong with { Coverage = 0.59m }));
        Assert.Equal(NotRanked.LowCoverage, Reasons(strong with { Coverage = 0.59m }, RankBy.NdAi));
        Assert.Equal(NotRanked.LowCoverage, Reasons(strong with { Coverage = null }, RankBy.NdAi));
        Assert.Equal(NotRanked.None, Reasons(strong with { Coverage = 0.6m }, RankBy.NdAi));
        Assert.Equal(NotRanked.NotOptedIn, Reasons(strong with { Kind = GroupKind.Person, Members = 1 }));
        Assert.Equal(NotRanked.None, Reasons(strong with { Kind = GroupKind.Person, Members = 1, OptedIn = true }));
        Assert.Equal("fewer than 5 people, fewer than 5 cells", Reasons(strong with { Members = 1, Cells = 0 }).Sentence(Policy.One));
    }

    [Fact]
    public void A_week_without_active_people_has_no_rate()
    {
        var rates = WeeklyRates.Of([.. strong.Weeks, new(new(2026, 3, 2), 3, default, 0)], w => w.Nd);
        Assert.Equal(WeeklyRates.Of(strong.Weeks, w => w.Nd), rates);
    }

    [Fact]
    public void A_rate_is_per_active_engineer()
    {
        var rates = WeeklyRates.Of([.. strong.Weeks.Select(w => w with { Engineers = 2.5m })], w => w.Nd);
        Assert.Equal((4, 2d), (rates.N, rates.Mean));
    }

    [Fact]
    public void Bands_never_rise_as_rates_fall_and_no_order_of_groups_matters() => Check.QuickThrowOnFailure(Prop.ForAll(
        Gen.Choose(0, 40).Select(n => n / 4m).ArrayOf(5).ListOf().ToArbitrary(),
        board =>
        {
            var groups = board.Select((r, i) => Groups.Team($"T{i}", r)).ToList();
            var rows = Groups.Board(RankBy.Nd, groups);
            var byRate = rows.OrderByDescending(r => r.NdPerWeek.Value).Select(r => r.Band!.Value).ToList();
            var turned = Groups.Board(RankBy.Nd, [.. groups.AsEnumerable().Reverse()]);
            return rows.Zip(rows.Skip(1)).All(x => x.First.Band <= x.Second.Band)
                && (rows.Count == 0 || byRate[0] == 1)
                && byRate.Zip(byRate.Skip(1)).All(x => x.Second - x.First is 0 or 1)
                && rows.Select(r => (r.Group.Name, r.Band, r.NdPerWeek)).SequenceEqual(turned.Select(r => (r.Group.Name, r.Band, r.NdPerWeek)));
        }));
}
