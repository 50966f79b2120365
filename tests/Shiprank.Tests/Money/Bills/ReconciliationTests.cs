using Shiprank.Core.Money.Bills;
using static Shiprank.Tests.Money.Bills.GivenBill;

namespace Shiprank.Tests.Money.Bills;

public sealed class ReconciliationTests
{
    [Fact]
    public void Two_equal_sides_have_no_gap()
    {
        var found = Reconciliation.Of(Same());
        Assert.Equal((310m, 310m, BillBasis.Invoice, 31), (found.Ours, found.Theirs, found.Basis, found.Cells.Count));
        Assert.Empty(found.Gaps);
    }

    [Fact]
    public void Without_a_bill_there_is_nothing_to_compare_with()
    {
        var found = Reconciliation.Of(Same() with { Lines = [.. Days.Select(d => Tokens(d))], Invoices = [] });
        Assert.Equal((BillBasis.None, null, null), (found.Basis, found.Theirs, found.Difference));
        Assert.Empty(found.Gaps);
    }

    [Fact]
    public void Without_an_invoice_the_report_is_the_bill()
    {
        var found = Reconciliation.Of(Same() with { Invoices = [] });
        Assert.Equal((BillBasis.Report, 310m), (found.Basis, found.Theirs));
    }

    [Fact]
    public void An_invoice_alone_is_unexplained() => Assert.Equal([(GapCause.Unexplained, 90m)], Gaps(Same() with { Lines = [], Invoices = [Invoice(400)] }));

    [Fact]
    public void Cents_are_rounding()
    {
        var third = Same() with { Ours = [.. Days.Select(d => Ours(d, usd: 10.0001m))], Lines = [.. Days.Select(d => Cost(d, 10.0001m)), .. Days.Select(d => Tokens(d))] };
        Assert.Equal([(GapCause.Rounding, -0.0031m)], Gaps(third));
    }

    [Fact]
    public void A_person_without_usage_here_is_unmetered()
    {
        var input = Same();
        var found = Reconciliation.Of(input with
        {
            Lines = [.. Days.Select(d => Cost(d, 12)), .. Days.Select(d => Tokens(d, 12_000_000)), .. Days.Select(d => Person(d, "ada", 10)), .. Days.Select(d => Person(d, "ben", 2))],
            Invoices = [Invoice(372)],
        });
        Assert.Equal([(GapCause.UnmeteredPerson, 62m)], found.Gaps.Select(g => (g.Cause, g.Amount)));
        Assert.Equal((2, 1, 0), (found.Actors!.Named, found.Actors.Metered, found.Actors.Unmatched));
        Assert.StartsWith("1 person:", found.Gaps[0].Note, StringComparison.Ordinal);
    }

    [Fact]
    public void An_account_of_nobodys_is_unmetered_only_where_its_usage_is_lacking()
    {
        var here = Same() with { Lines = [.. Same().Lines, .. Days.Select(d => Person(d, null, 10, "key-1"))] };
        Assert.Empty(Gaps(here));
        var more = Same() with
        {
            Lines = [.. Days.Select(d => Cost(d, 12)), .. Days.Select(d => Tokens(d, 12_000_000)), .. Days.Select(d => Person(d, null, 2, "key-1")), .. Days.Select(d => Person(d, null, 10, "key-2"))],
            Invoices = [Invoice(372)],
        };
        Assert.Equal([(GapCause.UnmeteredPerson, 62m)], Gaps(more));
    }

    [Fact]
    public void A_model_that_no_source_tells_of_is_a_missing_source()
    {
        var input = Same() with { Lines = [.. Same().Lines, Cost(July, 7, "claude-haiku-4-5"), Tokens(July, 7_000_000, "claude-haiku-4-5")], Invoices = [Invoice(317)] };
        Assert.Equal([(GapCause.MissingSource, 7m)], Gaps(input));
        Assert.Equal("no source tells of claude-haiku-4-5", Reconciliation.Of(input).Gaps[0].Note);
    }

    [Fact]
    public void The_same_tokens_at_another_price_are_the_price_list()
    {
        var contract = Same() with { Lines = [.. Days.Select(d => Cost(d, d.Day < 15 ? 10 : 12)), .. Days.Select(d => Tokens(d))], Invoices = [Invoice(344)] };
        Assert.Equal([(GapCause.PriceList, 34m)], Gaps(contract));
        Assert.Equal("the same volume costs 20 % more than by our list from 2026-07-15 on", Reconciliation.Of(contract).Gaps[0].Note);
    }

    [Fact]
    public void A_model_without_a_price_of_ours_is_the_price_list()
    {
        var input = Same();
        Assert.Equal([(GapCause.PriceList, 10m)], Gaps(input with { Ours = [.. input.Ours.Select(u => u.Day == July ? u with { CostNano = 0, UnpricedTokens = 10_000_000 } : u)] }));
    }

    [Fact]
    public void A_day_that_begins_seven_hours_late_moves_usage_over_the_month()
    {
        // At three in the morning of UTC it is the evening before in California: the vendor has 1 July's in June, and 1 August's in July.
        var night = Enumerable.Range(-1, 33).Select(July.AddDays).SelectMany(d => new[] { Ours(d), Ours(d, 1_000_000 + (d.Day * 10_000), 1 + (d.Day * 0.01m), hour: 3) }).ToList();
        var theirs = Days.Select(d => (Day: d, Next: d.AddDays(1))).ToList();
        var input = Same() with
        {
            Ours = night,
            Lines = [.. theirs.Select(t => Cost(t.Day, 11 + (t.Next.Day * 0.01m))), .. theirs.Select(t => Tokens(t.Day, 11_000_000 + (t.Next.Day * 10_000)))],
            Invoices = [],
        };
        Assert.Empty(Gaps(input));
        var longer = input with { Ours = [.. night.Select(u => u.Day == new DateOnly(2026, 8, 1) && u.Hour == 3 ? u with { CostNano = u.CostNano * 3, Tokens = u.Tokens + u.Tokens + u.Tokens } : u)] };
        var lines = longer.Lines.Select(l => l.From.Day != 31 ? l : l with { Amount = l.Amount is null ? null : 10 + 3.03m, Tokens = l.Tokens is null ? null : new(10_000_000 + 3_030_000, 0, 0, 0, 0) });
        var found = Reconciliation.Of(longer with { Lines = [.. lines] });
        Assert.Equal([(GapCause.TimeZone, 2.02m)], found.Gaps.Select(g => (g.Cause, g.Amount)));
        Assert.Equal(-7, found.DayOffset);
    }

    [Fact]
    public void A_day_that_an_export_has_twice_is_a_duplicate_where_the_invoice_has_it_twice()
    {
        var twice = Same() with { Lines = [.. Same().Lines.Select(l => l.From.Day == 9 && l.Amount is not null ? l with { Copies = 2 } : l)] };
        Assert.Equal([(GapCause.Duplicate, 10m)], Gaps(twice with { Invoices = [Invoice(320)] }));
        Assert.Empty(Gaps(twice));
        Assert.Equal(new(1, 10_000_000_000), Reconciliation.Of(twice).Duplicates);
    }

    [Fact]
    public void Seats_and_credits_are_no_usage_and_corrections_are_late()
    {
        var input = Same() with
        {
            Lines = [.. Same().Lines, Cost(July, 200, kind: BillKind.Seat), Cost(July, -50, kind: BillKind.Credit), Cost(new(2026, 6, 3), -4, kind: BillKind.Adjustment) with { Billed = July }, Cost(new(2026, 6, 30), 3) with { Billed = July }],
            Invoices = [Invoice(459)],
        };
        Assert.Equal([(GapCause.NotUsage, 150m), (GapCause.Late, -1m)], Gaps(input));
    }

    [Fact]
    public void Usage_of_the_month_on_the_next_bill_is_late()
    {
        var input = Same();
        Assert.Equal([(GapCause.Late, -10m)], Gaps(input with { Lines = [.. input.Lines.Select(l => l.From.Day == 31 && l.Amount is not null ? l with { Billed = July.AddMonths(1) } : l)], Invoices = [Invoice(300)] }));
    }

    [Fact]
    public void What_only_we_have_is_not_billed_and_what_only_they_have_after_our_newest_is_late()
    {
        var input = Same() with { Ours = [.. Same().Ours.Where(u => u.Day.Day < 31), Ours(July, 5_000_000, 5, model: "claude-sonnet-4-6")] };
        Assert.Equal([(GapCause.Late, 10m), (GapCause.NotBilled, -5m)], Gaps(input));
    }

    [Fact]
    public void More_tokens_of_theirs_without_a_name_are_unexplained()
    {
        var input = Same() with { Lines = [.. Days.Select(d => Cost(d, 12)), .. Days.Select(d => Tokens(d, 12_000_000))], Invoices = [Invoice(372)] };
        Assert.Equal([(GapCause.Unexplained, 62m)], Gaps(input));
        Assert.Equal("the volumes differ, and no report says whose they are", Reconciliation.Of(input).Gaps[0].Note);
    }

    [Fact]
    public void Credits_without_money_are_compared_as_credits()
    {
        BillLine Kiro(DateOnly day, decimal credits) => new() { Issuer = Issuers.Aws, Report = BillReports.KiroUser, Key = $"{day}", From = day, Until = day.AddDays(1), Tool = "kiro", Person = "ada", Credits = credits };
        var input = new ReconcileInput
        {
            Issuer = Issuers.Aws,
            Month = July,
            Ours = [.. Days.Select(d => new OurUsage(d, 9, "kiro", "claude-sonnet-4.6", default, 4_000_000_000, 100_000_000_000, 1, 0))],
            Users = new HashSet<OurUser> { new("ada", "kiro") },
            Lines = [.. Days.Select(d => Kiro(d, 100) with { Copies = d.Day == 9 ? 2 : 1 })],
            Invoices = [new(Issuers.Aws, "1", July, 128, "USD")],
        };
        Assert.Equal([(GapCause.Duplicate, 4m)], Gaps(input));
        Assert.Equal([(GapCause.PriceList, 31m)], Gaps(input with { Lines = [.. Days.Select(d => Kiro(d, 100))], Invoices = [new(Issuers.Aws, "1", July, 155, "USD")] }));
    }

    [Fact]
    public void Other_currencies_are_named_and_not_compared()
    {
        var found = Reconciliation.Of(Same() with { Invoices = [Invoice(310), Invoice(99) with { Number = "2", Currency = "EUR" }] });
        Assert.Equal(new OtherCurrency("EUR", 99), Assert.Single(found.Others));
        Assert.Empty(found.Gaps);
    }

    [Theory]
    [InlineData("us.anthropic.claude-sonnet-4-6-20260131-v1:0", "claude-sonnet-4-6")]
    [InlineData("claude-sonnet-4.6", "claude-sonnet-4-6")]
    [InlineData("anthropic/claude-opus-4-8[1m]", "claude-opus-4-8")]
    [InlineData("claude-haiku-4-5@20251001", "claude-haiku-4-5")]
    [InlineData("gpt-5.2-2026-01-31", "gpt-5-2")]
    [InlineData("deepseek-v4-flash", "deepseek-v4-flash")]
    public void Spellings_of_one_model_are_one(string written, string bare) => Assert.Equal(bare, Shiprank.Core.Pricing.ModelName.Bare(written));
}
