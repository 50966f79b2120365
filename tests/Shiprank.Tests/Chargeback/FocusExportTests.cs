using System.Text;
using Shiprank.Core.Money;
using Shiprank.Core.Money.Bills;
using Shiprank.Core.Money.Focus;
using Shiprank.Core.Usage;
using Shiprank.Engine;
using Shiprank.Engine.Chargeback;
using Shiprank.Store;
using Shiprank.Tests.Money.Focus;
using Shiprank.Tests.Usage;

namespace Shiprank.Tests.Chargeback;

public sealed class FocusExportTests : IDisposable
{
    private static readonly DateOnly july = new(2026, 7, 1);
    private static readonly StoppedClock clock = new(new(2026, 9, 3, 8, 0, 0, TimeSpan.Zero));

    private readonly TemporaryFolder folder = new();
    private readonly DuckStore store;
    private readonly Dictionary<DateOnly, ChargeBills> bills = [];

    private readonly Workspace workspace = Workspace.Empty with
    {
        Organisation = new() { Teams = [new("checkout", "Checkout", "CC-100", [new("ada", null, null)]), new("data", "Data", "CC-200", [new("cleo", null, null)])] },
    };

    private int batch;

    public FocusExportTests() => store = DuckStore.Open(folder.At("store.duckdb"), clock, () => new(1, 2)).Value;

    public void Dispose()
    {
        store.Dispose();
        folder.Dispose();
    }

    [Fact]
    public void The_file_bills_what_the_statement_books_and_names_its_invoice()
    {
        Use("ada", 1, 10.000000001m);
        Use("cleo", 2, 5m);
        Use(null, 2, 1m, "codex", "gpt-5.4");
        bills[july] = new([new(Issuers.Anthropic, "A-7", july, 16.01m, "USD"), new(Issuers.OpenAi, "O-1", july, 2m, "USD"), new(Issuers.OpenAi, "O-2", july, -1m, "USD")], []);
        var (export, statement) = Export(july);
        var cells = Cells(export);
        Assert.Equal(statement.Bookings.Sum(b => b.NanoUsd), export.BilledNanoUsd);
        Assert.Equal(Nano.Units(export.BilledNanoUsd), cells.Sum(c => Number(c["BilledCost"])));
        Assert.Equal(statement.Cents / 100m, cells.Sum(c => Number(c["BilledCost"])));
        Assert.Equal(["A-7"], cells.Where(c => c["BillingAccountId"] == Issuers.Anthropic).Select(c => c["InvoiceId"]).Distinct());
        Assert.Equal([""], cells.Where(c => c["BillingAccountId"] == Issuers.OpenAi).Select(c => c["InvoiceId"]).Distinct());
        Assert.Equal(["", "CC-100", "CC-200"], cells.Select(c => c["SubAccountId"]).Distinct().Order(StringComparer.Ordinal));
    }

    [Fact]
    public void Corrections_of_closed_months_are_rows_of_the_month_that_books_them()
    {
        Use("ada", 1, 10m);
        Book().Close(july, "dana", uninvoiced: true);
        Use("cleo", 31, 3m);
        var (export, statement) = Export(july.AddMonths(1));
        var row = Cells(export).Single();
        Assert.Equal(("Correction", "2026-07-01T00:00:00Z", "3", "CC-200"), (row["ChargeClass"], row["x_CorrectedPeriodStart"], row["BilledCost"], row["SubAccountId"]));
        Assert.Equal(300, statement.Cents);
        Assert.Equal(10m, Cells(Export(july).Export).Sum(c => Number(c["BilledCost"])));
    }

    [Fact]
    public void The_same_month_is_the_same_bytes()
    {
        for (var day = 1; day < 20; day++) Use(day % 2 == 0 ? "ada" : "cleo", day, day, day % 3 == 0 ? "codex" : "claude-code", day % 3 == 0 ? "gpt-5.4" : "claude-sonnet-5");
        Assert.Equal(Text(Export(july).Export), Text(Export(july).Export));
        Assert.True(Export(july.AddMonths(3)).Export.IsEmpty);
    }

    private ChargeBook Book() => new(store, workspace, clock, m => bills.GetValueOrDefault(m, ChargeBills.None), () => string.Join(";", bills.Values.SelectMany(b => b.Invoices)), []);

    private (FocusExport Export, ChargeStatement Statement) Export(DateOnly month)
    {
        var statement = Book().Of(month);
        return (new(store, workspace, statement, []), statement);
    }

    private static string Text(FocusExport export) => string.Concat(export.Write(FocusVersion.V12).Select(p => Encoding.UTF8.GetString(p.Span)));

    private static List<Dictionary<string, string>> Cells(FocusExport export) => FocusSample.Cells(Text(export));

    private static decimal Number(string text) => decimal.Parse(text, System.Globalization.CultureInfo.InvariantCulture);

    private void Use(string? person, int day, decimal usd, string tool = "claude-code", string model = "claude-sonnet-5")
    {
        var row = new UsageRow { Tool = tool, Key = $"{batch}", Session = $"s{batch}", Model = model, OccurredAt = new(2026, 7, day, 12, 0, 0, TimeSpan.Zero), Tokens = new(1000, 0, 0, 0, 10) };
        store.AddUsage(new() { Source = "test", Person = person, ContentHash = ContentHash.Of(BitConverter.GetBytes(++batch)), Rows = [new(row, Nano.Of(usd), "2026-09-23")] });
        store.SaveCostCentres([.. workspace.Organisation.Teams.SelectMany(t => t.Members.Select(m => new PersonSpan(m.Person, t.CostCentre!, m.From, m.To)))]);
        store.Ask(Question.SpendByDay, [july, july.AddMonths(1)]);
    }
}
