using Shiprank.Cli;
using Shiprank.Tests.Demo;

namespace Shiprank.Tests.Chargeback;

/// <summary><c>shiprank chargeback</c> on the demo.</summary>
[Collection(SyncedDemo.Name)]
public sealed class ChargebackCommandTests(SyncedDemo demo)
{
    [Fact]
    public void Rows_sum_to_the_total_and_the_total_is_the_usage_of_the_month()
    {
        var document = demo.Document("chargeback --month 2026-09");
        var rows = document.GetProperty("rows").EnumerateArray().Select(r => decimal.Parse(r.GetProperty("totalUsd").GetString()!)).ToList();
        Assert.Equal(decimal.Parse(document.GetProperty("totals").GetProperty("totalUsd").GetString()!), rows.Sum());
        var usage = demo.Facts.Spend.Where(p => p.Row.At is { Year: 2026, Month: 9 }).Sum(p => p.Amount.NanoUsd ?? 0);
        var charged = document.GetProperty("bills").EnumerateArray().Sum(b => decimal.Parse(b.GetProperty("usageUsd").GetString()!));
        Assert.Equal(Core.Money.Nano.Units(usage), charged);
        Assert.NotEqual(0, usage);
    }

    [Fact]
    public void A_centre_opens_to_its_rules_models_repositories_and_changes()
    {
        var lines = demo.Lines("chargeback --month 2026-09 --centre CC-100", 160);
        Assert.StartsWith("Shop pays $", lines[0], StringComparison.Ordinal);
        Assert.All((string[])["tool and model", "repository"], head => Assert.Contains(lines, l => l.StartsWith(head, StringComparison.Ordinal)));
        var document = demo.Document("chargeback --month 2026-09 --centre CC-100");
        Assert.Equal(decimal.Parse(document.GetProperty("centre").GetProperty("totalUsd").GetString()!), document.GetProperty("reasons").EnumerateArray().Sum(r => decimal.Parse(r.GetProperty("usd").GetString()!)));
    }

    [Theory]
    [InlineData("chargeback --month July", "no month")]
    [InlineData("chargeback close", "--month is missing")]
    public void A_month_that_is_none_is_refused(string command, string reason)
    {
        Assert.Equal(ExitCode.Usage, demo.Ask(command.Split(' ')));
        Assert.Contains(reason, demo.Error, StringComparison.Ordinal);
    }

    [Fact]
    public void A_centre_that_is_none_is_not_found()
    {
        Assert.Equal(ExitCode.NotFound, demo.Ask("chargeback", "--month", "2026-07", "--centre", "CC-999"));
        Assert.Contains("CC-100", demo.Error, StringComparison.Ordinal);
    }
}
