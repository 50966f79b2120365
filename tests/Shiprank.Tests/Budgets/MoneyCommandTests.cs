using Shiprank.Cli;
using Shiprank.Tests.Demo;

namespace Shiprank.Tests.Budgets;

[Collection(SyncedDemo.Name)]
public sealed class MoneyCommandTests(SyncedDemo demo)
{
    [Theory]
    [InlineData(ExitCode.Ok, "budget")]
    [InlineData(ExitCode.Ok, "budget", "--backtest")]
    [InlineData(ExitCode.Ok, "budget", "insight", "--json")]
    [InlineData(ExitCode.NotFound, "budget", "nobody's")]
    [InlineData(ExitCode.Ok, "alerts")]
    [InlineData(ExitCode.NotFound, "alerts", "--seen", "999999")]
    [InlineData(ExitCode.NotFound, "alerts", "--send")]
    [InlineData(ExitCode.Ok, "roi", "--example")]
    [InlineData(ExitCode.Ok, "roi", "--set", "time_saved=0.1", "--json")]
    [InlineData(ExitCode.Usage, "roi", "--set", "luck=1")]
    [InlineData(ExitCode.Usage, "roi", "--set", "time_saved=-1")]
    [InlineData(ExitCode.Usage, "roi", "--set", "time_saved")]
    public void A_command_says_what_it_can_or_why_it_can_not(ExitCode expected, params string[] arguments) => Assert.Equal(expected, demo.Ask(arguments));
}
