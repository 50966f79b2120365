using Shiprank.Engine.Scoring;

namespace Shiprank.Server.Jobs;

/// <summary>Results that pages and the API answer from.</summary>
/// <param name="Version">Larger than every one before, those of earlier processes included.</param>
public sealed record Publication(long Version, DateTimeOffset At, Standing Standing);

/// <summary>The signal that results are there, or new ones: what is kept of an answer is kept by the version.</summary>
public sealed class Published(TimeProvider clock)
{
    private readonly Lock gate = new();
    private TaskCompletionSource<Publication> next = Fresh();
    private volatile Publication? now;

    /// <summary>Null until the first results are there.</summary>
    public Publication? Now => now;

    /// <summary>0 until the first results are there.</summary>
    public long Version => now?.Version ?? 0;

    /// <summary>The first results that are later than a version; those that are there already, if they are.</summary>
    public Task<Publication> After(long version, CancellationToken cancel)
    {
        lock (gate) return now is { } known && known.Version > version ? Task.FromResult(known) : next.Task.WaitAsync(cancel);
    }

    public Publication Raise(Standing standing)
    {
        TaskCompletionSource<Publication> told;
        Publication publication;
        lock (gate)
        {
            var at = clock.GetUtcNow();

            // Seconds: an answer that a browser kept from before a restart is never taken for one of now.
            publication = now = new(Math.Max(Version + 1, at.ToUnixTimeSeconds()), at, standing);
            (told, next) = (next, Fresh());
        }

        told.SetResult(publication);
        return publication;
    }

    private static TaskCompletionSource<Publication> Fresh() => new(TaskCreationOptions.RunContinuationsAsynchronously);
}
