using Shiprank.Core.Attribution.Spend;
using Shiprank.Core.Signals;
using Shiprank.Core.Signals.Usage;
using Shiprank.Core.Usage;

namespace Shiprank.Tests.Signals.Usage;

/// <summary>People's use of agents for rules to look at: days of a window from a Monday on, by seed.</summary>
internal static class GivenUsage
{
    public static readonly DateOnly Monday = new(2026, 6, 1);

    private const int Day = 86400;

    /// <summary>Honest people at work: sittings by chance on working days, calls by chance in them, most of it in changes.</summary>
    public static List<UsageSubject> People(int count, int seed = 1) => [.. Enumerable.Range(0, count).Select(i => Worker($"person-{i:00}", (seed * 1000) + i))];

    /// <param name="begins">Hour of the day (UTC) at which work begins.</param>
    /// <param name="scale">Tokens a call, as a part of what is usual.</param>
    public static UsageSubject Worker(string id, int seed, int begins = 8, double scale = 1, double inChanges = 0.75)
    {
        var random = new Random(seed);
        var events = new SubjectEvents(Monday, UsageFacts.WindowDays);
        scale *= Math.Exp(Normal(random) * 0.8);
        for (var day = 0; day < UsageFacts.WindowDays; day++)
        {
            if (day % 7 >= 5 || random.Next(8) == 0) continue;
            for (var sitting = random.Next(2, 7); sitting > 0; sitting--)
            {
                var at = (day * Day) + (begins * 3600.0) + (random.NextDouble() * 9 * 3600);
                for (var call = random.Next(3, 25); call > 0; call--)
                {
                    events.Add((long)at, Tokens(random, scale), 20_000_000);
                    at += Math.Exp((Normal(random) * 0.9) + 2.5) + (random.Next(6) == 0 ? random.Next(60, 1200) : 0);
                }
            }
        }

        return Of(id, events, inChanges: inChanges);
    }

    public static UsageSubject Of(string id, SubjectEvents events, bool autonomous = false, double inChanges = 0.75)
    {
        var subject = events.Subject(new(SubjectKind.Person, id), autonomous);
        var (tokens, changes) = (subject.Tokens.Total, (long)(subject.Tokens.Total * inChanges));
        return subject with { Became = [new(SpendFate.Live, changes, 1), new(SpendFate.NoCode, tokens - changes, 1)] };
    }

    public static TokenCounts Tokens(Random random, double scale = 1) =>
        new(random.Next(1, 50), (long)(scale * random.Next(20_000, 140_000)), (long)(scale * random.Next(200, 5000)), 0, random.Next(25, 2000));

    public static SignalFacts Facts(IEnumerable<UsageSubject> subjects) => new()
    {
        AsOf = new(Monday.AddDays(UsageFacts.WindowDays), TimeOnly.MinValue, TimeSpan.Zero),
        Usage = new() { From = Monday, Until = Monday.AddDays(UsageFacts.WindowDays), Subjects = [.. subjects] },
        Delivery = new(),
    };

    private static double Normal(Random random) => Math.Sqrt(-2 * Math.Log(1 - random.NextDouble())) * Math.Cos(2 * Math.PI * random.NextDouble());
}
