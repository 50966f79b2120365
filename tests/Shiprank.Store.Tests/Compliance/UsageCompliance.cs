using FsCheck;
using FsCheck.Fluent;
using Shiprank.Core.Usage;

namespace Shiprank.Store.Tests.Compliance;

/// <summary>What any engine must do with usage. An engine's tests derive from this.</summary>
public abstract class UsageCompliance
{
    /// <summary>A new, empty store; disposing it removes its data.</summary>
    protected abstract IStore Create();

    [Fact]
    public void A_row_comes_back_as_it_went_in()
    {
        using var store = Create();
        var row = Given.Row("msg_1:req_1") with
        {
            Credits = 1.25m,
            ReportedCostUsd = 0.012345678m,
            Tier = "fast",
            Quality = UsageQuality.Reported,
            Autonomous = true,
            Person = "ada",
            Repository = "shop",
            Ticket = "SHOP-7",
        };
        var added = store.AddUsage(Given.Batch(1, Given.Priced(row)));
        Assert.Equal(new AddedUsage(1, 0, 0, false), added);
        var stored = Assert.Single(store.ReadUsage(UsageFilter.All));
        Assert.Equal(row with { Key = stored.Row.Key }, stored.Row);
        Assert.Equal(20, stored.Row.Key.Length);
        Assert.Equal(1_234_567, stored.CostNano);
        Assert.Equal("2026-09-23", stored.PriceList);
    }

    [Fact]
    public void Unknown_values_come_back_as_unknown()
    {
        using var store = Create();
        var row = new UsageRow { Tool = "kiro", Key = "k", OccurredAt = Given.Noon, Session = "", Model = "" };
        store.AddUsage(Given.Batch(1, Given.Priced(row, null)));
        var stored = Assert.Single(store.ReadUsage(UsageFilter.All));
        Assert.Equal(row with { Key = stored.Row.Key }, stored.Row);
        Assert.Null(stored.CostNano);
        Assert.Equal("", stored.PriceList);
    }

    [Fact]
    public void The_same_batch_again_changes_nothing()
    {
        using var store = Create();
        var batch = Given.Batch(1, Given.Priced(Given.Row("a")), Given.Priced(Given.Row("b")));
        Assert.False(store.HasBatch(batch.ContentHash));
        store.AddUsage(batch);
        var before = Given.Rows(store);
        Assert.True(store.HasBatch(batch.ContentHash));
        Assert.Equal(new AddedUsage(0, 0, 2, true), store.AddUsage(batch));
        Assert.Equal(before, Given.Rows(store));
    }

    [Fact]
    public void The_same_rows_in_another_batch_are_duplicates()
    {
        using var store = Create();
        store.AddUsage(Given.Batch(1, Given.Priced(Given.Row("a")), Given.Priced(Given.Row("b"))));
        Assert.Equal(new AddedUsage(1, 0, 2, false), store.AddUsage(Given.Batch(2, Given.Priced(Given.Row("a")), Given.Priced(Given.Row("b")), Given.Priced(Given.Row("c")))));
        Assert.Equal(3, store.ReadUsage(UsageFilter.All).Count());
    }

    [Fact]
    public void Copies_inside_a_batch_count_once()
    {
        using var store = Create();
        Assert.Equal(new AddedUsage(1, 0, 2, false), store.AddUsage(Given.Batch(1, Given.Priced(Given.Row("a", 5)), Given.Priced(Given.Row("a", 90)), Given.Priced(Given.Row("a", 90)))));
        Assert.Equal(90, Assert.Single(store.ReadUsage(UsageFilter.All)).Row.Tokens.Output);
    }

    [Fact]
    public void A_response_that_grew_replaces_its_first_part()
    {
        using var store = Create();
        store.AddUsage(Given.Batch(1, Given.Priced(Given.Row("a", 5), 10)));
        Assert.Equal(new AddedUsage(0, 1, 0, false), store.AddUsage(Given.Batch(2, Given.Priced(Given.Row("a", 90), 180))));
        Assert.Equal(new AddedUsage(0, 0, 1, false), store.AddUsage(Given.Batch(3, Given.Priced(Given.Row("a", 5), 10))));
        var stored = Assert.Single(store.ReadUsage(UsageFilter.All));
        Assert.Equal(90, stored.Row.Tokens.Output);
        Assert.Equal(180, stored.CostNano);
    }

    [Theory]
    [InlineData(-400)]
    [InlineData(-1)]
    [InlineData(1)]
    [InlineData(400)]
    public void A_copy_with_another_time_and_session_counts_once_and_the_earlier_place_stays(int days)
    {
        using var store = Create();
        var copied = Given.Row("a", at: Given.Noon.AddDays(days), session: "fork");
        store.AddUsage(Given.Batch(1, Given.Priced(Given.Row("a"))));
        var added = store.AddUsage(Given.Batch(2, Given.Priced(copied)));
        Assert.Equal(days < 0 ? new AddedUsage(0, 1, 0, false) : new AddedUsage(0, 0, 1, false), added);
        var stored = Assert.Single(store.ReadUsage(UsageFilter.All));
        Assert.Equal(days < 0 ? "fork" : "s-1", stored.Row.Session);
        Assert.Equal(days < 0 ? Given.Noon.AddDays(days) : Given.Noon, stored.Row.OccurredAt);
    }

    [Fact]
    public void The_same_key_of_another_tool_is_another_response()
    {
        using var store = Create();
        store.AddUsage(Given.Batch(1, Given.Priced(Given.Row("a")), Given.Priced(Given.Row("a", tool: "codex"))));
        Assert.Equal(2, store.ReadUsage(UsageFilter.All).Count());
    }

    [Fact]
    public void A_price_or_person_found_later_fills_the_gap_and_a_known_one_stays()
    {
        using var store = Create();
        store.AddUsage(Given.Batch(1, Given.Priced(Given.Row("a"), null)));
        Assert.Equal(1, store.AddUsage(Given.Batch(2, "ada", Given.Priced(Given.Row("a"), 50))).Replaced);
        Assert.Equal(1, store.AddUsage(Given.Batch(3, Given.Priced(Given.Row("a"), null))).Duplicates);
        Assert.Equal(1, store.AddUsage(Given.Batch(4, Given.Priced(Given.Row("a"), 60))).Duplicates);
        var stored = Assert.Single(store.ReadUsage(UsageFilter.All));
        Assert.Equal(50, stored.CostNano);
        Assert.Equal("ada", stored.Row.Person);
    }

    [Fact]
    public void The_batchs_person_stands_in_only_where_a_row_names_none()
    {
        using var store = Create();
        store.AddUsage(Given.Batch(1, "ada", Given.Priced(Given.Row("a")), Given.Priced(Given.Row("b") with { Person = "bo" })));
        Assert.Equal(["ada", "bo"], store.ReadUsage(UsageFilter.All).Select(r => r.Row.Person!).Order(StringComparer.Ordinal));
    }

    [Fact]
    public void Rows_are_read_by_person_time_and_as_of()
    {
        using var store = Create();
        store.AddUsage(Given.Batch(1, "ada", Given.Priced(Given.Row("a", at: Given.Noon.AddDays(-1))), Given.Priced(Given.Row("b")), Given.Priced(Given.Row("c", at: Given.Noon.AddHours(1)))));
        store.AddUsage(Given.Batch(2, "bo", Given.Priced(Given.Row("d", at: Given.Noon.AddMinutes(1)))));
        int Count(UsageFilter filter) => store.ReadUsage(filter).Count();
        Assert.Equal(4, Count(UsageFilter.All));
        Assert.Equal(3, Count(new(Person: "ada")));
        Assert.Equal(0, Count(new(Person: "nobody")));
        Assert.Equal(3, Count(new(From: Given.Noon)));
        Assert.Equal(1, Count(new(To: Given.Noon)));
        Assert.Equal(2, Count(new(AsOf: Given.Noon)));
        Assert.Equal(1, Count(new("ada", Given.Noon, Given.Noon.AddHours(1), Given.Noon)));
    }

    [Fact]
    public void Rows_come_in_the_order_of_time()
    {
        using var store = Create();
        store.AddUsage(Given.Batch(1, [.. Enumerable.Range(0, 5000).Select(i => Given.Priced(Given.Row($"k{i}", at: Given.Noon.AddMinutes(i * 7919 % 5000))))]));
        var times = store.ReadUsage(UsageFilter.All).Select(r => r.Row.OccurredAt).ToList();
        Assert.Equal(5000, times.Count);
        Assert.Equal(times.Order(), times);
    }

    [Fact]
    public void Extreme_values_survive()
    {
        using var store = Create();
        var big = new UsageRow
        {
            Tool = "claude-code",
            Key = new string('k', 100_000),
            OccurredAt = new DateTimeOffset(9999, 12, 31, 23, 59, 59, TimeSpan.Zero),
            Session = "Sitzung 字 longer than twelve bytes",
            Model = "m",
            Tokens = new(long.MaxValue, 0, 0, 0, 0),
            Credits = 9_000_000_000m,
        };
        var old = Given.Row("old", at: new DateTimeOffset(1, 1, 1, 0, 0, 0, TimeSpan.Zero));
        store.AddUsage(Given.Batch(1, Given.Priced(big, long.MaxValue), Given.Priced(old, long.MinValue)));
        var stored = store.ReadUsage(UsageFilter.All).ToList();
        Assert.Equal(big with { Key = stored[1].Row.Key }, stored[1].Row);
        Assert.Equal(long.MaxValue, stored[1].CostNano);
        Assert.Equal(old.OccurredAt, stored[0].Row.OccurredAt);
    }

    [Fact]
    public void Texts_that_no_engine_keeps_are_mended_and_stay_one_response()
    {
        using var store = Create();
        var row = Given.Row("a") with { Project = "a\0b", Branch = "x\uD800y", Person = "ad\0a" };
        store.AddUsage(Given.Batch(1, Given.Priced(row)));
        Assert.Equal(1, store.AddUsage(Given.Batch(2, Given.Priced(row))).Duplicates);
        var stored = Assert.Single(store.ReadUsage(UsageFilter.All)).Row;
        Assert.Equal(("a\uFFFDb", "x\uFFFDy", "ad\uFFFDa"), (stored.Project, stored.Branch, stored.Person));
    }

    [Fact]
    public void Any_order_and_any_cut_of_the_same_reports_give_the_same_rows()
    {
        Check.One(Config.QuickThrowOnFailure.WithMaxTest(12), Prop.ForAll(Reports().ArrayOf(9).ToArbitrary(), Gen.Choose(0, int.MaxValue).ToArbitrary(), (reports, seed) =>
        {
            using var inOrder = Create();
            using var shuffled = Create();
            for (var i = 0; i < reports.Length; i++) inOrder.AddUsage(Given.Batch(i, Given.Priced(reports[i])));
            var other = (PricedUsage[])[.. reports.Concat(reports).Select(r => Given.Priced(r))];
            var random = new Random(seed);
            random.Shuffle(other);
            for (int at = 0, n = 0; at < other.Length; n++)
            {
                var cut = Math.Min(other.Length - at, random.Next(1, 6));
                shuffled.AddUsage(Given.Batch(n, other[at..(at + cut)]));
                at += cut;
            }

            Assert.Equal(Given.Rows(inOrder), Given.Rows(shuffled));
            Assert.Equal(reports.Select(r => (r.Tool, r.Key)).Distinct().Count(), Given.Rows(inOrder).Count);
        }));
    }

    /// <summary>Reports of few responses that differ in everything a copy may differ in.</summary>
    private static Gen<UsageRow> Reports() =>
        from key in Gen.Elements("a", "b", "c")
        from output in Gen.Choose(0, 3)
        from input in Gen.Choose(0, 2)
        from hour in Gen.Choose(-60, 60)
        from session in Gen.Elements("", "s1", "s2")
        from person in Gen.Elements(null, "ada", "bo")
        from model in Gen.Elements("", "m1")
        from autonomous in Gen.Elements(true, false)
        select Given.Row(key, output, Given.Noon.AddHours(hour), session) with
        {
            Tokens = new(input, 0, 0, 0, output),
            Person = person,
            Model = model,
            Autonomous = autonomous,
        };
}
