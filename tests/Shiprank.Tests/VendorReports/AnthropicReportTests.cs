using Shiprank.Core.Money.Bills;
using Shiprank.Core.Usage;

namespace Shiprank.Tests.VendorReports;

public sealed class AnthropicReportTests
{
    private const string Day = "\"starting_at\":\"2026-07-14T00:00:00Z\",\"ending_at\":\"2026-07-15T00:00:00Z\"";

    [Fact]
    public void Usage_is_added_up_by_day_and_model_however_it_is_cut()
    {
        static string Result(string key, int output) => $"{{\"uncached_input_tokens\":10,\"cache_creation\":{{\"ephemeral_5m_input_tokens\":2,\"ephemeral_1h_input_tokens\":3}},\"cache_read_input_tokens\":100,\"output_tokens\":{output},\"model\":\"claude-opus-4-8\",\"api_key_id\":{key}}}";
        var cut = Reports.Read(BillReports.AnthropicUsage, $"{{\"data\":[{{{Day},\"results\":[{Result("\"a\"", 1)},{Result("\"b\"", 4)}]}}],\"has_more\":false}}");
        var line = Assert.Single(cut.Lines);
        Assert.Equal((new(2026, 7, 14), new(2026, 7, 15), "claude-opus-4-8", new TokenCounts(20, 200, 4, 6, 5)), (line.From, line.Until, line.Model, line.Tokens!.Value));
        var whole = Reports.Read(BillReports.AnthropicUsage, $"[{{\"data\":[{{{Day},\"results\":[{Result("null", 1)}]}}]}}]");
        Assert.Equal(line.Key, Assert.Single(whole.Lines).Key);
    }

    [Fact]
    public void Cost_is_in_cents_and_a_search_is_a_fee()
    {
        var read = Reports.Read(BillReports.AnthropicCost, $"{{\"data\":[{{{Day},\"results\":[{{\"currency\":\"USD\",\"amount\":\"1234.5678\",\"cost_type\":\"tokens\",\"token_type\":\"output_tokens\",\"model\":\"claude-opus-4-8\"}},{{\"currency\":\"USD\",\"amount\":\"100\",\"cost_type\":\"tokens\",\"token_type\":\"uncached_input_tokens\",\"model\":\"claude-opus-4-8\"}},{{\"currency\":\"USD\",\"amount\":\"7\",\"cost_type\":\"web_search\",\"model\":null}}]}}]}}");
        Assert.Equal([(BillKind.Usage, 13.345678m), (BillKind.Fee, 0.07m)], read.Lines.Select(l => (l.Kind, l.Amount!.Value)));
    }

    [Fact]
    public void A_bucket_that_stands_in_two_pages_counts_once_and_says_so()
    {
        var page = $"{{\"data\":[{{{Day},\"results\":[{{\"currency\":\"USD\",\"amount\":\"100\",\"cost_type\":\"tokens\",\"model\":\"m\"}},{{\"currency\":\"USD\",\"amount\":\"5\",\"cost_type\":\"tokens\",\"token_type\":\"x\",\"model\":\"m\"}}]}}]}}";
        Assert.Equal((1.05m, 2), Assert.Single(Reports.Read(BillReports.AnthropicCost, $"{page}\n{page}").Lines.Select(l => (l.Amount!.Value, l.Copies))));
    }

    [Fact]
    public void Half_a_line_twice_is_a_named_row()
    {
        const string one = "{\"currency\":\"USD\",\"amount\":\"100\",\"cost_type\":\"tokens\",\"model\":\"m\"}";
        var text = $"{{\"data\":[{{{Day},\"results\":[{one},{one},{{\"currency\":\"USD\",\"amount\":\"5\",\"cost_type\":\"tokens\",\"token_type\":\"x\",\"model\":\"m\"}}]}}]}}";
        Assert.Equal((1, "the row stands in the file 2 times and counts once"), Reports.Refused(BillReports.AnthropicCost, text));
    }

    [Fact]
    public void Analytics_and_Claude_Code_name_their_actor()
    {
        var cost = Reports.Read(BillReports.AnthropicAnalyticsCost, $"{{\"data\":[{{{Day},\"results\":[{{\"actor\":{{\"type\":\"user\",\"email_address\":\"ada@example.com\"}},\"model\":\"m\",\"amount\":\"250\",\"currency\":\"USD\"}}]}}]}}");
        Assert.Equal(("ada@example.com", 2.5m), Assert.Single(cost.Lines.Select(l => (l.Actor, l.Amount!.Value))));
        var code = Reports.Read(BillReports.ClaudeCode, "{\"data\":[{\"date\":\"2026-07-14T00:00:00Z\",\"actor\":{\"type\":\"api_actor\",\"api_key_name\":\"ci\"},\"customer_type\":\"api\",\"terminal_type\":\"vscode\",\"model_breakdown\":[{\"model\":\"m\",\"tokens\":{\"input\":1,\"output\":2,\"cache_read\":3,\"cache_creation\":4},\"estimated_cost\":{\"currency\":\"USD\",\"amount\":1025}}]}]}");
        Assert.Equal(("ci", "claude-code", new TokenCounts(1, 3, 4, 0, 2), 10.25m), Assert.Single(code.Lines.Select(l => (l.Actor, l.Tool, l.Tokens!.Value, l.Amount!.Value))));
    }

    [Theory]
    [InlineData(BillReports.AnthropicUsage, "\"uncached_input_tokens\":1", "\"model\" is missing")]
    [InlineData(BillReports.AnthropicUsage, "\"model\":\"m\",\"output_tokens\":-5", "\"output_tokens\" is negative, and a count can't be")]
    [InlineData(BillReports.AnthropicUsage, "\"model\":\"m\",\"output_tokens\":1.5", "\"output_tokens\" \"1.5\" is not a whole number")]
    [InlineData(BillReports.AnthropicCost, "\"amount\":\"1\",\"currency\":\"USD\"", "neither \"cost_type\" nor \"model\": group the report by description")]
    [InlineData(BillReports.AnthropicCost, "\"model\":\"m\",\"amount\":\"1,234\",\"currency\":\"USD\"", "\"amount\" \"1,234\" can be read in two ways: write it without a thousands separator")]
    [InlineData(BillReports.AnthropicCost, "\"model\":\"m\",\"amount\":\"1\",\"currency\":\"dollars\"", "\"currency\" is not a currency's three letters")]
    [InlineData(BillReports.AnthropicAnalyticsCost, "\"model\":\"m\",\"amount\":\"1\",\"currency\":\"USD\"", "no \"actor\"")]
    public void A_bad_row_is_named_and_the_others_are_taken(string kind, string fields, string reason)
    {
        var good = "{\"model\":\"good\",\"amount\":\"1\",\"currency\":\"USD\",\"actor\":{\"email\":\"a@example.com\"}}";
        var read = Reports.Read(kind, $"{{\"data\":[\n{{{Day},\"results\":[{{{fields}}},{good}]}}]}}", out var skipped);
        Assert.Equal(reason, Assert.Single(skipped).Reason);
        Assert.Equal("good", Assert.Single(read.Lines).Model);
    }

    [Theory]
    [InlineData("{\"data\":[{\"starting_at\":\"2026-07-14T00:00:00Z\",\"ending_at\":\"2026-07-14T01:00:00Z\",\"results\":[{\"model\":\"m\"}]}]}", "the bucket is not a day of UTC: ask for bucket_width=1d")]
    [InlineData("{\"data\":[{\"results\":[{\"model\":\"m\"}]}]}", "\"starting_at\" is missing")]
    [InlineData("{\"data\":[{\"id\":1}]}", "no \"results\": not a bucket of this report")]
    [InlineData("{\"data\":[", "not JSON from here on")]
    [InlineData("[1]", "not an object")]
    public void What_is_no_such_report_is_refused(string text, string reason) => Assert.Equal(reason, Reports.Refused(BillReports.AnthropicUsage, text).Reason);
}
