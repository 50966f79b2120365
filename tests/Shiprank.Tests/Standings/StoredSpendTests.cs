using FsCheck.Fluent;
using Shiprank.Core.Attribution.Spend;
using Shiprank.Core.Money;
using Shiprank.Core.Organisation;
using Shiprank.Core.Score;
using Shiprank.Core.Usage;
using Shiprank.Engine.Scoring;
using Shiprank.Engine.Spend;
using Shiprank.Store;
using Gen = FsCheck.Fluent.Gen;
using Property = Shiprank.Tests.Scoring.Properties.Property;

namespace Shiprank.Tests.Standings;

/// <summary>The store answers as the parts in memory do, to the nano and the microsecond.</summary>
public sealed class StoredSpendTests : IDisposable
{
    private static readonly DateTimeOffset Noon = new(2026, 5, 13, 12, 0, 0, TimeSpan.Zero);
    private static readonly DateOnly Today = DateOnly.FromDateTime(Noon.UtcDateTime);

    private readonly TemporaryFolder folder = new();
    private int made;

    public void Dispose() => folder.Dispose();

    [Fact]
    public void Any_question_has_the_same_answer_from_the_store_as_from_memory() => Property.Holds(
        Gen.Choose(0, int.MaxValue).ToArbitrary(),
        seed =>
        {
            var random = new Random(seed);
            using var store = DuckStore.Open(folder.At($"{made++}.duckdb"), TimeProvider.System, () => new(1, 2)).Value;
            var organisation = Organisation(random);
            var memory = Publish(store, organisation, random);
            var stored = new StoredSpend(store);
            for (var question = 0; question < 6; question++)
            {
                var (window, filter) = (Window(random), Filter(random));
                (string, string)[] changes = [("shop", "c0"), ("shop", "c1"), ("ledger", "c0"), ("ledger", "nothing")];
                string[] people = ["ada", "bo", "nobody"];
                Assert.Equal(SpendAnswers.Of(memory, window, filter, people, changes), SpendAnswers.Of(stored, window, filter, people, changes));
            }
        },
        times: 12);

    [Fact]
    public void Rows_that_came_after_the_run_are_in_no_answer_before_the_next()
    {
        using var store = DuckStore.Open(folder.At("late.duckdb"), TimeProvider.System, () => new(1, 2)).Value;
        var (memory, stored) = (Publish(store, Organisation(new(7)), new(7)), new StoredSpend(store));
        store.AddUsage(new() { Source = "late", ContentHash = Guid.Parse("f1234567-89ab-cdef-0123-456789abcdef"), Rows = [new(Row(new(9), 99_999), 5, "list")] });
        store.Ask(Question.SpendByDay, [Today.AddDays(-999), Today.AddDays(999)]);
        var all = new ScoreWindow(DateOnly.MinValue, DateOnly.MaxValue);
        Assert.Equal(SpendAnswers.Of(memory, all, SpendFilter.None, ["ada"], []), SpendAnswers.Of(stored, all, SpendFilter.None, ["ada"], []));
    }

    private static MemorySpend Publish(DuckStore store, OrganisationFile organisation, Random random)
    {
        store.AddUsage(new()
        {
            Source = "home",
            ContentHash = Guid.Parse("00000000-89ab-cdef-0123-456789abcdef"),
            Rows = [.. Enumerable.Range(0, random.Next(1, 90)).Select(i => new PricedUsage(Row(random, i), random.Next(4) == 0 ? null : random.Next(1_000_000), "list"))],
        });
        List<StoredUsage> usage = [.. store.ReadUsage(UsageFilter.All)];
        List<SpendRow> rows = [.. usage.Select(u => new SpendRow(
            u.Row.Tool, u.Row.Key, u.Row.OccurredAt, u.Row.Session, u.Row.Person, Pick(random, "shop", "ledger", null), u.Row.Branch, new(u.CostNano, Nano.Of(u.Row.Credits), u.Row.Tokens)))];
        List<SpendPart> parts = [.. rows.SelectMany(r => Parts(random, r))];
        store.SaveTeams(Results.Teams(organisation));
        store.SaveCostCentres(Results.CostCentres(organisation));
        store.ReplaceResults(Score, Results.Fates(usage, parts));
        return new(organisation, usage, rows, parts);
    }

    private static ScoreResult Score => new()
    {
        Policy = Policy.One,
        AsOf = Noon,
        Cells = [],
        Changes = [],
        Deployments = [],
        ActiveWeeks = new Dictionary<string, IReadOnlySet<DateOnly>>(StringComparer.Ordinal),
        Problems = [],
    };

    private static UsageRow Row(Random random, int number) => new()
    {
        Tool = Pick(random, "codex", "kiro"),
        Key = $"k{number}",
        OccurredAt = Noon.AddHours(random.Next(-900, 0)).AddMilliseconds(number),
        Session = Pick(random, "s0", "s1", "s2", "s3", ""),
        Model = Pick(random, "m0", "m1", ""),
        Person = Pick(random, "ada", "bo", null),
        Autonomous = random.Next(5) == 0,
        Ticket = Pick(random, "PAY-1", "pay-1", "PAY-2", null, null),
        Branch = Pick(random, "", "main", "pay-1-cart"),
        Credits = random.Next(3) == 0 ? random.Next(9) / 4m : null,
        Tokens = new(random.Next(50), random.Next(9000), random.Next(300), random.Next(3), random.Next(800), random.Next(7)),
    };

    private static IEnumerable<SpendPart> Parts(Random random, SpendRow row)
    {
        long[] weights = [.. Enumerable.Range(0, random.Next(2) == 0 ? 1 : random.Next(2, 5)).Select(_ => (long)random.Next(1, 5))];
        return row.Amount.Split(weights).Select((amount, i) =>
        {
            var change = i < 3 && random.Next(3) > 0;
            return new SpendPart(
                row, (SpendFate)random.Next(8), change ? (LinkEvidence)random.Next(4) : LinkEvidence.None, change ? Pick(random, "shop", "ledger") : row.Repository, change ? $"c{i}" : null, amount);
        });
    }

    private static OrganisationFile Organisation(Random random) => new()
    {
        Name = "Example",
        Teams =
        [
            new("web", "Web", "CC-1", [new("bo", null, Today.AddDays(-random.Next(30))), new("ada", Today.AddDays(-random.Next(30)), null)]),
            new("core", "Core", random.Next(2) == 0 ? "CC-1" : "CC-2", [new("ada", null, Today.AddDays(-random.Next(30))), new("bo", Today.AddDays(-random.Next(9)), Today)]),
        ],
    };

    private static ScoreWindow Window(Random random)
    {
        var since = Today.AddDays(-random.Next(40));
        return new(since, since.AddDays(random.Next(40)));
    }

    private static SpendFilter Filter(Random random) => new(
        Sometimes(random, "web", "core", "none", ""), Sometimes(random, "ada", "bo", ""), Sometimes(random, "codex", "none"), Sometimes(random, "m1", ""), Sometimes(random, "shop", "ledger", ""));

    private static string? Sometimes(Random random, params string[] values) => random.Next(3) == 0 ? values[random.Next(values.Length)] : null;

    private static T Pick<T>(Random random, params T[] values) => values[random.Next(values.Length)];
}
