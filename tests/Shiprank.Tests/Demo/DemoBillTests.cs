using System.Text.Json;
using Shiprank.Cli;
using Shiprank.Core.Money.Bills;
using Shiprank.Engine.Demo;
using Shiprank.Tests.Cli;

namespace Shiprank.Tests.Demo;

/// <summary>The demo's bills differ from its usage in three planned ways, and reconciling finds exactly these.</summary>
public sealed class DemoBillTests
{
    private static readonly DemoOptions options = new() { Weeks = 13, People = 32 };

    [Fact]
    public void Each_planted_difference_is_found_by_cause_to_the_nano_dollar_and_nothing_else()
    {
        using var folder = new DemoFolder(options);
        using var run = new CliRun();
        Assert.Equal(
            [(Issuers.Anthropic, GapCause.UnmeteredPerson), (Issuers.OpenAi, GapCause.PriceList), (Issuers.Aws, GapCause.Duplicate)],
            folder.Facts.Planted.Select(p => (p.Issuer, p.Cause)));
        Assert.All(folder.Facts.Planted, p => Assert.True(p.Usd > 0.01m, p.ToString()));
        Assert.Equal(ExitCode.Ok, Ask("sync", "--events", folder.Facts.EventsFile));

        var july = Reconciled("2026-07");
        Assert.Equal(
            folder.Facts.Planted.Select(p => (p.Issuer, GapCauses.Word(p.Cause), p.Usd)).Order(),
            Gaps(july).Where(g => g.Cause != "rounding").Order());
        Assert.All(Gaps(july).Where(g => g.Cause == "rounding"), g => Assert.InRange(g.Usd, -0.005m, 0.005m));
        Assert.All(Gaps(Reconciled("2026-08")), g => Assert.Equal("rounding", g.Cause));

        // Read once more, all of it is known.
        Assert.Equal(ExitCode.Ok, Ask("sync", "--json"));
        Assert.Equal(0, run.Document.GetProperty("bills").GetProperty("added").GetInt32());
        Assert.Equal(july.GetRawText(), Reconciled("2026-07").GetRawText());

        JsonElement Reconciled(string month)
        {
            Assert.True(Ask("reconcile", "--month", month, "--json") == ExitCode.Ok, run.Error);
            foreach (var issuer in run.Document.GetProperty("issuers").EnumerateArray())
            {
                Assert.Equal("invoice", issuer.GetProperty("basis").GetString());
                Assert.Equal(Usd(issuer, "theirsUsd") - Usd(issuer, "oursUsd"), issuer.GetProperty("gaps").EnumerateArray().Sum(g => Usd(g, "usd")));
            }

            return run.Document.Clone();
        }

        ExitCode Ask(params string[] arguments) => run.Run([.. arguments, "--config", folder.Facts.OrganisationFile, "--data", Path.Combine(folder.Path, "data"), "--as-of", "2026-09-27T23:59:59Z"]);
    }

    [Fact]
    public void Nobody_is_named_by_what_a_person_of_finance_sees()
    {
        using var folder = new DemoFolder(options);
        using var run = new CliRun();
        string[] where = ["--config", folder.Facts.OrganisationFile, "--data", Path.Combine(folder.Path, "data"), "--as-of", "2026-09-27T23:59:59Z"];
        Assert.Equal(ExitCode.Ok, run.Run(["sync", .. where]));
        Assert.Equal(ExitCode.Ok, run.Run(["reconcile", "--month", "2026-07", "--json", .. where]));
        var people = File.ReadLines(folder.Facts.OrganisationFile).Where(l => l.Contains("emails: [", StringComparison.Ordinal)).Select(l => l.Split("name: ")[1].Split(',')[0]).ToList();
        Assert.Equal(32, people.Count);
        Assert.All(people, p => Assert.DoesNotContain(p, run.Out, StringComparison.Ordinal));
        Assert.DoesNotContain("@example.com", run.Out, StringComparison.Ordinal);
    }

    private static IReadOnlyList<(string Issuer, string Cause, decimal Usd)> Gaps(JsonElement document) =>
        [.. document.GetProperty("issuers").EnumerateArray().SelectMany(i => i.GetProperty("gaps").EnumerateArray().Select(g => (i.GetProperty("issuer").GetString()!, g.GetProperty("cause").GetString()!, Usd(g, "usd"))))];

    private static decimal Usd(JsonElement element, string name) => decimal.Parse(element.GetProperty(name).GetString()!, System.Globalization.CultureInfo.InvariantCulture);
}
