namespace Shiprank.Server.Jobs;

/// <summary>What may write facts at one time: one sync, and beside it one taking of events. The store orders their single steps.</summary>
public sealed class Lanes : IDisposable
{
    private readonly SemaphoreSlim sync = new(1);
    private readonly SemaphoreSlim intake = new(1);

    public Task<IDisposable> EnterSync(CancellationToken cancel) => Enter(sync, cancel);

    public Task<IDisposable> EnterIntake(CancellationToken cancel) => Enter(intake, cancel);

    public void Dispose()
    {
        sync.Dispose();
        intake.Dispose();
    }

    private static async Task<IDisposable> Enter(SemaphoreSlim lane, CancellationToken cancel)
    {
        await lane.WaitAsync(cancel);
        return new Turn(lane);
    }

    private sealed class Turn(SemaphoreSlim lane) : IDisposable
    {
        private int left;

        public void Dispose()
        {
            if (Interlocked.Exchange(ref left, 1) == 0) lane.Release();
        }
    }
}
