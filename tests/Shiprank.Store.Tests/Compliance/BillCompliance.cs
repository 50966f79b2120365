using Shiprank.Core.Money.Bills;
using Shiprank.Core.Usage;

namespace Shiprank.Store.Tests.Compliance;

/// <summary>What any engine must do with vendors' reports and invoices.</summary>
public abstract class BillCompliance
{
    private static readonly DateOnly day = new(2026, 7, 14);
    private static readonly DateOnly august = new(2026, 8, 1);

    protected abstract IStore Create();

    [Fact]
    public void A_line_comes_back_as_it_was_with_its_identity_keyed()
    {
        using var store = Create();
        var line = Line("a") with { Tokens = new(1, 2, 3, 4, 5, 6), Credits = 0.25m, Requests = 7, Person = "ada", Billed = august, Kind = BillKind.Adjustment };
        Assert.Equal(new(1, 0, 0, 0, null), store.SaveBills(Batch(1, line)));
        var read = Assert.Single(Read(store));
        Assert.Equal(line with { Key = new BillMarks(store.Key).Line(line.Issuer, line.Report, "a") }, read);
        Assert.DoesNotContain("\"a\"", read.Key, StringComparison.Ordinal);
    }

    [Fact]
    public void An_account_of_nobodys_is_kept_keyed_and_found_by_its_address()
    {
        using var store = Create();
        store.SaveBills(Batch(1, Line("a") with { Actor = "Eve@Example.com" }, Line("b") with { Actor = "ada@example.com", Person = "ada" }));
        var lines = Read(store).ToLookup(l => l.Person ?? "");
        Assert.Equal(new BillMarks(store.Key).Actor("eve@example.com "), Assert.Single(lines[""]).Actor);
        Assert.Equal("", Assert.Single(lines["ada"]).Actor);
    }

    [Fact]
    public void The_same_identity_again_replaces_and_says_so()
    {
        using var store = Create();
        store.SaveBills(Batch(1, Line("a"), Line("b")));
        Assert.Equal(new(1, 1, 1, 0, null), store.SaveBills(Batch(2, Line("a"), Line("b") with { Amount = 2 }, Line("c"))));
        Assert.Equal([1m, 1m, 2m], Read(store).Select(l => l.Amount!.Value).Order());
    }

    [Fact]
    public void One_export_that_tells_a_line_twice_has_one_line_of_two_copies()
    {
        using var store = Create();
        Assert.Equal(new(2, 0, 0, 2, null), store.SaveBills(Batch(1, Line("a"), Line("b"), Line("a"), Line("a"))));
        Assert.Equal([1, 3], Read(store).Select(l => l.Copies).Order());
        store.SaveBills(Batch(2, Line("a"), Line("a") with { Amount = 3 }));
        Assert.Equal((3m, 1), Assert.Single(Read(store).Where(l => l.Amount == 3m).Select(l => (l.Amount!.Value, l.Copies))));
    }

    [Fact]
    public void The_same_content_under_another_name_is_taken_once_and_named()
    {
        using var store = Create();
        store.SaveBills(Batch(1, Line("a")) with { Source = "july.json" });
        Assert.Equal(new(0, 0, 1, 0, "july.json"), store.SaveBills(Batch(1, Line("a")) with { Source = "july (1).json" }));
        Assert.Equal(("july.json", day, day), Assert.Single(store.ReadBillFiles().Select(f => (f.Source, f.First!.Value, f.Last!.Value))));
    }

    [Fact]
    public void A_window_has_lines_of_its_days_and_lines_of_its_bill()
    {
        using var store = Create();
        store.SaveBills(Batch(1, Line("in"), Line("long") with { From = new(2026, 6, 1), Until = new(2026, 7, 2) }, Line("before") with { From = new(2026, 6, 1), Until = new(2026, 7, 1) }, Line("billed") with { From = new(2026, 5, 3), Until = new(2026, 5, 4), Billed = new(2026, 7, 1) }, Line("other") with { Issuer = "openai" }));
        Assert.Equal([new(2026, 5, 3), new(2026, 6, 1), day], store.ReadBills(new(2026, 7, 1), august, "anthropic").Select(l => l.From));
        Assert.Equal(4, store.ReadBills(new(2026, 7, 1), august).Count());
        Assert.Empty(store.ReadBills(new(2026, 9, 1), new(2026, 10, 1)));
    }

    [Fact]
    public void An_invoice_is_known_by_its_number()
    {
        using var store = Create();
        var invoice = new Invoice("anthropic", "INV-7", new(2026, 7, 1), 1234.56m, "USD");
        Assert.Equal(new(1, 0, 0, 0, null), store.SaveBills(Batch(1) with { Invoices = [invoice] }));
        Assert.Equal(new(1, 1, 0, 0, null), store.SaveBills(Batch(2) with { Invoices = [invoice with { Total = -5m }, invoice with { Issuer = "openai", Currency = "EUR" }] }));
        Assert.Equal([invoice with { Total = -5m }, invoice with { Issuer = "openai", Currency = "EUR" }], store.ReadInvoices());
    }

    [Fact]
    public void A_cursor_stands_with_the_answer_that_it_tells_of()
    {
        using var store = Create();
        Assert.Null(store.ReadBillCursor("anthropic-cost"));
        store.SaveBills(Batch(1, Line("a")) with { Cursor = new("anthropic-cost", day) });
        Assert.Equal(new("anthropic-cost", day), store.ReadBillCursor("anthropic-cost"));
        store.SaveBills(Batch(1, Line("a")) with { Cursor = new("anthropic-cost", august) });
        Assert.Equal(new("anthropic-cost", august), store.ReadBillCursor("anthropic-cost"));
    }

    [Fact]
    public void Who_is_erased_or_forgotten_is_on_no_line()
    {
        using var store = Create();
        store.SaveBills(Batch(1, Line("a") with { Person = "ada" }, Line("b") with { Person = "ben" }, Line("c") with { Actor = "eve@example.com" }));
        store.Erase("ada", [new("mark", "erased-1", Given.Noon)]);
        Assert.Equal([null, null, "ben"], Read(store).Select(l => l.Person).Order());
        store.ForgetPeople(day.AddDays(1));
        Assert.All(Read(store), l => Assert.Equal((null, ""), (l.Person, l.Actor)));
    }

    [Fact]
    public void The_ledger_is_cut_by_hour_and_sums_to_the_whole()
    {
        using var store = Create();
        store.AddUsage(Given.Batch(1, "ada", Given.Priced(Given.Row("1", at: Given.Noon)), Given.Priced(Given.Row("2", at: Given.Noon.AddMinutes(59))), Given.Priced(Given.Row("3", at: Given.Noon.AddHours(1)), null)));
        var answer = store.Ask(Question.LedgerByHour, [new DateOnly(2026, 5, 12), new DateOnly(2026, 5, 13)]);
        Assert.Equal([(12L, 2L, 2_469_134L, 0L), (13L, 1L, 0L, 9904L)], answer.Rows.Select((_, i) => (answer.Value<long>(i, "hour"), answer.Value<long>(i, "calls"), answer.Value<long>(i, "cost_nano"), answer.Value<long>(i, "unpriced_tokens"))));
        Assert.Equal("ada", store.Ask(Question.LedgerUsers, [new DateOnly(2026, 5, 12), new DateOnly(2026, 5, 13)]).Value<string>(0, "person"));
    }

    private static List<BillLine> Read(IStore store) => [.. store.ReadBills(new(2026, 7, 1), august)];

    private static BillLine Line(string key) => new() { Issuer = "anthropic", Report = BillReports.AnthropicCost, Key = key, From = day, Until = day.AddDays(1), Model = "claude-opus-4-8", Amount = 1 };

    private static BillBatch Batch(int hash, params BillLine[] lines) => new() { Source = $"file {hash}", Report = BillReports.AnthropicCost, ContentHash = ContentHash.Of(BitConverter.GetBytes(hash)), Lines = lines };
}
