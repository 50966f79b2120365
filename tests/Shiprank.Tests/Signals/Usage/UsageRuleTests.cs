using Shiprank.Core.Attribution.Spend;
using Shiprank.Core.Signals;
using Shiprank.Core.Signals.Usage;
using Shiprank.Core.Usage;
using Shiprank.Core.Usage.Marks;

namespace Shiprank.Tests.Signals.Usage;

public sealed class UsageRuleTests
{
    private const int Day = 86400;
    private const int Hour = 3600;

    private static readonly Detector[] Rules = [.. SignalCatalogue.All.Where(d => d.Rule.Id is
        "level-outlier" or "regularity" or "periodicity" or "no-night-gap" or "near-duplicate-prompts" or "runaway-loop" or "cache-thrash" or "idle-context" or "daily-ping")];

    [Fact]
    public void Every_rule_about_usage_is_in_the_catalogue() => Assert.Equal(9, Rules.Length);

    /// <summary>20 organisations of 40 people: at most one person in a hundred is asked anything.</summary>
    [Fact]
    public void Honest_people_are_left_alone()
    {
        var asked = Enumerable.Range(1, 20).SelectMany(seed => Rules.SelectMany(r => r.Find(GivenUsage.Facts(GivenUsage.People(40, seed)))).Select(f => (seed, f.Subject.Id))).Distinct().Count();
        Assert.InRange(asked, 0, 20 * 40 / 100);
    }

    [Fact]
    public void Who_works_at_night_is_left_alone() => Assert.Empty(Found([.. GivenUsage.People(20), GivenUsage.Worker("owl", 77, begins: 20)]));

    [Fact]
    public void Who_works_round_midnight_is_left_alone() => Assert.Empty(Found([.. GivenUsage.People(20), GivenUsage.Worker("late", 78, begins: 15)]));

    [Fact]
    public void Much_use_that_reaches_changes_is_no_question() => Assert.Empty(Found([.. GivenUsage.People(20), GivenUsage.Worker("heavy", 5, scale: 200)]));

    [Fact]
    public void Much_use_that_reaches_nothing_is_a_question()
    {
        var found = Assert.Single(Found([.. GivenUsage.People(20), GivenUsage.Worker("heavy", 5, scale: 200, inChanges: 0.02)]));
        Assert.Equal(("level-outlier", "heavy"), (found.Rule, found.Subject.Id));
        Assert.NotNull(found.AtStakeUsd);
        Assert.NotEmpty(found.Days);
    }

    [Fact]
    public void Where_nobodys_use_is_known_to_reach_changes_nobody_is_asked() =>
        Assert.Empty(Found([.. Enumerable.Range(0, 20).Select(i => GivenUsage.Worker($"p{i}", i, inChanges: 0)), GivenUsage.Worker("heavy", 5, scale: 200, inChanges: 0)]).Where(f => f.Rule == "level-outlier"));

    [Fact]
    public void With_too_few_to_compare_with_nobody_is_asked() => Assert.Empty(Found([.. GivenUsage.People(5), GivenUsage.Worker("heavy", 5, scale: 200, inChanges: 0)]));

    [Fact]
    public void The_only_one_with_runs_is_compared_by_all_that_each_used()
    {
        var events = Loop(every: 480, jitter: 400, tokens: new(10, 3_000_000, 20_000, 0, 300));
        var found = Found([.. GivenUsage.People(20), GivenUsage.Of("runner", events, autonomous: true, inChanges: 0.01)]);
        Assert.Equal("level-outlier", Assert.Single(found).Rule);
    }

    [Fact]
    public void Calls_by_a_clock_are_a_question()
    {
        var found = Found([.. GivenUsage.People(20), GivenUsage.Of("clock", WorkingHours(every: 600, jitter: 20))]);
        Assert.Equal(["periodicity", "regularity"], found.Select(f => f.Rule).Order());
        Assert.All(found, f => Assert.Equal("clock", f.Subject.Id));
    }

    [Fact]
    public void A_run_that_is_said_to_be_one_may_be_regular() =>
        Assert.Empty(Found([.. GivenUsage.People(20), GivenUsage.Of("clock", WorkingHours(every: 600, jitter: 20), autonomous: true)]));

    [Fact]
    public void Day_and_night_without_a_pause_is_a_question()
    {
        var found = Found([.. GivenUsage.People(20), GivenUsage.Of("awake", Loop(every: 1500, jitter: 1400, tokens: new(10, 50_000, 900, 0, 300)))]);
        var asked = Assert.Single(found);
        Assert.Equal("no-night-gap", asked.Rule);

        // The first day has no pause before it that is known, the last none after it.
        Assert.Equal(26, asked.Days.Count);
    }

    [Fact]
    public void Four_days_of_seven_without_a_pause_are_no_question()
    {
        var events = new SubjectEvents(GivenUsage.Monday, UsageFacts.WindowDays);
        var random = new Random(4);
        for (var week = 0; week < 4; week++)
        {
            for (long at = week * 7 * Day; at < ((week * 7) + 5L) * Day; at += random.Next(60, 3000)) events.Add(at, GivenUsage.Tokens(random), 1);
        }

        // Five days in a row; the first and the last are touched by the pause of the weekend, so three remain.
        Assert.Empty(Found([.. GivenUsage.People(20), GivenUsage.Of("hackathon", events)]).Where(f => f.Rule == "no-night-gap"));
    }

    [Fact]
    public void The_same_prompt_again_and_again_that_reaches_nothing_is_a_question()
    {
        var prompts = new PromptFacts(12_010, 11_684, 3, [(GivenUsage.Monday, 6000), (GivenUsage.Monday.AddDays(1), 5684)]);
        var others = GivenUsage.People(20).Select(p => p with { Prompts = new(200, 8, 4, [(GivenUsage.Monday, 8)]) });
        var junk = GivenUsage.Worker("junk", 3, inChanges: 0.05) with { Prompts = prompts };
        var found = Assert.Single(Found([.. others, junk]));
        Assert.Equal(("near-duplicate-prompts", "junk"), (found.Rule, found.Subject.Id));
        Assert.Contains(found.Evidence, e => e.Value == "97 % (11,684 of 12,010 prompts); the middle of 21 people is 4 %");

        // A template that ships is a good one.
        Assert.Empty(Found([.. others, GivenUsage.Worker("junk", 3) with { Prompts = prompts }]));
    }

    [Fact]
    public void Where_everybody_has_templates_they_are_no_question()
    {
        var prompts = new PromptFacts(400, 240, 3, [(GivenUsage.Monday, 240)]);
        Assert.Empty(Found(Enumerable.Range(0, 12).Select(i => GivenUsage.Worker($"p{i}", i, inChanges: 0.3) with { Prompts = prompts })));
    }

    [Theory]
    [InlineData(41, 0, 0, true)]
    [InlineData(39, 19, 249, false)]
    [InlineData(1, 20, 0, true)]
    [InlineData(1, 0, 250, true)]
    public void A_session_that_goes_round_is_a_question(int run, int retries, int nothing, bool asked)
    {
        var at = new DateTimeOffset(2026, 6, 3, 10, 0, 0, TimeSpan.Zero);
        var loop = new LoopSession(new("codex", "s", at, at.AddHours(3), 400, run, run, 30, retries, nothing), 4.2m);
        var found = Found([.. GivenUsage.People(20), GivenUsage.Worker("left-alone", 9) with { Loops = [loop] }]);
        Assert.Equal(asked, found.Count == 1);
        if (asked) Assert.Equal(("runaway-loop", 4.2m, 1), (found[0].Rule, found[0].AtStakeUsd, found[0].Days.Count));
    }

    [Fact]
    public void A_cache_that_is_written_and_not_read_is_a_question()
    {
        var found = Found([.. GivenUsage.People(20), GivenUsage.Of("thrash", WorkingHours(every: 600, jitter: 590, tokens: new(10, 2000, 60_000, 0, 300)))]);
        Assert.Equal("cache-thrash", Assert.Single(found).Rule);
    }

    [Fact]
    public void Long_contexts_without_an_answer_are_a_question()
    {
        var found = Found([.. GivenUsage.People(20), GivenUsage.Of("idle", WorkingHours(every: 600, jitter: 590, tokens: new(10, 160_000, 900, 0, 4)))]);
        Assert.Equal("idle-context", Assert.Single(found).Rule);
    }

    [Fact]
    public void One_call_a_day_at_the_same_minute_is_a_question()
    {
        var (events, random) = (new SubjectEvents(GivenUsage.Monday, UsageFacts.WindowDays), new Random(6));
        for (var day = 0; day < 20; day++) events.Add((day * Day) + (9 * Hour) + 3590 + random.Next(20), new(5, 0, 0, 0, 5), 1);
        var found = Assert.Single(Found([.. GivenUsage.People(20), GivenUsage.Of("ping", events)]));
        Assert.Equal("daily-ping", found.Rule);
    }

    [Fact]
    public void Who_asks_once_a_day_at_any_time_is_left_alone()
    {
        var (events, random) = (new SubjectEvents(GivenUsage.Monday, UsageFacts.WindowDays), new Random(6));
        for (var day = 0; day < 20; day++) events.Add((day * Day) + (9 * Hour) + random.Next(Hour), new(5, 0, 0, 0, 5), 1);
        Assert.Empty(Found([.. GivenUsage.People(20), GivenUsage.Of("standup", events)]));
    }

    [Fact]
    public void Midnight_divides_no_time_of_day() => Assert.Equal((0, 60.0), Rounded(DailyPing.OnTheClock([Day - 60, 60])));

    [Fact]
    public void Findings_do_not_depend_on_the_order_of_calls_or_of_people()
    {
        List<UsageSubject> all = [.. GivenUsage.People(20), GivenUsage.Worker("heavy", 5, scale: 200, inChanges: 0.02), GivenUsage.Of("clock", WorkingHours(every: 600, jitter: 20))];
        var (once, turned) = (SignalCatalogue.Look(GivenUsage.Facts(all)), SignalCatalogue.Look(GivenUsage.Facts(Enumerable.Reverse(all))));
        Assert.Equal(once.Select(f => (f.Rule, f.Subject, f.Seen)), turned.Select(f => (f.Rule, f.Subject, f.Seen)));
        var (forth, back) = (new SubjectEvents(GivenUsage.Monday, 28), new SubjectEvents(GivenUsage.Monday, 28));
        var times = Enumerable.Range(0, 3000).Select(i => (long)((i * 7919) % (28 * Day))).ToList();
        foreach (var at in times) forth.Add(at, new(1, 2, 3, 4, 5), 6);
        foreach (var at in Enumerable.Reverse(times)) back.Add(at, new(1, 2, 3, 4, 5), 6);
        var (a, b) = (forth.Subject(default, false), back.Subject(default, false));
        Assert.Equal((a.Calls, a.Starts, a.Tokens, a.Usd), (b.Calls, b.Starts, b.Tokens, b.Usd));
        Assert.Equal(a.Days.Select(d => (d.Day, d.FirstAt, d.LastAt, d.LongestGap)), b.Days.Select(d => (d.Day, d.FirstAt, d.LastAt, d.LongestGap)));
    }

    /// <summary>No rule may name a person where others can read it.</summary>
    [Fact]
    public void No_title_names_anybody() => Assert.All(
        Found([.. GivenUsage.People(20), GivenUsage.Worker("heavy", 5, scale: 200, inChanges: 0.02)]), f => Assert.DoesNotContain(f.Subject.Id, f.Title, StringComparison.Ordinal));

    [Fact]
    public void Spend_that_is_not_settled_says_nothing()
    {
        var fresh = GivenUsage.Worker("fresh", 5, scale: 200) with { Became = [] };
        Assert.Null(fresh.InChanges);
        Assert.Empty(Found([.. GivenUsage.People(20), fresh]));
        Assert.Equal(0.5, (fresh with { Became = [new(SpendFate.Open, 5, null), new(SpendFate.Abandoned, 5, null)] }).InChanges);
    }

    private static List<Finding> Found(IEnumerable<UsageSubject> subjects) => [.. SignalCatalogue.Look(GivenUsage.Facts(subjects))];

    private static (int Mean, double Deviation) Rounded((int Mean, double Deviation) clock) => (clock.Mean, Math.Round(clock.Deviation));

    /// <summary>Calls day and night.</summary>
    private static SubjectEvents Loop(int every, int jitter, TokenCounts tokens)
    {
        var (events, random) = (new SubjectEvents(GivenUsage.Monday, UsageFacts.WindowDays), new Random(11));
        for (long at = 0; at < (long)UsageFacts.WindowDays * Day; at += every + random.Next(-jitter, jitter)) events.Add(at, tokens, 5_000_000);
        return events;
    }

    /// <summary>Calls from nine to five on working days.</summary>
    private static SubjectEvents WorkingHours(int every, int jitter, TokenCounts? tokens = null)
    {
        var (events, random) = (new SubjectEvents(GivenUsage.Monday, UsageFacts.WindowDays), new Random(12));
        for (var day = 0; day < UsageFacts.WindowDays; day++)
        {
            for (var at = 9 * Hour; day % 7 < 5 && at < 17 * Hour; at += every) events.Add((day * Day) + at + random.Next(jitter), tokens ?? GivenUsage.Tokens(random), 5_000_000);
        }

        return events;
    }
}
