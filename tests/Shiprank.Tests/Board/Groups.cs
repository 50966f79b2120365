using Shiprank.Core.Score;
using Shiprank.Core.Score.Board;

namespace Shiprank.Tests.Board;

/// <summary>Groups with given weekly rates; one active engineer, so that the rates are the sums.</summary>
internal static class Groups
{
    private static readonly DateOnly monday = new(2026, 1, 5);

    public static GroupSeries Team(string name, params IReadOnlyList<decimal> rates) => new()
    {
        Id = name,
        Name = name,
        Members = 5,
        Weeks = [.. rates.Select((r, i) => new GroupWeek(monday.AddDays(7 * i), r, new(0, r / 2, r), 1))],
        Total = new(rates.Sum(), new(0, rates.Sum() / 2, rates.Sum()), 0),
        Cells = 20,
        Coverage = 1,
    };

    public static IReadOnlyList<BoardRow> Board(RankBy rank, params IReadOnlyList<GroupSeries> groups) => OutcomeBoard.Of(groups, Policy.One, rank);

    public static IReadOnlyList<Posterior> Shrunk(params IReadOnlyList<decimal[]> rates) =>
        Shrinkage.Of([.. rates.Select(r => WeeklyRates.Of(Team("x", r).Weeks, w => w.Nd))]);
}
