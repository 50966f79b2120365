using FsCheck;
using FsCheck.Fluent;
using Shiprank.Core;
using Shiprank.Core.Attribution;
using Shiprank.Core.Attribution.Spend;
using Shiprank.Core.Score;
using Shiprank.Core.Score.Restating;

namespace Shiprank.Store.Tests.Compliance;

/// <summary>What any engine must answer.</summary>
public abstract class ResultsCompliance
{
    private static readonly object?[] Always = [new DateOnly(2000, 1, 1), new DateOnly(2100, 1, 1)];

    protected abstract IStore Create();

    [Fact]
    public void Spend_splits_by_fate_and_sums_to_the_whole()
    {
        using var store = Create();
        store.AddUsage(Given.Batch(1, "ada", Given.Priced(Given.Row("a"), 100), Given.Priced(Given.Row("b"), 50), Given.Priced(Given.Row("c"), null), Given.Priced(Given.Row("d"), 7)));
        var keys = Keys(store);
        store.ReplaceResults(GivenScore.Empty,
        [
            new(keys[100], SpendFate.Live, new("shop", "c1"), 60),
            new(keys[50], SpendFate.NoCode, null, 50),
            new(keys[100], SpendFate.Dead, new("shop", "c2"), 40),
            new(keys[0], SpendFate.Live, new("shop", "c1"), 0),
        ]);
        foreach (var grain in (UsageGrain[])[UsageGrain.Row, UsageGrain.Day])
        {
            var answer = store.Ask(Question.SpendByFate, Always, grain);
            Assert.Equal(
                ["0: 1 changes 2 calls 60 nano 1 unpriced", "2: 1 changes 0 calls 40 nano 0 unpriced", "6: 0 changes 1 calls 50 nano 0 unpriced", "7: 0 changes 1 calls 7 nano 0 unpriced"],
                answer.Rows.Select(r => $"{r[0]}: {r[1]} changes {r[2]} calls {r[3]} nano {r[4]} unpriced"));
        }

        var sessions = store.Ask(Question.ChangeSessions, ["shop", "c1"]);
        Assert.Equal(("s-1", "ada", 60L, 1L), (sessions.Value<string>(0, "session"), sessions.Value<string>(0, "person"), sessions.Value<long>(0, "cost_nano"), sessions.Value<long>(0, "unpriced_calls")));
    }

    [Fact]
    public void Fates_that_do_not_sum_to_the_cost_are_refused_and_change_nothing()
    {
        using var store = Create();
        store.AddUsage(Given.Batch(1, Given.Priced(Given.Row("a"), 100)));
        var key = Keys(store)[100];
        store.ReplaceResults(GivenScore.Empty, [new(key, SpendFate.Live, new("shop", "c1"), 100)]);
        Assert.Throws<InvalidOperationException>(() => store.ReplaceResults(GivenScore.Empty, [new(key, SpendFate.Dead, null, 99)]));
        Assert.Equal(0L, store.Ask(Question.SpendByFate, Always).Value<long>(0, "fate"));
    }

    [Fact]
    public void The_same_results_again_touch_no_row_and_others_only_what_differs()
    {
        using var store = Create();
        Assert.Null(store.ReadResults());
        Assert.Equal(8, store.ReplaceResults(GivenScore.OneChange, []));
        Assert.Equal(0, store.ReplaceResults(GivenScore.OneChange, []));
        var dead = GivenScore.OneChange with { Changes = [GivenScore.OneChange.Changes[0] with { Alive = 0 }, GivenScore.OneChange.Changes[1]] };
        Assert.Equal(2, store.ReplaceResults(dead, []));
        var stated = store.ReadResults()!;
        Assert.Equal([40, 0], stated.Changes.OrderBy(c => c.Sha, StringComparer.Ordinal).Select(c => c.Eligible));
        Assert.Equal(("shop", "shop-api", "ada", 630123457L, true, "c1 c2"), stated.Cells.Select(c => (c.Repository, c.Service, c.Person, c.NdNano, c.Provisional, string.Join(' ', c.Changes))).Single());
        Assert.Equal((0, Given.Noon.AddHours(1), QualityReasons.Unreviewed), stated.Changes.Where(c => c.Sha == "c1").Select(c => (c.Alive, c.DeployedAt!.Value, c.Reasons)).Single());
        Assert.Equal(8, store.ReplaceResults(GivenScore.Empty, []));
    }

    [Fact]
    public void Restatements_are_logged_with_the_run_that_made_them()
    {
        using var store = Create();
        var day = new DateOnly(2026, 5, 12);
        Restatement one = new("nd shop", "ada", day, 5, null, "c1 rolled back", Closed: true), two = new("spend live", null, day.AddDays(1), null, 7, "usage", Closed: false);
        store.ReplaceResults(GivenScore.Empty, [], [two, one]);
        Assert.Equal([one, two], store.ReadRestatements(day, day.AddDays(1)).Select(r => r.What));
        Assert.Equal([two], store.ReadRestatements(day.AddDays(1), day.AddDays(9)).Select(r => r.What));
        store.ReplaceResults(GivenScore.Empty, []);
        Assert.Equal(2, store.ReadRestatements(DateOnly.MinValue, DateOnly.MaxValue).Count);
    }

    [Fact]
    public void A_row_that_grew_is_unattributed_until_the_next_run()
    {
        using var store = Create();
        store.AddUsage(Given.Batch(1, Given.Priced(Given.Row("a", 5), 100)));
        store.ReplaceResults(GivenScore.Empty, [new(Keys(store)[100], SpendFate.Live, null, 100)]);
        store.Ask(Question.SpendByFate, Always);
        store.AddUsage(Given.Batch(2, Given.Priced(Given.Row("a", 9), 180)));
        var answer = store.Ask(Question.SpendByFate, Always);
        Assert.Equal((7L, 180L, 1), (answer.Value<long>(0, "fate"), answer.Value<long>(0, "cost_nano"), answer.Rows.Count));
    }

    [Fact]
    public void Fates_of_rows_that_are_gone_are_left_out()
    {
        using var store = Create();
        store.AddUsage(Given.Batch(1, Given.Priced(Given.Row("a"), 100)));
        store.ReplaceResults(GivenScore.Empty, [new(Guid.Parse("f1234567-89ab-cdef-0123-456789abcdef"), SpendFate.Live, null, 5)]);
        Assert.Equal(100L, store.Ask(Question.SpendByFate, Always).Value<long>(0, "cost_nano"));
    }

    [Fact]
    public void A_cost_centre_pays_for_its_days_and_of_two_the_first_listed_does()
    {
        using var store = Create();
        var day = DateOnly.FromDateTime(Given.Noon.UtcDateTime);
        store.AddUsage(Given.Batch(1, "ada", [.. Enumerable.Range(-3, 7).Select(i => Given.Priced(Given.Row($"k{i}", at: Given.Noon.AddDays(i)), 1 << (i + 3)))]));
        store.SaveCostCentres([new("ada", "CC-1", day.AddDays(-1), day), new("ada", "CC-2", day.AddDays(-2), day.AddDays(2)), new("ada", "CC-3", null, day.AddDays(-2)), new("bo", "CC-9", null, null)]);
        var answer = store.Ask(Question.SpendByCostCentre, Always);
        Assert.Equal(
            new Dictionary<string, long>(StringComparer.Ordinal) { ["CC-3"] = 1, ["CC-2"] = 2 + 16 + 32, ["CC-1"] = 4 + 8, [""] = 64 },
            answer.Rows.ToDictionary(r => (string)r[0]!, r => (long)r[Array.IndexOf([.. answer.Columns], "cost_nano")]!, StringComparer.Ordinal));
        store.SaveCostCentres([]);
        Assert.Equal("", store.Ask(Question.SpendByCostCentre, Always).Value<string>(0, "name"));
    }

    [Fact]
    public void Every_question_says_the_same_of_rows_and_rollup_and_every_cut_sums_to_the_whole()
    {
        Check.One(Config.QuickThrowOnFailure.WithMaxTest(4), Prop.ForAll(Gen.Choose(0, int.MaxValue).ToArbitrary(), seed =>
        {
            using var store = Create();
            var random = new Random(seed);
            var total = 0L;
            for (var step = 0; step < 3; step++)
            {
                var rows = Enumerable.Range(0, random.Next(1, 60)).Select(i => Random(random, $"{step}/{i}")).ToArray();
                total += rows.Sum(r => r.CostNano ?? 0);
                store.AddUsage(Given.Batch(step, rows));
                if (step > 0) store.ReplaceResults(GivenScore.Empty, [.. store.ReadUsage(UsageFilter.All).Where(_ => random.Next(4) > 0).SelectMany(r => Split(random, r))]);
                store.SaveCostCentres([new("ada", "CC-1", DateOnly.FromDateTime(Given.Noon.AddDays(random.Next(-5, 5)).UtcDateTime), null), new("bo", "CC-2", null, null)]);
                store.SaveTeams([new("bo", "web", null, DateOnly.FromDateTime(Given.Noon.AddDays(random.Next(-5, 5)).UtcDateTime)), new("ada", "web", null, null), new("bo", "core", null, null)]);
                foreach (var question in Question.All.Where(q => q.Sql.Contains("{usage}", StringComparison.Ordinal)))
                {
                    var arguments = Arguments(random, question);
                    var (ofRows, ofDays) = (Text(store.Ask(question, arguments, UsageGrain.Row)), Text(store.Ask(question, arguments)));

                    // An answer that is streamed has no order: who reads it doesn't need one.
                    if (!question.Sql.Contains("order by", StringComparison.Ordinal)) (ofRows, ofDays) = ([.. ofRows.Order(StringComparer.Ordinal)], [.. ofDays.Order(StringComparer.Ordinal)]);
                    Assert.Equal(ofRows, ofDays);
                    Assert.Equal(store.Ask(question, arguments).Rows.Count, store.AskPublished(question, arguments, r => 1).Count);
                }

                var sums = store.Ask(Question.SumOfParts, Always);
                Assert.Equal(8, sums.Rows.Count);
                for (var i = 0; i < sums.Rows.Count; i++) Assert.Equal(total, sums.Value<long>(i, "cost_nano"));
            }
        }));
    }

    [Fact]
    public void A_window_takes_its_first_day_and_not_the_day_after()
    {
        using var store = Create();
        var day = DateOnly.FromDateTime(Given.Noon.UtcDateTime);
        store.AddUsage(Given.Batch(1, [.. Enumerable.Range(-1, 4).Select(i => Given.Priced(Given.Row($"k{i}", at: Given.Noon.AddDays(i))))]));
        var answer = store.Ask(Question.SpendByDay, [day, day.AddDays(2)]);
        Assert.Equal([day, day.AddDays(1)], answer.Rows.Select(r => (DateOnly)r[0]!));
        Assert.Throws<ArgumentException>(() => store.Ask(Question.SpendByDay, [day]));
    }

    [Fact]
    public void Sync_runs_come_back_newest_first()
    {
        using var store = Create();
        var first = new SyncRun(Given.Noon, Given.Noon.AddSeconds(3), "shiprank 0.1.0", new Dictionary<string, long>(StringComparer.Ordinal) { ["rows"] = 5, ["files"] = 2 }, [new Problem("logs/a.jsonl", 7, "truncated \"line\"", "none")]);
        store.AddSyncRun(first);
        store.AddSyncRun(first with { Program = "shiprank 0.2.0", Problems = [] });
        var runs = store.ReadSyncRuns(5);
        Assert.Equal(["shiprank 0.2.0", "shiprank 0.1.0"], runs.Select(r => r.Program));
        Assert.Equal(first.Problems, runs[1].Problems);
        Assert.Equal(first.Counts.OrderBy(c => c.Key, StringComparer.Ordinal), runs[1].Counts);
        Assert.Equal((first.StartedAt, first.FinishedAt), (runs[1].StartedAt, runs[1].FinishedAt));
        Assert.Single(store.ReadSyncRuns(1));
    }

    private static Dictionary<long, Guid> Keys(IStore store) => store.ReadUsage(UsageFilter.All).ToDictionary(r => r.CostNano ?? 0, r => r.RowKey);

    private static PricedUsage Random(Random random, string key) => Given.Priced(
        Given.Row(key, random.Next(500), Given.Noon.AddHours(random.Next(-200, 200)), $"s{random.Next(4)}", random.Next(2) == 0 ? "codex" : "claude-code") with
        {
            Model = $"m{random.Next(3)}",
            Person = random.Next(3) switch { 0 => "ada", 1 => "bo", _ => null },
            Repository = random.Next(2) == 0 ? "shop" : null,
            Quality = (Core.Usage.UsageQuality)random.Next(4),
            Credits = random.Next(3) == 0 ? random.Next(9) / 4m : null,
        },
        random.Next(5) == 0 ? null : random.Next(1_000_000));

    private static IEnumerable<UsageFate> Split(Random random, StoredUsage row)
    {
        long[] weights = [.. Enumerable.Range(0, random.Next(1, 4)).Select(_ => (long)random.Next(1, 9))];
        var amounts = new SpendAmount(row.CostNano, Core.Money.Nano.Of(row.Row.Credits), row.Row.Tokens).Split(weights);
        var named = weights.Length > 1 || random.Next(2) == 0;
        return amounts.Select(a => new UsageFate(row.RowKey, (SpendFate)random.Next(8), random.Next(3) == 0 ? null : new("shop", $"c{random.Next(3)}"), a.NanoUsd ?? 0)
        {
            Evidence = (LinkEvidence)random.Next(5),
            Repository = random.Next(3) == 0 ? null : "shop",
            Amount = named ? new(a.Tokens, a.NanoCredits) : null,
        });
    }

    /// <summary>A window where the question has one, what the rest asks for at random, filters mostly unset.</summary>
    private static object?[] Arguments(Random random, Question question)
    {
        var count = Enumerable.Range(0, 10).Last(n => n == 0 || question.Sql.Contains($"${n}", StringComparison.Ordinal));
        if (question == Question.ChangeSessions || question == Question.SessionsOfChange) return ["shop", "c1"];
        object?[] filters = [random.Next(2) == 0 ? "web" : null, random.Next(2) == 0 ? "bo" : null, random.Next(3) == 0 ? "codex" : null, random.Next(3) == 0 ? "m1" : null, random.Next(3) == 0 ? "shop" : null];
        if (question == Question.SessionsOfPerson) filters = ["ada"];
        if (question == Question.CostByPersonOfTool) filters = ["codex"];
        if (question == Question.UsageSlices) return [.. Always, .. Enumerable.Range(1, 8).Select(i => (object?)(i * 40L)), random.Next(2) == 0];
        return [.. Always.Concat(filters).Take(count)];
    }

    /// <summary>Rows as text; a value of any other type would differ between engines.</summary>
    private static IEnumerable<string> Text(Answer answer)
    {
        Assert.All(answer.Rows.SelectMany(r => r), value => Assert.True(value is null or long or string or bool or DateOnly or DateTimeOffset, $"{value?.GetType()}"));
        return answer.Rows.Select(r => string.Join('|', r.Select(v => v is DateTimeOffset time ? time.ToString("O") : v)));
    }
}
