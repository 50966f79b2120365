using Shiprank.Core.Caps.Runs;

namespace Shiprank.Tests.Caps.Runs;

public sealed class KeptBackTests
{
    // 16 calls of $0.25 in two hours up to 14:00 on Thursday, then stopped: $2 an hour, 8 calls an hour.
    private static readonly CapRun stopped = Run("stopped", 0, 120, 16, 4);

    private static readonly int[] usualMinutes = [121, 150, 180, 240, 300];

    [Fact]
    public void Nobody_looks_before_the_next_working_day()
    {
        // Until Friday 09:00 are 19 hours: 152 calls, $38. Spread: 1.2816 · √(152 + 152² / 16) = 51.20 calls, $12.80.
        var kept = KeptBack.Of(stopped, [stopped], TimeZoneInfo.Utc)!;
        Assert.Equal((new DateTimeOffset(2026, 11, 13, 9, 0, 0, TimeSpan.Zero), KeptUntil.NextWorkingDay, 38m), (kept.Until, kept.By, kept.Mid));
        Assert.Equal(25.20m, decimal.Round(kept.Lo, 2));
        Assert.Equal(50.80m, decimal.Round(kept.Hi, 2));
    }

    [Fact]
    public void A_run_of_Friday_afternoon_would_have_gone_on_over_the_weekend()
    {
        var berlin = TimeZoneInfo.FindSystemTimeZoneById("Europe/Berlin");
        Assert.Equal(new DateTimeOffset(2026, 11, 16, 8, 0, 0, TimeSpan.Zero), KeptBack.NextWorkingDay(new(2026, 11, 13, 15, 0, 0, TimeSpan.Zero), berlin));
        Assert.Equal(new DateTimeOffset(2026, 11, 16, 8, 0, 0, TimeSpan.Zero), KeptBack.NextWorkingDay(new(2026, 11, 15, 22, 0, 0, TimeSpan.Zero), berlin));
    }

    [Fact]
    public void A_loop_whose_usual_end_is_known_would_have_gone_on_until_then()
    {
        // Five earlier runs of 121, 150, 180, 240 and 300 minutes: 1, 30, 60, 120, 180 minutes more than 120; an hour in the middle.
        List<CapRun> earlier = [.. usualMinutes.Select((m, i) => Run($"r{i}", -9000 - (1000 * i), m, 5, 5) with { State = CapRunState.Ended, StoppedAt = null })];
        var kept = KeptBack.Of(stopped, [.. earlier, stopped], TimeZoneInfo.Utc)!;
        Assert.Equal((KeptUntil.UsualEnd, 2m, Trace.At(180)), (kept.By, kept.Mid, kept.Until));
        Assert.Equal(KeptUntil.NextWorkingDay, KeptBack.Of(stopped, earlier[1..], TimeZoneInfo.Utc)!.By);
    }

    [Fact]
    public void What_went_on_again_was_not_kept_back_from_then_on()
    {
        var again = Run("again", 150, 10, 2, 1);
        var kept = KeptBack.Of(stopped, [stopped, again], TimeZoneInfo.Utc)!;
        Assert.Equal((KeptUntil.StartedAgain, 1m, Trace.At(150)), (kept.By, kept.Mid, kept.Until));
    }

    [Fact]
    public void Without_a_pace_there_is_no_estimate()
    {
        Assert.Null(KeptBack.Of(Run("one", 0, 60, 1, 5), [], TimeZoneInfo.Utc));
        Assert.Null(KeptBack.Of(Run("free", 0, 60, 9, 0), [], TimeZoneInfo.Utc));
        Assert.Null(KeptBack.Of(Run("short", 0, 0.5, 9, 3), [], TimeZoneInfo.Utc));
        Assert.Null(KeptBack.Of(stopped with { StoppedAt = null }, [], TimeZoneInfo.Utc));
    }

    [Fact]
    public void Estimates_add_up_with_an_interval_of_their_own()
    {
        var (lo, mid, hi) = KeptBack.Sum([new(7, 10, 14, Trace.Noon, KeptUntil.NextWorkingDay), new(6, 10, 13, Trace.Noon, KeptUntil.NextWorkingDay)]);
        Assert.Equal((15m, 20m, 25m), (lo, mid, hi));
        Assert.Equal((0m, 0m, 0m), KeptBack.Sum([]));
    }

    private static CapRun Run(string id, double from, double minutes, long calls, decimal usd) => new()
    {
        Run = id, Loop = "nightly", Began = Trace.At(from), Last = Trace.At(from + minutes), Active = Trace.At(from + minutes), StoppedAt = Trace.At(from + minutes), State = CapRunState.Stopped, PaidCalls = calls, Cost = new(usd, 0, 0, false),
    };
}
