using Shiprank.Core.Attribution.Spend;
using Shiprank.Core.Signals;
using Shiprank.Core.Signals.Delivery;

namespace Shiprank.Tests.Signals.Delivery;

/// <summary>
/// A made-up quarter of delivery: ordinary people merge a reviewed change of some forty lines on each second working day, by chance that a seed decides, and
/// tests add to it whom a rule is about.
/// </summary>
internal sealed class Office
{
    public static readonly DateTimeOffset AsOf = new(2026, 9, 27, 23, 59, 59, TimeSpan.Zero);
    private static readonly DateOnly Last = new(2026, 9, 27);

    private readonly Random chance;
    private int shas;
    private int files = 1000;

    public Office(int seed = 1, int ordinary = 12)
    {
        chance = new(seed);
        for (var i = 0; i < ordinary; i++) Work($"p{i:00}");
    }

    public List<ChangeFact> Changes { get; } = [];

    public List<SpendFact> Spend { get; } = [];

    public List<RollOutFact> RollOuts { get; } = [];

    public List<IncidentFact> Incidents { get; } = [];

    public List<TicketFact> Tickets { get; } = [];

    public List<ThresholdFact> Thresholds { get; } = [];

    public List<IdentityFact> Identities { get; } = [];

    public Dictionary<string, string> Teams { get; } = [];

    public SignalFacts Facts => new()
    {
        AsOf = AsOf,
        Usage = Core.Signals.Usage.UsageFacts.None,
        Delivery = new()
        {
            From = Last.AddDays(-90), Until = Last, Changes = Changes, Spend = Spend, RollOuts = RollOuts, Incidents = Incidents, Tickets = Tickets, Thresholds = Thresholds,
            Identities = Identities, Teams = Teams,
        },
    };

    /// <summary>Findings by rule and subject, those of all rules of delivery.</summary>
    public IReadOnlyList<string> Found => [.. All.Select(f => $"{f.Rule} {f.Subject.Id}{(f.Episode.Length > 0 ? $" ({f.Episode})" : "")}")];

    public IReadOnlyList<Finding> All => SignalCatalogue.Look(Facts);

    public static DateTimeOffset Day(int ago, double hour = 10) => new DateTimeOffset(2026, 9, 25, 0, 0, 0, TimeSpan.Zero).AddDays(-ago).AddHours(hour);

    public string Sha() => $"{++shas:x8}".PadLeft(40, 'a');

    public int File() => ++files;

    /// <summary>An ordinary quarter of one person.</summary>
    public void Work(string person)
    {
        Teams[person] = "all";
        for (var ago = 88; ago >= 0; ago--)
        {
            var day = Day(ago, 9 + (chance.NextDouble() * 7));
            if (day.DayOfWeek is DayOfWeek.Saturday or DayOfWeek.Sunday || chance.Next(2) == 0) continue;
            Merge(person, day, 12 + chance.Next(60));
            if (chance.Next(2) == 0) Use(person, day, SpendFate.Live, 1 + (decimal)(chance.NextDouble() * 3));
            if (chance.Next(4) == 0) Use(person, day, SpendFate.NoCode, (decimal)chance.NextDouble() * 2);
        }
    }

    public void Use(string person, DateTimeOffset day, SpendFate fate, decimal usd, bool autonomous = false) =>
        Spend.Add(new(person, DateOnly.FromDateTime(day.UtcDateTime), autonomous, fate, 5, Math.Round(usd, 2)));

    /// <summary>A change whose request was open for some hours and approved by an ordinary colleague.</summary>
    public ChangeFact Merge(string person, DateTimeOffset at, int lines, Func<ChangeFact, ChangeFact>? with = null)
    {
        var change = new ChangeFact
        {
            Repository = "shop", Sha = Sha(), Author = person, People = [person], MergedAt = at, StartedAt = at.AddHours(-20), OpenedAt = at.AddHours(-2 - (chance.NextDouble() * 4)),
            Request = shas, Eligible = lines, Lines = lines, OwnRework = chance.Next(10) == 0 ? lines / 2 : lines / 10, Files = [File()], Tickets = [$"SHP-{shas}"], ReviewKnown = true,
            Approvals = chance.Next(20) == 0 ? [] : [new(Colleague(person), at.AddMinutes(-20))], Claims = shas % 3 == 0, Metered = shas % 3 == 0, MatchedLines = shas % 3 == 0 ? lines / 2 : 0,
        };
        Changes.Add(with is null ? change : with(change));
        return Changes[^1];
    }

    private string Colleague(string person)
    {
        var who = $"p{chance.Next(12):00}";
        return who == person ? person == "p00" ? "p01" : "p00" : who;
    }
}
