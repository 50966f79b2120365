using Shiprank.Cli.Terminal;
using Terminal = Shiprank.Cli.Terminal.Terminal;

namespace Shiprank.Tests.Cli;

public sealed class QuietTableTests
{
    [Theory]
    [InlineData(40, "model              provider  input  note")]
    [InlineData(30, "model              input")]
    [InlineData(20, "model          input")]
    public void Optional_columns_go_last_first_before_a_text_is_cut(int columns, string head)
    {
        var output = new StringWriter();
        var table = new QuietTable().Text("model").Text("provider").Optional().Number("input").Text("note").Optional();
        table.Row("claude-sonnet-4-5", "anthropi", "3", "x");
        table.Write(new Terminal(output, TextWriter.Null, new() { WorkingDirectory = "/", Home = "/", Variables = new Dictionary<string, string>(StringComparer.Ordinal), OutputColumns = columns }, noColor: true));
        var lines = output.ToString().Split('\n');
        Assert.Equal(head, lines[0]);
        Assert.All(lines, line => Assert.InRange(line.Length, 0, columns));
        Assert.Contains("  3", lines[2], StringComparison.Ordinal);
    }
}
