using Shiprank.Cli;
using Shiprank.Cli.Commands.Doctor;

namespace Shiprank.Tests.Cli;

public sealed class DoctorCommandTests
{
    [Fact]
    public void A_machine_that_has_what_it_takes_passes_with_what_could_be_better()
    {
        using var cli = new CliRun();
        cli.Write("home/.claude/projects/p/s.jsonl", CliRun.Claude("m1", "2026-09-24T10:00:00Z", "claude-sonnet-4-5", 1, 1));
        Assert.Equal(ExitCode.Ok, cli.Run("doctor", "--json", "--data", Path.Combine(cli.Folder, "data")));
        var checks = cli.Document.GetProperty("checks").EnumerateArray().ToDictionary(c => c.GetProperty("name").GetString()!);
        Assert.Equal("1 response, the last 6 days ago", checks["claude-code"].GetProperty("detail").GetString());
        Assert.Equal("ok", checks["duckdb"].GetProperty("status").GetString());
        Assert.Equal("ok", checks["data"].GetProperty("status").GetString());
        Assert.Equal("warn", checks["configuration"].GetProperty("status").GetString());
        Assert.All(checks.Values, c => Assert.True(c.GetProperty("status").GetString() == "ok" || c.GetProperty("remedy").GetString()!.Length > 0));
        Assert.False(Directory.Exists(Path.Combine(cli.Folder, "data")));
    }

    [Fact]
    public void A_configuration_that_was_named_and_is_not_there_fails()
    {
        using var cli = new CliRun();
        Assert.Equal(ExitCode.Failure, cli.Run("doctor", "--config", "nowhere.yaml"));
        Assert.Contains("fail  configuration", cli.Out, StringComparison.Ordinal);
    }

    [Fact]
    public void A_configuration_is_read_and_its_mistakes_are_named()
    {
        using var cli = new CliRun();
        cli.Write("shiprank.yaml", "organisation: Northwind\nrepositories:\n  - { name: shop, path: ./shop }\n");
        cli.Run("doctor");
        Assert.Contains("1 repository, 0 teams, 0 people", cli.Out, StringComparison.Ordinal);
        cli.Write("shiprank.yaml", "organization: Northwind\n");
        Assert.Equal(ExitCode.Failure, cli.Run("doctor"));
        Assert.Contains("organisation", cli.Out, StringComparison.Ordinal);
    }

    [Fact]
    public void A_store_tells_what_it_holds_and_a_damaged_one_what_to_do()
    {
        using var cli = new CliRun();
        var data = Path.Combine(cli.Folder, "data");
        cli.Write("shiprank.yaml", "organisation: Northwind\n");
        Assert.Equal(ExitCode.Ok, cli.Run("sync", "--data", data));
        Assert.Equal(ExitCode.Ok, cli.Run("doctor", "--data", data));
        Assert.Contains("store          0 repositories, last sync 2026-09-30 12:00 UTC", cli.Out, StringComparison.Ordinal);
        File.WriteAllText(Path.Combine(data, "shiprank.duckdb"), "no database");
        Assert.Equal(ExitCode.Failure, cli.Run("doctor", "--data", data));
        Assert.Contains("fail  store", cli.Out, StringComparison.Ordinal);
    }

    [Fact]
    public void Prices_of_last_year_are_a_warning()
    {
        Assert.Equal(CheckStatus.Ok, PriceListCheck.Run("", new(2026, 10, 1, 0, 0, 0, TimeSpan.Zero)).Status);
        Assert.Equal(CheckStatus.Warn, PriceListCheck.Run("", new(2027, 10, 1, 0, 0, 0, TimeSpan.Zero)).Status);
    }

    [Theory]
    [InlineData("git version 2.39.5", "Ok")]
    [InlineData("git version 2.50.1 (Apple Git-155)", "Ok")]
    [InlineData("git version 2.45.1.windows.1", "Ok")]
    [InlineData("git version 2.20.1", "Fail")]
    [InlineData("gitoxide", "Warn")]
    public void Git_has_to_be_new_enough(string said, string status) => Assert.Equal(status, GitCheck.Judge(said).Status.ToString());
}
