using System.Globalization;
using System.Text.Json;
using Shiprank.Cli;
using Shiprank.Tests.Demo;

namespace Shiprank.Tests.Changes;

[Collection(SyncedDemo.Name)]
public sealed class ChangesCommandTests(SyncedDemo demo)
{
    private static readonly string[] Amounts = ["changes", "eligible", "alive", "tokens", "costUsd", "credits", "unpricedTokens", "nd"];

    [Theory]
    [InlineData("changes", 0)]
    [InlineData("changes --limit 7 --sort cost", 7)]
    [InlineData("changes --limit 1 --sort lines --fate live", 1)]
    [InlineData("changes --fate reverted --fate dead", 0)]
    [InlineData("changes --min-cost 999999", 0)]
    public void Rows_and_the_rest_sum_to_the_totals(string command, int shown)
    {
        var document = demo.Document(command);
        var rows = document.GetProperty("changes").EnumerateArray().ToList();
        if (shown > 0) Assert.Equal(shown, rows.Count);
        foreach (var amount in Amounts)
        {
            var rest = document.GetProperty("rest") is { ValueKind: JsonValueKind.Object } some ? Number(some, amount) : 0;
            Assert.Equal((double)Number(document.GetProperty("totals"), amount), (double)(rest + (amount == "changes" ? rows.Count : rows.Sum(r => Number(r, amount)))), 4);
        }
    }

    [Fact]
    public void Filters_combine()
    {
        string[] filters = ["--fate live", "--team checkout", "--evidence session", "--min-cost 0.05", "--repository shop", "--service checkout-api", "--link window", "--since 2026-09-01", "--until 2026-09-20"];
        var each = filters.Select(f => Shas($"changes {f}")).ToList();
        var all = Shas($"changes {string.Join(' ', filters)}");
        Assert.NotEmpty(all);
        Assert.Equal(each.Aggregate((a, b) => [.. a.Intersect(b)]).Order(StringComparer.Ordinal), all.Order(StringComparer.Ordinal));
        Assert.All(each, one => Assert.True(one.Count > all.Count));
    }

    [Fact]
    public void Changes_that_no_session_is_linked_to_have_no_cost_and_not_one_of_nothing()
    {
        var text = string.Join("\n", demo.Lines("changes --link none --limit 3", 120));
        Assert.Contains("no spend is linked", text, StringComparison.Ordinal);
        Assert.DoesNotContain("$", text, StringComparison.Ordinal);
    }

    [Fact]
    public void Several_values_of_one_filter_add_up()
    {
        var both = Shas("changes --repository ledger --repository platform");
        Assert.Equal(both.Order(StringComparer.Ordinal), Shas("changes --repository ledger").Concat(Shas("changes --repository platform")).Order(StringComparer.Ordinal));
    }

    [Theory]
    [InlineData("cost", "costUsd")]
    [InlineData("lines", "eligible")]
    public void The_order_is_the_one_asked_for(string sort, string by)
    {
        var values = demo.Document($"changes --sort {sort}").GetProperty("changes").EnumerateArray().Select(r => Number(r, by)).ToList();
        Assert.Equal(values.OrderDescending(), values);
    }

    [Theory]
    [InlineData("--fate gone", "--fate: 'gone' is none of live, reverted, rolled_back, merged, dead, baseline")]
    [InlineData("--evidence vibes", "recorded, human, agent-authored, session, trailer, weak, unknown, none")]
    [InlineData("--link maybe", "none of session-id, note, ")]
    [InlineData("--sort name", "date, cost, lines")]
    [InlineData("--repository shap", "--repository: 'shap' is none of shop, ledger, fulfilment, insight, platform|did you mean shop?")]
    [InlineData("--service nowhere", "checkout-api, storefront, ledger")]
    [InlineData("--team red", "checkout, storefront, payments")]
    [InlineData("--person nobody", "--person: 'nobody' is none of ada, bela")]
    [InlineData("--min-cost much", "'much' is no amount of USD")]
    [InlineData("--limit 0", "'0' is no number of rows")]
    public void An_unknown_value_is_a_usage_error_that_names_the_allowed_ones(string option, string said)
    {
        Assert.Equal(ExitCode.Usage, demo.Ask(["changes", .. option.Split(' ')]));
        Assert.Equal("", demo.Out);
        Assert.All(said.Split('|'), part => Assert.Contains(part, demo.Error, StringComparison.Ordinal));
    }

    [Fact]
    public void Who_does_not_share_has_no_list_no_name_and_no_cost()
    {
        const string hidden = "bela";
        var file = demo.Folder.Facts.OrganisationFile;
        var all = File.ReadAllText(file);
        var name = all.Split($"id: {hidden}, name: ")[1].Split(',')[0];
        try
        {
            File.WriteAllText(file, string.Join('\n', all.Split('\n').Select(l => l.Contains($"id: {hidden},", StringComparison.Ordinal) ? l.Replace("share: true", "share: false", StringComparison.Ordinal) : l)));

            Assert.Equal(ExitCode.Usage, demo.Ask("changes", "--person", hidden));
            var said = demo.Error.Replace(hidden, "", StringComparison.Ordinal);
            Assert.Equal(ExitCode.Usage, demo.Ask("changes", "--person", "nobody"));
            Assert.Equal(said, demo.Error.Replace("nobody", "", StringComparison.Ordinal));
            Assert.Equal(ExitCode.Ok, demo.Ask("changes", "--person", "ada"));

            var document = demo.Document("changes");
            var rows = document.GetProperty("changes").EnumerateArray().ToList();
            var theirs = rows.Where(r => r.GetProperty("hiding").GetInt32() > 0).ToList();
            Assert.Contains(rows, r => r.GetProperty("otherPeople").GetInt32() > 0);
            Assert.DoesNotContain(rows, r => r.GetProperty("people").EnumerateArray().Any(p => p.GetString() == hidden));
            Assert.NotEmpty(theirs);
            Assert.All(theirs, r => Assert.Equal((JsonValueKind.Null, JsonValueKind.Null, 0), (r.GetProperty("costUsd").ValueKind, r.GetProperty("sessions").ValueKind, r.GetProperty("tokens").GetInt32())));
            Assert.Equal(theirs.Count, document.GetProperty("totals").GetProperty("costsNotShown").GetInt32());

            // No order, no filter and no sum knows more.
            var costs = demo.Document("changes --sort cost").GetProperty("changes").EnumerateArray().Select(r => r.GetProperty("hiding").GetInt32() > 0).ToList();
            Assert.True(costs.LastIndexOf(false) > costs.IndexOf(true) || costs.SkipWhile(h => !h).All(h => h));
            Assert.DoesNotContain(demo.Document("changes --min-cost 0").GetProperty("changes").EnumerateArray(), r => r.GetProperty("hiding").GetInt32() > 0);
            foreach (var link in (string[])["session-id", "note", "content", "window", "none"])
            {
                Assert.DoesNotContain(demo.Document($"changes --link {link}").GetProperty("changes").EnumerateArray(), r => r.GetProperty("hiding").GetInt32() > 0);
            }

            Assert.DoesNotContain(theirs, r => r.GetProperty("evidence").GetString() is "recorded" or "session" or "none" or "human");
            Assert.DoesNotContain(name, string.Join('\n', demo.Lines("changes --limit 5000", 300)), StringComparison.Ordinal);
            Assert.Contains("Ada Ashdown", demo.Out, StringComparison.Ordinal);
            var sha = theirs[0].GetProperty("sha").GetString()!;
            Assert.Equal(0, demo.Document($"change {sha}").GetProperty("sessions").GetArrayLength());
        }
        finally
        {
            File.WriteAllText(file, all);
        }
    }

    [Fact]
    public void Nothing_found_is_said_and_no_error()
    {
        Assert.Equal(["No change is like that."], demo.Lines("changes --min-cost 999999", 80));
        Assert.Equal(0, demo.Document("changes --min-cost 999999").GetProperty("totals").GetProperty("changes").GetInt32());
    }

    [Theory]
    [InlineData(80)]
    [InlineData(100)]
    [InlineData(160)]
    public void The_list_keeps_to_the_terminal_and_says_how_many_more_there_are(int columns)
    {
        var lines = demo.Lines("changes --limit 5 --sort cost", columns);
        Assert.All(lines, line => Assert.InRange(line.Length, 0, columns));
        Assert.Matches(@"^…\s+[\d,]+ more", lines.Single(l => l.StartsWith('…')));
    }

    private List<string> Shas(string command) => [.. demo.Document(command).GetProperty("changes").EnumerateArray().Select(r => r.GetProperty("sha").GetString()!)];

    private static decimal Number(JsonElement row, string name) => row.GetProperty(name) switch
    {
        { ValueKind: JsonValueKind.Null } => 0,
        { ValueKind: JsonValueKind.String } text => decimal.Parse(text.GetString()!, CultureInfo.InvariantCulture),
        var number => number.GetDecimal(),
    };
}
