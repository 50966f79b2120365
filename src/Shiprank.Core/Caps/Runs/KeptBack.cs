using Shiprank.Core.Money.Budgets;

namespace Shiprank.Core.Caps.Runs;

/// <summary>By what the time was taken that a stopped run would have gone on for.</summary>
public enum KeptUntil
{
    /// <summary>As long as earlier runs of the loop that went on for longer.</summary>
    UsualEnd,

    /// <summary>Until 09:00 of the next working day: nobody looks before.</summary>
    NextWorkingDay,

    /// <summary>Until the loop was started again: what went on from then on was not kept back.</summary>
    StartedAgain,
}

/// <summary>
/// What a stopped run would have spent at its pace. An estimate, with an interval that holds four of five cases if calls come at random at the run's
/// pace; it is never added to what was measured.
/// </summary>
/// <param name="Mid">USD.</param>
/// <param name="Until">When it would have ended.</param>
public sealed record KeptBack(decimal Lo, decimal Mid, decimal Hi, DateTimeOffset Until, KeptUntil By)
{
    /// <summary>Runs of the loop that ended later than this one was stopped: fewer tell nothing of its usual end.</summary>
    public const int Least = 5;

    private const double FourOfFive = 1.2816;
    private const int Morning = 9;

    /// <summary>A pace taken over less than this says too little.</summary>
    private static readonly TimeSpan shortest = TimeSpan.FromMinutes(1);

    /// <param name="run">Stopped.</param>
    /// <param name="others">All runs of the same loop.</param>
    /// <param name="zone">Whose working days count.</param>
    /// <returns>Null: it made fewer than two paid calls, or took less than a minute, so there is no pace.</returns>
    public static KeptBack? Of(CapRun run, IReadOnlyList<CapRun> others, TimeZoneInfo zone)
    {
        if (run is not { StoppedAt: { } stopped, PaidCalls: >= 2, Cost.Both: > 0 } || stopped - run.Began < shortest) return null;
        var ran = (decimal)(stopped - run.Began).TotalHours;
        var (until, by) = End(run, stopped, others, zone);
        if (others.Where(o => o.Run != run.Run && o.Began > stopped).Select(o => (DateTimeOffset?)o.Began).Min() is { } again && again < until) (until, by) = (again, KeptUntil.StartedAgain);
        var calls = run.PaidCalls * ((decimal)(until - stopped).TotalHours / ran);
        var each = run.Cost.Both / run.PaidCalls;

        // Calls to come are Poisson around the pace, and the pace itself is known from as many calls as were made.
        var spread = (decimal)(FourOfFive * Math.Sqrt((double)(calls + (calls * calls / run.PaidCalls))));
        return new(Math.Max(0, calls - spread) * each, calls * each, (calls + spread) * each, until, by);
    }

    /// <summary>A sum of estimates: the ends of the interval as if they were independent.</summary>
    public static (decimal Lo, decimal Mid, decimal Hi) Sum(IReadOnlyCollection<KeptBack> all)
    {
        var mid = all.Sum(k => k.Mid);
        return (Math.Max(0, mid - Root(all.Select(k => k.Mid - k.Lo))), mid, mid + Root(all.Select(k => k.Hi - k.Mid)));
    }

    /// <summary>09:00 of the first working day (Monday to Friday) that begins after a moment.</summary>
    public static DateTimeOffset NextWorkingDay(DateTimeOffset at, TimeZoneInfo zone)
    {
        var day = DateOnly.FromDateTime(TimeZoneInfo.ConvertTime(at, zone).DateTime).AddDays(1);
        while (day.DayOfWeek is DayOfWeek.Saturday or DayOfWeek.Sunday) day = day.AddDays(1);
        var local = day.ToDateTime(new TimeOnly(Morning, 0));
        return new DateTimeOffset(local, zone.GetUtcOffset(local)).ToUniversalTime();
    }

    private static (DateTimeOffset Until, KeptUntil By) End(CapRun run, DateTimeOffset stopped, IReadOnlyList<CapRun> others, TimeZoneInfo zone)
    {
        var ran = stopped - run.Began;
        List<decimal> longer = [.. others.Where(o => o.State == CapRunState.Ended && o.Began < run.Began).Select(o => o.Last - o.Began).Where(d => d > ran).Select(d => (decimal)(d - ran).TotalMinutes)];
        return longer.Count >= Least ? (stopped.AddMinutes((double)Robust.Median(longer)), KeptUntil.UsualEnd) : (NextWorkingDay(stopped, zone), KeptUntil.NextWorkingDay);
    }

    private static decimal Root(IEnumerable<decimal> parts) => (decimal)Math.Sqrt((double)parts.Sum(p => p * p));
}
