namespace Shiprank.Cli.Terminal;

/// <summary>One line on stderr that says what takes so long: from 300 ms on, on a terminal only, gone when done.</summary>
public sealed class ProgressLine : IDisposable
{
    private static readonly TimeSpan patience = TimeSpan.FromMilliseconds(300);
    private static readonly TimeSpan interval = TimeSpan.FromMilliseconds(100);

    private readonly TextWriter writer;
    private readonly Func<string> state;
    private readonly ITimer? timer;
    private readonly Lock gate = new();
    private int drawn;
    private bool done;

    /// <param name="state">Asked at each redraw, from another thread.</param>
    public ProgressLine(Terminal terminal, TimeProvider clock, Func<string> state)
    {
        (writer, this.state) = (terminal.Messages, state);
        if (terminal.Progress) timer = clock.CreateTimer(_ => Draw(), null, patience, interval);
    }

    public void Dispose()
    {
        timer?.Dispose();
        lock (gate)
        {
            done = true;
            if (drawn > 0) Write("");
        }
    }

    private void Draw()
    {
        lock (gate)
        {
            if (!done) Write(state());
        }
    }

    private void Write(string text)
    {
        writer.Write('\r' + text.PadRight(drawn) + (text.Length == 0 ? "\r" : ""));
        writer.Flush();
        drawn = text.Length;
    }
}
