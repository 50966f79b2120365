using System.Text.Json;
using Shiprank.Cli;

namespace Shiprank.Tests.Cli;

public sealed class UsageCommandTests
{
    [Fact]
    public void The_document_has_the_keys_of_the_interface_in_their_order()
    {
        using var cli = Shop();
        Assert.Equal(ExitCode.Ok, cli.Run("usage", "--home", cli.Home, "--json"));
        Assert.Equal(
            """
            {
              "schemaVersion": 1,
              "timeZone": "UTC",
              "rows": [
                {
                  "key": "2026-09-24",
                  "tools": [
                    "claude-code"
                  ],
                  "models": [
                    "claude-sonnet-4-5"
                  ],
                  "responses": 1,
                  "input": 1000,
                  "cacheRead": 0,
                  "cacheWrite5m": 0,
                  "cacheWrite1h": 0,
                  "output": 100,
                  "reasoning": 0,
                  "total": 1100,
                  "credits": "0",
                  "costUsd": "0.0045",
                  "unpricedTokens": 0,
                  "unpricedResponses": 0
                },
                {
                  "key": "2026-09-29",
                  "tools": [
                    "claude-code"
                  ],
                  "models": [
                    "claude-neptune-9",
                    "claude-sonnet-4-5"
                  ],
                  "responses": 2,
                  "input": 3000,
                  "cacheRead": 0,
                  "cacheWrite5m": 0,
                  "cacheWrite1h": 0,
                  "output": 203,
                  "reasoning": 0,
                  "total": 3203,
                  "credits": "0",
                  "costUsd": "0.009",
                  "unpricedTokens": 1003,
                  "unpricedResponses": 1
                }
              ],
              "totals": {
                "tools": [
                  "claude-code"
                ],
                "models": [
                  "claude-neptune-9",
                  "claude-sonnet-4-5"
                ],
                "responses": 3,
                "input": 4000,
                "cacheRead": 0,
                "cacheWrite5m": 0,
                "cacheWrite1h": 0,
                "output": 303,
                "reasoning": 0,
                "total": 4303,
                "credits": "0",
                "costUsd": "0.0135",
                "unpricedTokens": 1003,
                "unpricedResponses": 1
              },
            """.ReplaceLineEndings("\n"),
            cli.Out[..cli.Out.IndexOf("\n  \"byTool\"", StringComparison.Ordinal)]);
        Assert.Equal(
            ["schemaVersion", "timeZone", "rows", "totals", "byTool", "ingest", "priceList"],
            cli.Document.EnumerateObject().Select(p => p.Name));
        Assert.Equal(Values(cli.Document.GetProperty("totals")), Values(cli.Document.GetProperty("byTool").GetProperty("claude-code")));
        Assert.Equal("", cli.Error);
    }

    [Fact]
    public void A_model_without_a_price_costs_null_and_not_0()
    {
        using var cli = Shop();
        cli.Run("usage", "--by", "model", "--json");
        var unpriced = cli.Document.GetProperty("rows").EnumerateArray().Single(r => r.GetProperty("key").GetString() == "claude-neptune-9");
        Assert.Equal(JsonValueKind.Null, unpriced.GetProperty("costUsd").ValueKind);
        Assert.Equal(1003, unpriced.GetProperty("unpricedTokens").GetInt64());
    }

    [Theory]
    [InlineData("day", "2026-09-24 2026-09-29")]
    [InlineData("week", "2026-W39 2026-W40")]
    [InlineData("month", "2026-09")]
    [InlineData("session", "s-1 s-2")]
    [InlineData("model", "claude-sonnet-4-5 claude-neptune-9")]
    [InlineData("tool", "claude-code")]
    [InlineData("project", "/w/shop")]
    public void Rows_are_of_the_grouping_asked_for_and_sum_to_the_totals(string by, string keys)
    {
        using var cli = Shop();
        Assert.Equal(ExitCode.Ok, cli.Run("usage", "--by", by, "--json"));
        var rows = cli.Document.GetProperty("rows").EnumerateArray().ToList();
        Assert.Equal(keys.Split(' '), rows.Select(r => r.GetProperty("key").GetString()!));
        Assert.Equal(cli.Document.GetProperty("totals").GetProperty("total").GetInt64(), rows.Sum(r => r.GetProperty("total").GetInt64()));
    }

    [Theory]
    [InlineData("2026-09-25", null, 2)]
    [InlineData("2026-09-24", "2026-09-24", 1)]
    [InlineData(null, "2026-09-23", 0)]
    public void Both_ends_of_the_period_are_in_it(string? since, string? until, int responses)
    {
        using var cli = Shop();
        string[] period = [.. since is null ? [] : new[] { "--since", since }, .. until is null ? [] : new[] { "--until", until }];
        cli.Run(["usage", "--json", .. period]);
        Assert.Equal(responses, cli.Document.GetProperty("totals").GetProperty("responses").GetInt32());
    }

    [Fact]
    public void A_day_is_a_day_of_the_zone_asked_for()
    {
        using var cli = new CliRun();
        Log(cli, CliRun.Claude("m1", "2026-09-24T23:30:00Z", "claude-sonnet-4-5", 1, 1));
        cli.Run("usage", "--json", "--tz", "Europe/Berlin");
        Assert.Equal("Europe/Berlin", cli.Document.GetProperty("timeZone").GetString());
        Assert.Equal("2026-09-25", cli.Document.GetProperty("rows")[0].GetProperty("key").GetString());
    }

    [Fact]
    public void Skipped_input_makes_the_exit_code_6_and_is_named()
    {
        using var cli = new CliRun();
        Log(cli, CliRun.Claude("m1", "2026-09-24T10:00:00Z", "claude-sonnet-4-5", 1000, 100) + "{\"type\":\"assistant\",\"message\":{\"usage\":{\"input_tokens\":oops}}}\n" + CliRun.Claude("m2", "2026-09-24T10:01:00Z", "claude-sonnet-4-5", 1000, 100));
        Assert.Equal(ExitCode.Partial, cli.Run("usage", "--json"));
        Assert.Equal(2, cli.Document.GetProperty("totals").GetProperty("responses").GetInt32());
        var skipped = cli.Document.GetProperty("ingest").GetProperty("skipped").EnumerateArray().Single();
        Assert.Equal(2, skipped.GetProperty("line").GetInt64());
        Assert.EndsWith("s.jsonl", skipped.GetProperty("file").GetString(), StringComparison.Ordinal);
        Assert.NotEqual("", skipped.GetProperty("reason").GetString());
        Assert.Equal(ExitCode.Partial, cli.Run("usage"));
        Assert.Contains("Skipped: 1 piece of input", cli.Out, StringComparison.Ordinal);
    }

    [Fact]
    public void People_read_a_quiet_table_with_its_footnotes()
    {
        using var cli = Shop();
        cli.Run("usage");
        Assert.Equal(
            """
            day         tools        responses  input  cache read  cache write  output  tokens  unpriced    cost
            ────────────────────────────────────────────────────────────────────────────────────────────────────
            2026-09-24  claude-code          1  1,000           0            0     100   1,100            <$0.01
            2026-09-29  claude-code          2  3,000           0            0     203   3,203     1,003   $0.01
            ────────────────────────────────────────────────────────────────────────────────────────────────────
            total       claude-code          3  4,000           0            0     303   4,303     1,003   $0.01
            Not in the cost: 1 response, 1,003 tokens without a price (claude-neptune-9). Add rates with --prices FILE.
            Prices of 2026-09-23, by the time of use.

            """.ReplaceLineEndings("\n"), cli.Out.ReplaceLineEndings("\n"));
    }

    [Fact]
    public void A_narrow_terminal_shows_totals_in_short_figures()
    {
        using var cli = Narrow();
        cli.Run("usage", "--no-color");
        Assert.Equal(
            """
            day         tools        responses  tokens    cost
            ──────────────────────────────────────────────────
            2026-09-24  claude-code          1    1.1M  $19.50
            Prices of 2026-09-23, by the time of use.

            """.ReplaceLineEndings("\n"), cli.Out.ReplaceLineEndings("\n"));
    }

    [Fact]
    public void Colour_is_for_terminals_that_want_it()
    {
        using var coloured = Narrow();
        coloured.Run("usage");
        Assert.Contains("\u001b[", coloured.Out, StringComparison.Ordinal);
        using var plain = Narrow();
        plain.Variables["NO_COLOR"] = "1";
        plain.Run("usage");
        Assert.DoesNotContain("\u001b[", plain.Out, StringComparison.Ordinal);
    }

    [Fact]
    public void The_bare_command_shows_the_last_seven_days()
    {
        using var cli = Shop();
        Assert.Equal(ExitCode.Ok, cli.Run("--json"));
        Assert.Equal(["2026-09-24", "2026-09-29"], cli.Document.GetProperty("rows").EnumerateArray().Select(r => r.GetProperty("key").GetString()!));
        Assert.Equal(ExitCode.Ok, cli.Run("--json", "--as-of", "2026-09-27T00:00:00Z"));
        Assert.Equal(["2026-09-24"], cli.Document.GetProperty("rows").EnumerateArray().Select(r => r.GetProperty("key").GetString()!));
        Assert.Equal(ExitCode.Ok, cli.Run("--json", "--as-of", "2026-10-01"));
        Assert.Equal(["2026-09-29"], cli.Document.GetProperty("rows").EnumerateArray().Select(r => r.GetProperty("key").GetString()!));
    }

    [Fact]
    public void An_empty_home_is_said_and_counts_as_nothing_to_do_when_asked()
    {
        using var cli = new CliRun();
        Assert.Equal(ExitCode.Ok, cli.Run("usage"));
        Assert.StartsWith("No agent has left logs here.", cli.Out, StringComparison.Ordinal);
        Assert.Equal(ExitCode.NotFound, cli.Run("usage", "--fail-empty"));
    }

    [Fact]
    public void Another_home_is_read_without_the_variables_of_ones_own()
    {
        using var cli = Shop();
        cli.Variables["CLAUDE_CONFIG_DIR"] = Path.Combine(cli.Home, ".claude");
        var other = Directory.CreateDirectory(Path.Combine(cli.Folder, "other")).FullName;
        Assert.Equal(ExitCode.Ok, cli.Run("usage", "--home", other, "--json"));
        Assert.Equal(0, cli.Document.GetProperty("totals").GetProperty("responses").GetInt32());
    }

    [Fact]
    public void A_contract_changes_the_cost_and_the_version_of_the_list()
    {
        using var cli = Shop();
        var contract = cli.Write("contract.json", """{"name":"ours","models":[{"id":"n9","match":{"is":"claude-neptune-9"},"prices":[{"input":1,"output":1}]}]}""");
        Assert.Equal(ExitCode.Ok, cli.Run("usage", "--json", "--prices", contract));
        Assert.Equal("0.014503", cli.Document.GetProperty("totals").GetProperty("costUsd").GetString());
        Assert.EndsWith("+ours", cli.Document.GetProperty("priceList").GetProperty("version").GetString(), StringComparison.Ordinal);
    }

    private static string Values(JsonElement element) => string.Concat(element.GetRawText().Where(c => !char.IsWhiteSpace(c)));

    private static CliRun Shop()
    {
        var cli = new CliRun();
        Log(cli,
            CliRun.Claude("m1", "2026-09-24T10:00:00Z", "claude-sonnet-4-5", 1000, 100)
            + CliRun.Claude("m2", "2026-09-29T10:00:00Z", "claude-sonnet-4-5", 2000, 200)
            + CliRun.Claude("m3", "2026-09-29T11:00:00Z", "claude-neptune-9", 1000, 3, "s-2"));
        return cli;
    }

    private static CliRun Narrow()
    {
        var cli = new CliRun { Columns = 80 };
        Log(cli, CliRun.Claude("m1", "2026-09-24T10:00:00Z", "claude-opus-4-8", 420_000, 696_000));
        return cli;
    }

    private static void Log(CliRun cli, string lines) => cli.Write("home/.claude/projects/-w-shop/s.jsonl", lines);

    [Fact]
    public void Tokens_of_an_agent_that_meters_in_credits_are_unknown_and_not_none()
    {
        using var cli = new CliRun();
        Assert.Equal(ExitCode.Ok, cli.Run("usage", "--home", Fixtures.Of("usage", "kiro-cli-json", "home"), "--by", "tool"));
        Assert.Matches(@"(?m)^kiro +2 +\? +0\.19 +\$0\.01$", cli.Out);
    }
}
