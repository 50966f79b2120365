using Shiprank.Server.Shell;

namespace Shiprank.Server.Tests.Pages;

/// <summary>Days and times as pages write them.</summary>
public sealed class TimesTests
{
    private static readonly DateTimeOffset now = new(2026, 11, 15, 9, 30, 0, TimeSpan.Zero);

    [Theory]
    [InlineData(12, "12 s")]
    [InlineData(35 * 60, "35 min")]
    [InlineData(21 * 3600, "21 h")]
    [InlineData(31 * 3600, "1 d 7 h")]
    [InlineData(48 * 3600, "2 d")]
    [InlineData(12 * 86400 + 3600, "12 d")]
    public void A_duration_has_two_units_at_most(int seconds, string written) => Assert.Equal(written, Times.Duration(TimeSpan.FromSeconds(seconds)).Replace(Figures.Space, ' '));

    [Theory]
    [InlineData("2026-11-15T09:26:00Z", "4 min ago")]
    [InlineData("2026-11-15T09:29:40Z", "just now")]
    [InlineData("2026-11-14T07:10:00Z", "14 Nov, 07:10")]
    [InlineData("2025-11-14T07:10:00Z", "14 Nov 2025, 07:10")]
    [InlineData("2026-11-16T00:00:00Z", "16 Nov, 00:00")]
    public void A_time_is_told_from_now_below_a_day(string at, string written) =>
        Assert.Equal(written, Times.Ago(DateTimeOffset.Parse(at, System.Globalization.CultureInfo.InvariantCulture), now, TimeZoneInfo.Utc).Replace(Figures.Space, ' '));

    [Fact]
    public void A_time_stands_in_the_zone_of_the_organisation()
    {
        var zone = TimeZoneInfo.CreateCustomTimeZone("east", TimeSpan.FromHours(14), "east", "east");
        Assert.Equal("1 Jan, 02:00", Times.At(new(2026, 12, 31, 12, 0, 0, TimeSpan.Zero), new(2026, 12, 31, 12, 0, 0, TimeSpan.Zero), zone).Replace(Figures.Space, ' '));
        Assert.Equal("never", Times.Ago(null, now, zone));
    }

    [Fact]
    public void Days_have_their_years_where_they_differ()
    {
        Assert.Equal("24 Aug – 15 Nov 2026", Times.Days(new(2026, 8, 24), new(2026, 11, 15)).Replace(Figures.Space, ' '));
        Assert.Equal("24 Dec 2025 – 5 Jan 2026", Times.Days(new(2025, 12, 24), new(2026, 1, 5)).Replace(Figures.Space, ' '));
        Assert.Equal("5 Jan 2026", Times.Days(new(2026, 1, 5), new(2026, 1, 5)).Replace(Figures.Space, ' '));
    }
}
