using Shiprank.Cli;
using Shiprank.Tests.Cli;

namespace Shiprank.Tests.Settings;

public sealed class MatchCommandTests
{
    private const string Before = "people:\n  - { id: ada }   # hers\n";

    [Fact]
    public void An_address_is_written_to_its_person_once()
    {
        using var folder = new TemporaryFolder();
        using var run = new CliRun();
        var path = folder.Write("shiprank.yaml", Before);
        Assert.Equal(ExitCode.Ok, run.Run("match", "ada@example.com", "ada", "--dry-run", "--config", path));
        Assert.Contains("+   - { id: ada, emails: [ada@example.com] }   # hers", run.Out, StringComparison.Ordinal);
        Assert.Equal(Before, File.ReadAllText(path));
        Assert.Equal(ExitCode.Ok, run.Run("match", "ada@example.com", "ada", "--config", path));
        Assert.Equal(ExitCode.Ok, run.Run("match", "ADA@example.com", "ada", "--config", path));
        Assert.Equal("people:\n  - { id: ada, emails: [ada@example.com] }   # hers\n", File.ReadAllText(path));
    }

    [Fact]
    public void Nobody_of_that_id_is_a_failure_that_says_so()
    {
        using var folder = new TemporaryFolder();
        using var run = new CliRun();
        var path = folder.Write("shiprank.yaml", Before);
        Assert.Equal(ExitCode.Failure, run.Run("match", "ada@example.com", "zoe", "--config", path));
        Assert.Contains("no person \"zoe\"", run.Error, StringComparison.Ordinal);
        Assert.Equal(Before, File.ReadAllText(path));
    }
}
