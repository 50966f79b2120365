using Shiprank.Cli;

namespace Shiprank.Tests.EndToEnd;

public sealed class ModelCommandTests : IDisposable
{
    private readonly Site site = new();

    public ModelCommandTests()
    {
        for (var week = 2; week <= 12; week++) site.Grow(week);
        site.Configure("", "prices: { scenarios: ./scenarios/*.yaml }");
        site.SyncWhole();
    }

    public void Dispose() => site.Dispose();

    [Fact]
    public void A_scenario_that_changes_nothing_says_what_was_paid()
    {
        site.Run.Write("scenarios/same.yaml", "name: as it was\nwindow: { since: 2026-07-01, until: 2026-07-31 }\n");
        Assert.Equal(ExitCode.Ok, site.Ask("model --json"));
        var model = site.Run.Document;
        var (now, then) = (model.GetProperty("nowUsd").GetString(), model.GetProperty("thenUsd"));
        Assert.Equal([now, now, now], ((string[])["lo", "mid", "hi"]).Select(n => then.GetProperty(n).GetString()));
        Assert.NotEqual("0", now);
        site.Ask("overview --since 2026-07-01 --until 2026-07-31 --json");
        Assert.Equal(Sonnet(5, 6, 7, 8), decimal.Parse(now!));
    }

    [Fact]
    public void What_was_said_is_compared_with_what_came()
    {
        // July has weeks 5 to 8 (6 to 27 July); from August on, 31 days have weeks 9 to 12. Growth of 0 to 40 % is said.
        site.Run.Write("scenarios/growth.yaml", "name: more of it\ndate: 2026-08-01\ngrowth: [0, 0.4]\n");
        Assert.Equal(ExitCode.Ok, site.Ask("model --against-actual --json"));
        var check = site.Run.Document;
        var (july, august) = (Sonnet(5, 6, 7, 8), Sonnet(9, 10, 11, 12));
        Assert.Equal(("2026-08-01", "2026-08-31", true), (check.GetProperty("since").GetString(), check.GetProperty("until").GetString(), check.GetProperty("isOver").GetBoolean()));
        var total = check.GetProperty("total");
        Assert.Equal((july, july * 1.4m, august), (Usd(total.GetProperty("saidUsd"), "lo"), Usd(total.GetProperty("saidUsd"), "hi"), Usd(total, "actualUsd")));
        Assert.Equal(august <= july * 1.4m ? "within" : "above", total.GetProperty("verdict").GetString());
        Assert.Equal("checkout", check.GetProperty("rows")[0].GetProperty("team").GetString());
        Assert.Equal(ExitCode.Ok, site.Ask("model --against-actual --as-of 2026-08-10T00:00:00Z"));
        Assert.Contains("9 of 31 days are over", site.Run.Out, StringComparison.Ordinal);
    }

    [Fact]
    public void A_quick_question_needs_no_file()
    {
        Assert.Equal(ExitCode.Ok, site.Ask("model --swap claude-sonnet-4-5=claude-haiku-4-5 --since 2026-07-01 --until 2026-07-31 --json"));
        // Haiku costs a third of Sonnet in every bucket.
        Assert.Equal(Sonnet(5, 6, 7, 8) / 3, Usd(site.Run.Document.GetProperty("thenUsd"), "mid"));
        Assert.Equal(ExitCode.Usage, site.Ask("model --swap claude-sonnet-4-5"));
        Assert.Equal(ExitCode.Usage, site.Ask("model"));
    }

    [Theory]
    [InlineData("name: x\nmodls: []", 2, "unknown key \"modls\"")]
    [InlineData("name: x\nmodels: [{ from: a }]", 2, "\"to\" is missing")]
    [InlineData("name: x\nmodels: [{ from: a, to: b, share: 2 }]", 2, "\"share\" is not a number from 0 to 1")]
    [InlineData("name: x\nmodels: [{ from: a, to: b, output: [2, 1] }]", 2, "begins above its end")]
    [InlineData("name: x\nbatch: { factor: 0.5 }", 2, "\"share\" is missing")]
    [InlineData("name: x\nseats: [{ plan: gold }]", 2, "has no plan \"gold\"")]
    [InlineData("name: x\nseats: [{ tool: cursor, usd_per_month: 20, for: some }]", 2, "above (whom a seat would save money) or all")]
    [InlineData("name: x\ncaching: { share: 0.9, teams: [chekout] }", 2, "the nearest id is \"checkout\"")]
    [InlineData("name: x\nwindow: { since: 2026-07-01 }", 2, "needs \"since\" and \"until\"")]
    [InlineData("name: x\nprices: { file: ./none.json }", 2, "can't be read")]
    [InlineData("growth: 0.1", 1, "\"name\" is missing")]
    public void A_scenario_that_makes_no_sense_is_refused_with_its_line(string text, int line, string reason)
    {
        var file = site.Run.Write("wrong.yaml", text);
        Assert.Equal(ExitCode.Failure, site.Ask($"model --scenario {file}"));
        Assert.Contains($"wrong.yaml:{line}: ", site.Run.Error, StringComparison.Ordinal);
        Assert.Contains(reason, site.Run.Error, StringComparison.Ordinal);
    }

    /// <summary>A week's usage by hand: ada and bob each 2 × (100 × week + 40) and an edit of 10 + 5, and bob's event of 100 × week + 50, at 3 and 15 a million.</summary>
    private static decimal Sonnet(params int[] weeks) => weeks.Sum(w => (3m * ((5 * 100 * w) + 20)) + (15m * ((4 * 40) + 10 + 50))) / 1_000_000;

    private static decimal Usd(System.Text.Json.JsonElement of, string name) => decimal.Parse(of.GetProperty(name).GetString()!);
}
