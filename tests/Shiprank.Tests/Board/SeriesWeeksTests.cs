using Shiprank.Core.Score;
using Shiprank.Core.Score.Board;

namespace Shiprank.Tests.Board;

public sealed class SeriesWeeksTests
{
    [Theory]
    [InlineData("2026-01-05", "2026-02-01", "2026-06-01", "2026-01-05", 4)]
    [InlineData("2026-01-06", "2026-02-01", "2026-06-01", "2026-01-12", 3)]
    [InlineData("2026-01-05", "2026-01-31", "2026-06-01", "2026-01-05", 3)]
    [InlineData("2026-01-05", "2026-03-29", "2026-03-29", "2026-01-05", 7)]
    public void Weeks_lie_wholly_in_the_window_and_before_the_provisional_days(string since, string until, string asOf, string first, int count)
    {
        var weeks = SeriesWeeks.Of(new(DateOnly.Parse(since), DateOnly.Parse(until)), new(DateOnly.Parse(asOf), new(12, 0), TimeSpan.Zero), 30);
        Assert.Equal(DateOnly.Parse(first), weeks[0]);
        Assert.Equal(count, weeks.Count);
        Assert.All(weeks, w => Assert.Equal(DayOfWeek.Monday, w.DayOfWeek));
    }

    [Fact]
    public void A_window_of_provisional_days_has_no_weeks() =>
        Assert.Empty(SeriesWeeks.Of(new(new(2026, 3, 2), new(2026, 3, 29)), new(2026, 3, 29, 0, 0, 0, TimeSpan.Zero), 30));
}
