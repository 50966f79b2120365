using System.Globalization;
using System.Text.Json;
using Shiprank.Cli;
using Shiprank.Core.Money.Bills;
using Shiprank.Engine.Demo;
using Shiprank.Tests.Cli;
using Shiprank.Tests.Demo;

namespace Shiprank.Tests.Chargeback;

/// <summary>A month of the demo closes with the sum of its invoices, and what they have beyond its usage is named.</summary>
public sealed class DemoMonthTests
{
    [Fact]
    public void It_closes_with_its_invoices_to_the_cent_and_each_planted_difference_by_cause()
    {
        using var folder = new DemoFolder(new DemoOptions { Weeks = 13, People = 32 });
        using var run = new CliRun();
        Assert.Equal(ExitCode.Ok, Ask("sync", "--events", folder.Facts.EventsFile));
        Assert.True(Ask("chargeback", "close", "--month", "2026-07") == ExitCode.Ok, run.Error);
        var july = Document("chargeback", "--month", "2026-07");
        Assert.NotEqual(JsonValueKind.Null, july.GetProperty("closedAt").ValueKind);

        var invoices = File.ReadLines(Path.Combine(folder.Path, "bills", "invoices.csv")).Select(l => l.Split(',')).Where(l => l[2] == "2026-07").Sum(l => decimal.Parse(l[3], CultureInfo.InvariantCulture));
        Assert.Equal(invoices, Usd(july.GetProperty("totals"), "totalUsd"));
        Assert.Equal(invoices, july.GetProperty("rows").EnumerateArray().Sum(r => Usd(r, "totalUsd")));
        Assert.Equal(
            folder.Facts.Planted.Select(p => (p.Issuer, GapCauses.Word(p.Cause), p.Usd)).Order(),
            july.GetProperty("bills").EnumerateArray().SelectMany(b => b.GetProperty("gaps").EnumerateArray().Select(g => (Issuer: b.GetProperty("issuer").GetString()!, Cause: g.GetProperty("cause").GetString()!, Usd: Usd(g, "usd")))).Where(g => g.Cause != "rounding").Order());

        // Nothing has changed since: the next month corrects nothing.
        Assert.Equal(0, Usd(Document("chargeback", "--month", "2026-08").GetProperty("totals"), "correctionsUsd"));

        JsonElement Document(params string[] arguments)
        {
            Assert.True(Ask([.. arguments, "--json"]) == ExitCode.Ok, run.Error);
            return run.Document.Clone();
        }

        ExitCode Ask(params string[] arguments) => run.Run([.. arguments, "--config", folder.Facts.OrganisationFile, "--data", Path.Combine(folder.Path, "data"), "--as-of", "2026-09-27T23:59:59Z"]);
    }

    private static decimal Usd(JsonElement element, string name) => decimal.Parse(element.GetProperty(name).GetString()!, CultureInfo.InvariantCulture);
}
