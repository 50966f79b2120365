using Shiprank.Cli;
using Shiprank.Cli.Terminal;

namespace Shiprank.Tests.Cli;

public sealed class ProgressLineTests
{
    [Fact]
    public void A_line_is_drawn_after_the_wait_overwritten_and_wiped()
    {
        var (error, clock) = (new StringWriter(), new HandClock());
        var state = "reading: 10 files";
        using (new ProgressLine(Terminal(error, columns: 80), clock, () => state))
        {
            Assert.Equal(TimeSpan.FromMilliseconds(300), clock.Wait);
            Assert.Equal("", error.ToString());
            clock.Ring!();
            state = "done";
            clock.Ring!();
        }

        Assert.Equal("\rreading: 10 files\rdone             \r    \r", error.ToString());
        clock.Ring!();
        Assert.EndsWith("\r    \r", error.ToString(), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(null, "")]
    [InlineData(80, "true")]
    public void Nothing_is_drawn_into_a_file_or_in_a_build(int? columns, string ci)
    {
        var (error, clock) = (new StringWriter(), new HandClock());
        using (new ProgressLine(Terminal(error, columns, ci), clock, () => "reading")) Assert.Null(clock.Ring);
        Assert.Equal("", error.ToString());
    }

    private static Shiprank.Cli.Terminal.Terminal Terminal(TextWriter error, int? columns, string ci = "") => new(TextWriter.Null, error, new()
    {
        WorkingDirectory = "/",
        Home = "/",
        Variables = new Dictionary<string, string> { ["CI"] = ci },
        ErrorColumns = columns,
    });

    /// <summary>A clock whose timer rings when the test says so.</summary>
    private sealed class HandClock : TimeProvider
    {
        public Action? Ring { get; private set; }

        public TimeSpan Wait { get; private set; }

        public override ITimer CreateTimer(TimerCallback callback, object? state, TimeSpan dueTime, TimeSpan period)
        {
            (Ring, Wait) = (() => callback(state), dueTime);
            return new NoTimer();
        }

        private sealed class NoTimer : ITimer
        {
            public bool Change(TimeSpan dueTime, TimeSpan period) => true;

            public void Dispose()
            {
            }

            public ValueTask DisposeAsync() => ValueTask.CompletedTask;
        }
    }
}
