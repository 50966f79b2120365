using Shiprank.Cli;
using Shiprank.Tests.Cli;
using Shiprank.Tests.EndToEnd;

namespace Shiprank.Tests.Hostile;

/// <summary>Nothing that stands in a repository commands the terminal that shows it.</summary>
public sealed class DisplayTests
{
    private const string Evil = "Title \x1b]0;owned\a\x1b[2J\x1b[31mred\u009b31m \u202Eesrever\u202C \b\b\r hidden";

    [Theory]
    [InlineData("")]
    [InlineData("1")]
    public void Signs_that_command_a_terminal_are_shown_as_signs(string colour)
    {
        var run = new CliRun { Columns = 200 };
        if (colour.Length > 0) run.Variables["FORCE_COLOR"] = colour;
        else run.Variables["NO_COLOR"] = "1";
        using var site = new Site(run);
        site.Shas.Add(site.Commit("src/x.py", "x", 3, new(2026, 9, 29, 0, 0, 0, TimeSpan.Zero)));
        site.Shop.Run(["commit", "--quiet", "--amend", "--no-verify", "--cleanup=verbatim", "--message", Evil, "--author", "Evil\x1b[5m <evil@example.com>"], new(2026, 9, 29, 0, 0, 0, TimeSpan.Zero), "Evil\x1b[5m <evil@example.com>");
        site.Shas[^1] = site.Shop.Run("rev-parse", "HEAD");
        site.Sync();

        run.WorkingDirectory = site.At("repos/shop");
        Harmless(run, run.Run());
        run.WorkingDirectory = null;
        Harmless(run, site.Ask($"change {site.Shas[^1]}"));
        Harmless(run, site.Ask("score"));
    }

    private static void Harmless(CliRun run, ExitCode code)
    {
        Assert.True(code is ExitCode.Ok or ExitCode.Partial, run.Error);
        foreach (var text in new[] { run.Out, run.Error })
        {
            Assert.DoesNotContain("\x1b]", text, StringComparison.Ordinal);
            Assert.DoesNotContain("\x1b[2J", text, StringComparison.Ordinal);
            Assert.DoesNotContain("\x1b[5m", text, StringComparison.Ordinal);
            Assert.DoesNotContain(text, c => c is '\a' or '\b' or '\r' or '\u009b' or '\u202E');
        }
    }
}
