using Shiprank.Cli;
using Shiprank.Cli.Commands.Board;
using Shiprank.Core.Score;
using Shiprank.Core.Score.Board;
using Shiprank.Core.Score.Board.Companions;
using Shiprank.Engine.Boards;
using Terminal = Shiprank.Cli.Terminal.Terminal;

namespace Shiprank.Tests.Cli;

public sealed class BoardTextTests
{
    private static readonly DateTimeOffset AsOf = new(2026, 9, 27, 23, 59, 59, TimeSpan.Zero);

    [Theory]
    [InlineData(60)]
    [InlineData(80)]
    [InlineData(120)]
    [InlineData(200)]
    public void A_table_keeps_to_the_terminal_and_every_bar_is_whole(int columns)
    {
        var rows = Print(columns, Line("Checkout of the northern region", 1, 0.9, 1.1, 1.3), Line("Ledger", 2, 0.1, 0.2, 0.4)).Where(l => l.Contains('●', StringComparison.Ordinal)).ToList();
        Assert.Equal(2, rows.Count);
        Assert.All(rows, row => Assert.InRange(row.Length, 1, columns));
        Assert.All(rows, row => Assert.Matches("[├●].*[●┤]", row));
    }

    [Fact]
    public void A_person_who_has_not_opted_in_is_a_count_and_no_row()
    {
        var hidden = Line("Zita Example", null, 0, 0, 0, NotRanked.NotOptedIn) with { Companions = null };
        var text = string.Join('\n', Print(200, Line("Ada Example", 1, 0.9, 1.1, 1.3), hidden));
        Assert.DoesNotContain("Zita", text, StringComparison.Ordinal);
        Assert.Contains("1 person not shown: they have not opted in.", text, StringComparison.Ordinal);
    }

    [Fact]
    public void A_team_without_a_rank_says_why_and_missing_is_no_good_value()
    {
        var text = string.Join('\n', Print(200, Line("Ledger", null, 0, 0.2, 0, NotRanked.TooFewPeople | NotRanked.TooFewWeeks)));
        Assert.Contains("Not ranked: Ledger (fewer than 5 people, fewer than 4 weeks).", text, StringComparison.Ordinal);
        Assert.Contains("? is unknown, never good", text, StringComparison.Ordinal);
    }

    private static string[] Print(int columns, params BoardLine[] lines)
    {
        var output = new StringWriter();
        var terminal = new Terminal(output, TextWriter.Null, new() { WorkingDirectory = "/", Home = "/", Variables = new Dictionary<string, string>(StringComparer.Ordinal) { ["NO_COLOR"] = "1" }, OutputColumns = columns });
        BoardText.Write(terminal, lines, Policy.One, AsOf, ScoreWindow.Weeks(12, AsOf), GroupKind.Team, RankBy.Nd);
        return output.ToString().Split('\n');
    }

    private static BoardLine Line(string name, int? band, double lo, double value, double hi, NotRanked reasons = NotRanked.None)
    {
        var group = new GroupSeries { Id = name, Name = name, Members = 6, Weeks = [], Total = default, Cells = 9 };
        RateInterval? ranked = band is null ? null : new RateInterval(value, lo, hi);
        return new(
            new(group, band, ranked ?? new(value, null, null), new(value / 2, 0, value), ranked, 7, reasons),
            CompanionFigures.Of(new() { Changes = [], DeploymentFailures = [true, false], Nd = 3 }));
    }
}
