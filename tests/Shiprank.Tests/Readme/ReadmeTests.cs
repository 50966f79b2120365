using Shiprank.Cli;

namespace Shiprank.Tests.Readme;

public sealed class ReadmeTests
{
    private const string Paper = "Text\n<!-- tested in . -->\n```console\n$ shiprank a b\none 2026-03-01\n…\nlast\n$ shiprank c\n```\n```console\n$ rm -rf\n```\n";

    [Fact]
    public void What_the_papers_show_is_what_the_commands_print()
    {
        using var home = new TemporaryFolder();
        foreach (var paper in SourceTree.Files.Where(f => f.EndsWith(".md", StringComparison.Ordinal) && !f.StartsWith("tests/", StringComparison.Ordinal)))
        {
            foreach (var example in Example.In(SourceTree.Read(paper))) Check(paper, example, home.Path);
        }
    }

    [Fact]
    public void Only_marked_blocks_are_run()
    {
        var example = Assert.Single(Example.In(Paper));
        Assert.Equal(["shiprank a b", "shiprank c"], example.Commands.Select(c => c.Line));
        Assert.Equal(["a", "b"], example.Commands[0].Arguments);
        Assert.Equal(["one 2026-03-01", "…", "last"], example.Commands[0].Output);
        Assert.Empty(example.Commands[1].Output);
    }

    [Theory]
    [InlineData("one 2027-11-30\nlast", true)]
    [InlineData("one 2026-03-01\nmore\nand more\nlast", true)]
    [InlineData("one 2026-03-01\nmore", false)]
    [InlineData("two 2026-03-01\nlast", false)]
    [InlineData("one 2026-03-01\nlast\nlast but one", false)]
    public void Dates_may_differ_and_left_out_lines_may_stand(string printed, bool agrees) =>
        Assert.Equal(agrees, ExampleOutput.Agrees(Example.In(Paper)[0].Commands[0].Output, ExampleOutput.Lines(printed)));

    [Fact]
    public void Versions_and_durations_may_differ_and_figures_may_not()
    {
        Assert.True(ExampleOutput.Agrees(["shiprank 0.1.0 took 12 ms"], ["shiprank 1.2.3-rc.1+4f2a took 3.5 s"]));
        Assert.False(ExampleOutput.Agrees(["cost 1.25"], ["cost 1.26"]));
    }

    private static CliEnvironment Environment(string folder, string home) => new()
    {
        WorkingDirectory = Path.Combine(SourceTree.Root, folder),
        Home = home,
        Variables = new Dictionary<string, string>(StringComparer.Ordinal) { ["NO_COLOR"] = "1" },
    };

    private static void Check(string paper, Example example, string home)
    {
        foreach (var command in example.Commands)
        {
            var (output, errors) = (new StringWriter(), new StringWriter());
            var code = CommandLine.Run([.. command.Arguments], output, errors, Environment(example.Folder, home), CancellationToken.None);
            Assert.True(
                ExampleOutput.Agrees(command.Output, ExampleOutput.Lines(output.ToString())),
                $"{paper}: {command.Line}\n--- shown\n{string.Join('\n', command.Output)}\n--- printed (exit code {code})\n{output}{errors}");
        }
    }
}
