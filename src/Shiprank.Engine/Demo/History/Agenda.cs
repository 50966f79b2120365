namespace Shiprank.Engine.Demo.History;

/// <summary>What happens in a repository, in order of time; what happens can put more on it. Nothing happens after the end.</summary>
internal sealed class Agenda(DateTimeOffset end)
{
    private readonly PriorityQueue<Action<DateTimeOffset>, (DateTimeOffset At, int Turn)> queue = new();
    private int turn;

    public void At(DateTimeOffset time, Action<DateTimeOffset> what)
    {
        if (time <= end) queue.Enqueue(what, (time, turn++));
    }

    public void Run(CancellationToken cancel)
    {
        while (queue.TryDequeue(out var what, out var when))
        {
            cancel.ThrowIfCancellationRequested();
            what(when.At);
        }
    }
}
