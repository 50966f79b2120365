using Shiprank.Core.Signals;
using Shiprank.Core.Signals.Usage;
using Shiprank.Core.Usage;
using Shiprank.Core.Usage.Marks;
using Shiprank.Engine.Signals;
using Shiprank.Store;

namespace Shiprank.Tests.Signals.Usage;

public sealed class UsageFactsReaderTests : IDisposable
{
    private static readonly DateTimeOffset AsOf = new(2026, 6, 28, 18, 0, 0, TimeSpan.Zero);
    private readonly TemporaryFolder folder = new();
    private readonly DuckStore store;
    private int batches;

    public UsageFactsReaderTests() => store = DuckStore.Open(folder.At("signals.duckdb"), TimeProvider.System, () => new(1, 2)).Value;

    public void Dispose()
    {
        store.Dispose();
        folder.Dispose();
    }

    [Fact]
    public void People_at_work_runs_and_jobs_stand_apart()
    {
        Add("ada", Row("a1", 1, 10), Row("a2", 1, 11) with { Tokens = new(0, 25_000, 0, 0, 3) }, Row("a3", 1, 11) with { Autonomous = true });
        Add(null, Row("j1", 2, 3) with { Tool = "openclaw", Autonomous = true, Repository = "shop", Ticket = "PAY-12" }, Row("n1", 2, 3));
        var facts = new UsageFactsReader(store).Read(AsOf);
        Assert.Equal(
            [("Person", "ada", false, 2L), ("Person", "ada", true, 1L), ("Job", "openclaw in shop on PAY-12", true, 1L)],
            facts.Subjects.Select(s => (s.Subject.Kind.ToString(), s.Subject.Id, s.Autonomous, s.CallCount)));
        Assert.Equal((new(2026, 6, 1), new(2026, 6, 29)), (facts.From, facts.Until));
        var day = Assert.Single(facts.Subjects[0].Days);
        Assert.Equal((new(2026, 6, 2), 10 * 3600, 11 * 3600), (day.Day, day.FirstAt, day.LastAt));
        Assert.Equal([(10, 1L, 0L), (11, 1L, 25_000L)], day.Hours.Select(h => (h.Hour, h.Calls, h.IdleTokens)));
        Assert.Equal(0.00246m, day.Usd);
    }

    [Fact]
    public void What_is_outside_the_window_is_not_looked_at()
    {
        Add("ada", Row("a1", -1, 23), Row("a2", 0, 0), Row("a3", 27, 23), Row("a4", 28, 0));
        Assert.Equal(2, Assert.Single(new UsageFactsReader(store).Read(AsOf).Subjects).CallCount);
    }

    [Fact]
    public void What_arrives_is_added_and_only_its_subject_is_worked_out_anew()
    {
        Add("ada", [.. Enumerable.Range(0, 50).Select(i => Row($"a{i}", i % 20, i % 24))]);
        Add("ben", [.. Enumerable.Range(0, 30).Select(i => Row($"b{i}", i % 20, i % 24))]);
        var reader = new UsageFactsReader(store);
        reader.Read(AsOf);
        Assert.Equal((2, 80L), (reader.LookedAt, reader.CallsRead));
        reader.Read(AsOf);
        Assert.Equal((0, 0L), (reader.LookedAt, reader.CallsRead));
        Add("ben", Row("b98", 3, 5), Row("b99", 25, 5));
        Same(reader.Read(AsOf), new UsageFactsReader(store).Read(AsOf));
        Assert.Equal((1, 2L), (reader.LookedAt, reader.CallsRead));
    }

    [Fact]
    public void A_response_that_grew_counts_once()
    {
        Add("ada", Row("a1", 1, 10), Row("a2", 1, 11));
        Add("ben", Row("b1", 1, 10));
        var reader = new UsageFactsReader(store);
        reader.Read(AsOf);
        Add("ada", Row("a2", 1, 11) with { Tokens = new(4, 9500, 100, 200, 4000) });
        var facts = reader.Read(AsOf);
        Same(facts, new UsageFactsReader(store).Read(AsOf));
        Assert.Equal((2L, 4100L, 1), (facts.Subjects[0].CallCount, facts.Subjects[0].Tokens.Output, reader.LookedAt));
    }

    [Fact]
    public void Who_is_forgotten_is_looked_at_no_more()
    {
        Add("ada", Row("a1", 1, 10));
        Add("ben", Row("b1", 1, 10));
        store.SaveMarks("ada", [Prompt(1, 1)], []);
        var reader = new UsageFactsReader(store);
        Assert.Equal(1, reader.Read(AsOf).Subjects[0].Prompts.Prompts);
        store.Erase("ada", [new("m", "gone-1", AsOf)]);
        Assert.Equal("ben", Assert.Single(reader.Read(AsOf).Subjects).Subject.Id);
    }

    [Fact]
    public void Prompts_that_come_later_are_grouped_with_those_before()
    {
        Add("ada", Row("a1", 1, 10));
        store.SaveMarks("ada", [Prompt(1, 1), Prompt(2, 1), Prompt(3, 2), Prompt(4, 3) with { Letters = 12 }], []);
        var reader = new UsageFactsReader(store);
        var before = Assert.Single(reader.Read(AsOf).Subjects).Prompts;
        Assert.Equal((3, 2, 1), (before.Prompts, before.Alike, before.Groups));
        store.SaveMarks("ada", [Prompt(60 * 24, 1)], []);
        var after = Assert.Single(reader.Read(AsOf).Subjects).Prompts;
        Assert.Equal((4, 3, 1), (after.Prompts, after.Alike, after.Groups));
        Assert.Equal([(new DateOnly(2026, 6, 2), 2), (new(2026, 6, 3), 1)], after.Days);
    }

    [Fact]
    public void A_session_that_goes_round_comes_with_its_cost()
    {
        Add("ada", Row("a1", 1, 10), Row("a2", 1, 11));
        Add("ben", Row("b1", 1, 10) with { Session = "quiet" });
        var calls = new SessionCalls("claude-code", "s-1", Given(1, 10), Given(1, 11), 90, 80, 77, 3, 2, 90);
        store.SaveMarks("ada", [], [calls]);
        store.SaveMarks("ben", [], [calls with { Session = "quiet", LongestRun = 2, NothingNew = 9, Commonest = 4 }]);
        var facts = new UsageFactsReader(store).Read(AsOf);
        Assert.Equal(new LoopSession(calls, 0.00246m), Assert.Single(facts.Subjects[0].Loops));
        Assert.Empty(facts.Subjects[1].Loops);
        var found = Assert.Single(SignalCatalogue.Look(new() { AsOf = AsOf, Usage = facts, Delivery = new() }));
        Assert.Equal(("runaway-loop", "ada"), (found.Rule, found.Subject.Id));
    }

    private static void Same(UsageFacts a, UsageFacts b)
    {
        Assert.Equal(b.Subjects.Select(Told), a.Subjects.Select(Told));

        static string Told(UsageSubject s) =>
            $"{s.Subject} {s.Autonomous} {s.Calls} {s.Starts} {s.Prompts.Prompts} {string.Join(';', s.Days.Select(d => $"{d.Day} {d.FirstAt} {d.LastAt} {d.LongestGap} {string.Join(',', d.Hours)}"))}";
    }

    private static DateTimeOffset Given(int day, int hour) => new DateTimeOffset(2026, 6, 1, hour, 0, 0, TimeSpan.Zero).AddDays(day);

    private static UsageRow Row(string key, int day, int hour) => new()
    {
        Tool = "claude-code", Key = key, OccurredAt = Given(day, hour), Session = "s-1", Model = "claude-sonnet-4-5", Tokens = new(4, 9500, 100, 200, 100),
    };

    private static PromptMark Prompt(int minute, uint kind) => new("claude-code", "s-1", Given(1, 9).AddMinutes(minute), 90, [.. Enumerable.Range(0, 16).Select(i => (kind * 1000) + (uint)i)]);

    private void Add(string? person, params UsageRow[] rows) => store.AddUsage(new()
    {
        Source = "home", Person = person, ContentHash = ContentHash.Of(BitConverter.GetBytes(++batches)), Rows = [.. rows.Select(r => new PricedUsage(r, 1_230_000, "list"))],
    });
}
