using Shiprank.Core.Money.Bills;
using Shiprank.Core.Usage;

namespace Shiprank.Tests.VendorReports;

public sealed class OtherReportTests
{
    private const string Day = "\"start_time\":1783987200,\"end_time\":1784073600";

    [Fact]
    public void OpenAi_counts_cached_input_inside_input()
    {
        var read = Reports.Read(BillReports.OpenAiUsage, $"{{\"object\":\"page\",\"data\":[{{\"object\":\"bucket\",{Day},\"results\":[{{\"input_tokens\":1000,\"input_cached_tokens\":800,\"output_tokens\":5,\"num_model_requests\":3,\"model\":\"gpt-5.2-codex\"}}]}}]}}");
        Assert.Equal((BillReports.OpenAiUsage, new(2026, 7, 14), new TokenCounts(200, 800, 0, 0, 5), 3L), Assert.Single(read.Lines.Select(l => (l.Report, l.From, l.Tokens!.Value, l.Requests!.Value))));
        var refused = Reports.Refused(BillReports.OpenAiUsage, $"{{\"data\":[{{{Day},\"results\":[{{\"input_tokens\":1,\"input_cached_tokens\":2,\"model\":\"m\"}}]}}]}}");
        Assert.StartsWith("more cached input than input", refused.Reason, StringComparison.Ordinal);
    }

    [Fact]
    public void OpenAi_by_user_is_a_report_of_its_own()
    {
        var read = Reports.Read(BillReports.OpenAiUsage, $"{{\"data\":[{{{Day},\"results\":[{{\"input_tokens\":1,\"model\":\"m\",\"user_id\":\"user-1\"}},{{\"input_tokens\":1,\"model\":\"m\",\"user_id\":null}}]}}]}}");
        Assert.Equal([(BillReports.OpenAiUsers, "user-1"), (BillReports.OpenAiUsers, "")], read.Lines.Select(l => (l.Report, l.Actor)));
    }

    [Fact]
    public void OpenAi_costs_are_by_line_item()
    {
        static string Cost(string item, string value) => $"{{\"amount\":{{\"value\":{value},\"currency\":\"usd\"}},\"line_item\":\"{item}\"}}";
        var read = Reports.Read(BillReports.OpenAiCosts, $"{{\"data\":[{{{Day},\"results\":[{Cost("gpt-5.2-codex, input", "1.5")},{Cost("gpt-5.2-codex, cached input", "2.5e-05")},{Cost("web search", "3")}]}}]}}");
        Assert.Equal([(BillKind.Usage, "gpt-5.2-codex", 1.500025m), (BillKind.Fee, "", 3m)], read.Lines.Select(l => (l.Kind, l.Model, l.Amount!.Value)));
    }

    [Fact]
    public void Copilot_has_a_line_a_user_and_day_in_credits()
    {
        var read = Reports.Read(BillReports.Copilot, "{\"day\":\"2026-07-14\",\"user_login\":\"ada\",\"ai_credits_used\":12.5,\"totals_by_cli\":{\"token_usage\":{\"prompt_tokens_sum\":5}}}\n{\"day\":\"2026-07-14\"}\n", out var skipped);
        Assert.Equal(("ada", "copilot", 12.5m), Assert.Single(read.Lines.Select(l => (l.Actor, l.Tool, l.Credits!.Value))));
        Assert.Equal((2, "\"user_login\" is missing"), (skipped[0].Line, skipped[0].Reason));
    }

    [Fact]
    public void Cursor_events_have_one_identity_in_json_and_csv()
    {
        var json = Reports.Read(BillReports.Cursor, "{\"usageEvents\":[{\"timestamp\":\"1783987200000\",\"userEmail\":\"ada@example.com\",\"model\":\"claude-4.6-sonnet\",\"kind\":\"Usage-based\",\"isTokenBasedCall\":true,\"isChargeable\":true,\"tokenUsage\":{\"inputTokens\":1,\"outputTokens\":2,\"cacheWriteTokens\":3,\"cacheReadTokens\":4,\"totalCents\":9},\"chargedCents\":12}]}");
        var csv = Reports.Read(BillReports.Cursor, "Model;Date;User;Kind;Max Mode;Input (w/ Cache Write);Input (w/o Cache Write);Cache Read;Output Tokens;Total Tokens;Cost\nclaude-4.6-sonnet;2026-07-14T00:00:00.000Z;ada@example.com;Usage-based;No;3;1;4;2;10;$0.12\n");
        Assert.Equal(Assert.Single(json.Lines), Assert.Single(csv.Lines));
        Assert.Equal((0.12m, new TokenCounts(1, 4, 3, 0, 2)), (json.Lines[0].Amount!.Value, json.Lines[0].Tokens!.Value));
    }

    [Fact]
    public void Kiro_is_read_in_both_layouts_and_in_any_order_of_columns()
    {
        var users = Reports.Read(BillReports.KiroUser, "\uFEFFUserId,Date,Client_Type,Credits_Used,Overage_Cap,Overage_Enabled,Total_Messages\nu-1,2026-07-14,KIRO_IDE,\"1,234.50\",1000,false,7\nu-1,2026-07-14,KIRO_CLI,2,1000,false,1\n");
        Assert.Equal([(1234.5m, 7L), (2m, 1L)], users.Lines.Select(l => (l.Credits!.Value, l.Requests!.Value)));
        var activity = Reports.Read(BillReports.KiroActivity, "UserId,Date,Chat_AICodeLines,Chat_MessagesInteracted,Chat_MessagesSent\nu-1,07-14-2026,9,1,4\n");
        Assert.Equal((new(2026, 7, 14), 4L, null), Assert.Single(activity.Lines.Select(l => (l.From, l.Requests!.Value, l.Credits))));
    }

    [Fact]
    public void Bedrock_keeps_nothing_of_what_was_asked_and_answered()
    {
        const string canary = "CANARY-typed-by-somebody";
        var read = Reports.Read(BillReports.Bedrock, $"{{\"schemaType\":\"ModelInvocationLog\",\"timestamp\":\"2026-07-14T09:00:00Z\",\"requestId\":\"r-1\",\"modelId\":\"arn:aws:bedrock:eu-central-1:1:inference-profile/eu.anthropic.claude-sonnet-4-6-v1:0\",\"identity\":{{\"arn\":\"arn:aws:sts::1:assumed-role/dev/ada@example.com\"}},\"input\":{{\"inputTokenCount\":5,\"cacheReadInputTokenCount\":6,\"inputBodyJson\":{{\"messages\":\"{canary}\"}}}},\"output\":{{\"outputTokenCount\":7,\"outputBodyJson\":\"{canary}\"}}}}");
        Assert.Equal(("eu.anthropic.claude-sonnet-4-6-v1:0", "ada@example.com", new TokenCounts(5, 6, 0, 0, 7)), Assert.Single(read.Lines.Select(l => (l.Model, l.Actor, l.Tokens!.Value))));
        Assert.DoesNotContain(canary, string.Join('\n', read.Lines), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("ProviderName", "Anthropic")]
    [InlineData("InvoiceIssuerName", "Anthropic, PBC")]
    public void Focus_is_read_by_its_columns(string issuer, string name)
    {
        var read = Reports.Read(BillReports.Focus, $"""
            ServiceName,ServiceCategory,{issuer},BilledCost,BillingCurrency,BillingPeriodStart,ChargePeriodStart,ChargePeriodEnd,ChargeCategory,ChargeClass,ConsumedQuantity,ConsumedUnit,SkuMeter,SkuPriceDetails
            Claude,AI and Machine Learning,"{name}",1.5,USD,2026-07-01T00:00:00Z,2026-07-14T00:00:00Z,2026-07-15T00:00:00Z,Usage,,500000.0,Tokens,Input Tokens,"{"{"}""ModelId"":""claude-opus-4-8"",""TokenDirection"":""Input"",""TokenCacheAction"":""Read""{"}"}"
            Claude,AI and Machine Learning,"{name}",-2,USD,2026-07-01T00:00:00Z,2026-06-14T00:00:00Z,2026-06-15T00:00:00Z,Usage,Correction,,,,
            Claude,AI and Machine Learning,"{name}",20,USD,2026-07-01,2026-07-01,2026-08-01,Purchase,,,,,
            EC2,Compute,"{name}",9,USD,2026-07-01,2026-07-01,2026-08-01,Usage,,,,,
            """);
        Assert.Equal([(BillKind.Usage, 1.5m), (BillKind.Adjustment, -2m), (BillKind.Seat, 20m)], read.Lines.Select(l => (l.Kind, l.Amount!.Value)));
        Assert.All(read.Lines, l => Assert.Equal((Issuers.Anthropic, new DateOnly(2026, 7, 1)), (l.Issuer, l.Month)));
        Assert.Equal(("claude-opus-4-8", new TokenCounts(0, 500_000, 0, 0, 0)), (read.Lines[0].Model, read.Lines[0].Tokens!.Value));
        Assert.Equal(1, read.Ignored["rows of Compute"]);
    }

    [Fact]
    public void An_invoice_has_a_number_a_month_and_a_total()
    {
        var read = Reports.Read("invoice", "total;currency;issuer;number;month\n1.234,56;eur;Anthropic;INV-7;2026-07\n(12.30);USD;openai;C-1;2026-07-31\n");
        Assert.Equal([new("anthropic", "INV-7", new(2026, 7, 1), 1234.56m, "EUR"), new("openai", "C-1", new(2026, 7, 1), -12.3m, "USD")], read.Invoices);
    }

    [Theory]
    [InlineData("issuer,number,month,total,currency\na,1,July,5,USD", "\"month\" is not a month like 2026-07")]
    [InlineData("issuer,number,month,total,currency\na,1,2026-07,5,USD\na,1,2026-08,6,USD", "the invoice \"1\" of a stands on line 2 already: that one counts")]
    [InlineData("issuer,number,month,totl,currency\n", "no column \"total\"; the nearest to the first is \"totl\"")]
    [InlineData("issuer,number,month,total,currency\na,1,2026-07,many,USD", "\"total\" \"many\" is not a number")]
    [InlineData("issuer,number,month,total,currency\na,1,2026-07,99999999999999,USD", "\"total\" is more than anybody has")]
    [InlineData("", "the file is empty")]
    public void A_bad_invoice_is_named(string text, string reason) => Assert.Equal(reason, Reports.Refused("invoice", text).Reason);

    [Theory]
    [InlineData("1234.5", "1234.5")]
    [InlineData("$1,234.50", "1234.50")]
    [InlineData("1,234,567", "1234567")]
    [InlineData("1.234.567,5", "1234567.5")]
    [InlineData("1 234,50", "1234.50")]
    [InlineData("12,5", "12.5")]
    [InlineData("-3", "-3")]
    [InlineData("-$3", "-3")]
    [InlineData("2.5e-05", "0.000025")]
    [InlineData("0,234", null)]
    [InlineData("1,234", null)]
    [InlineData("1,23,4", null)]
    [InlineData("=1+1", null)]
    [InlineData("NaN", null)]
    [InlineData("", null)]
    public void An_amount_is_read_only_where_it_has_one_meaning(string text, string? amount) =>
        Assert.Equal(amount is null ? null : decimal.Parse(amount, System.Globalization.CultureInfo.InvariantCulture), Shiprank.Sources.VendorReports.NumberText.Amount(text, out _));
}
