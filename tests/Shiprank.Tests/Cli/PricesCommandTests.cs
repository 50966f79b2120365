using Shiprank.Cli;

namespace Shiprank.Tests.Cli;

public sealed class PricesCommandTests
{
    [Theory]
    [InlineData("2026-03-01", "200000", "2026-02-05")]
    [InlineData("2026-04-01", null, "2026-03-13")]
    public void Prices_are_those_that_held_on_the_day(string at, string? tier, string _)
    {
        using var cli = new CliRun();
        Assert.Equal(ExitCode.Ok, cli.Run("prices", "claude-opus-4-6", "--at", at, "--json"));
        var first = cli.Document.GetProperty("models")[0];
        Assert.True(first.GetProperty("exact").GetBoolean());
        Assert.Equal("5", first.GetProperty("input").GetString());
        Assert.Equal(tier, first.GetProperty("tiers").EnumerateArray().Select(t => t.GetProperty("promptAbove").GetInt64().ToString()).FirstOrDefault());
    }

    [Fact]
    public void A_name_as_logged_finds_the_entry_that_prices_it()
    {
        using var cli = new CliRun();
        cli.Run("prices", "anthropic/claude-opus-4-8[1m]", "--json");
        Assert.Equal("claude-opus-4-8", cli.Document.GetProperty("models")[0].GetProperty("model").GetString());
    }

    [Fact]
    public void A_model_without_a_price_is_not_found()
    {
        using var cli = new CliRun();
        Assert.Equal(ExitCode.NotFound, cli.Run("prices", "claude-neptune-9"));
        Assert.Contains("no price is known", cli.Error, StringComparison.Ordinal);
    }

    [Fact]
    public void People_see_long_prompts_on_a_line_of_their_own()
    {
        using var cli = new CliRun();
        cli.Run("prices", "composer-2.5");
        Assert.StartsWith(
            """
            model              provider  input  read  write 5m  write 1h  output  holds
            ───────────────────────────────────────────────────────────────────────────
            composer-2.5       cursor      0.5   0.2                         2.5
            composer-2.5-fast  cursor        3   0.5                          15
            USD per million tokens. List 2026-09-23.1+overlay-1 of 2026-09-23.
            """.ReplaceLineEndings("\n"), cli.Out.ReplaceLineEndings("\n"), StringComparison.Ordinal);
        cli.Run("prices", "anthropic/claude-sonnet-4-5");
        Assert.Contains("\n                   prompt > 200,000      6   0.6       7.5        12    22.5\n", cli.Out.ReplaceLineEndings("\n"), StringComparison.Ordinal);
    }

    [Fact]
    public void Eighty_columns_are_enough()
    {
        using var cli = new CliRun { Columns = 80 };
        cli.Run("prices", "claude-opus-4", "--no-color");
        var table = cli.Out.ReplaceLineEndings("\n").Split('\n').TakeWhile(l => !l.StartsWith("USD", StringComparison.Ordinal)).ToList();
        Assert.True(table.Count > 20);
        Assert.All(table, line => Assert.InRange(line.Length, 0, 80));
        Assert.All(table.Skip(2), line => Assert.Matches("[0-9]", line[18..]));
    }
}
