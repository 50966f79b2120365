using Shiprank.Engine.Scoring;
using Shiprank.Server.Jobs;
using Shiprank.Store;

namespace Shiprank.Server.Api;

/// <summary>
/// What reports are made from, and the reports that were made already: each once for a version, whoever asks and however many at once.
/// The one place that knows where a standing comes from.
/// </summary>
internal sealed class Reports(ServerOptions options, Published published, LiveWorkspace workspace) : IDisposable
{
    /// <summary>Bytes of answers that are kept; beyond it all are forgotten.</summary>
    private const long MostKept = 32 * 1024 * 1024;

    /// <summary>Moments other than the published one whose standing is kept.</summary>
    private const int MostMoments = 2;

    private readonly Lock gate = new();

    /// <summary>Reading the facts of another moment needs much memory: one at a time.</summary>
    private readonly SemaphoreSlim reading = new(1);
    private readonly List<(DateTimeOffset AsOf, Standing Standing)> moments = [];
    private Dictionary<string, Lazy<Task<ApiAnswer>>> answers = new(StringComparer.Ordinal);
    private long version;
    private long kept;

    public IStore Store => options.Store;

    public TimeProvider Clock => options.FigureClock;

    /// <summary>The results that answers are from; waits for the first.</summary>
    public async Task<Publication> Now(CancellationToken cancel)
    {
        if (published.Now is { } now) return now;
        if (options.Jobs) return await published.After(0, cancel);
        using (await Turn(cancel)) return published.Now ?? published.Raise(await First());
    }

    /// <param name="of">A publication that <see cref="Now"/> gave.</param>
    public async Task<Standing> At(Publication of, DateTimeOffset? asOf, CancellationToken cancel)
    {
        if (asOf is not { } moment || moment == of.Standing.AsOf) return of.Standing;
        using (await Turn(cancel))
        {
            lock (gate)
            {
                Forget(of.Version);
                if (moments.FirstOrDefault(m => m.AsOf == moment).Standing is { } known) return known;
            }

            var standing = await Read(moment);
            lock (gate)
            {
                if (of.Version == version) moments.Insert(0, (moment, standing));
                if (moments.Count > MostMoments) moments.RemoveAt(MostMoments);
            }

            return standing;
        }
    }

    /// <param name="key">What was asked.</param>
    /// <param name="make">Makes the answer when nobody has asked for it before.</param>
    public async Task<ApiAnswer> Answer(Publication of, string key, Func<ApiAnswer> make)
    {
        Lazy<Task<ApiAnswer>>? answer;
        lock (gate)
        {
            Forget(of.Version);
            if (of.Version < version) answer = new(() => Task.Run(make));
            else if (!answers.TryGetValue(key, out answer)) answers[key] = answer = new(() => Task.Run(() => Made(key, make)));
        }

        return await answer.Value;
    }

    public void Dispose() => reading.Dispose();

    /// <summary>What failed is tried again, and there is no end of nonsense that could be asked: only documents are kept.</summary>
    private ApiAnswer Made(string key, Func<ApiAnswer> make)
    {
        ApiAnswer? made = null;
        try
        {
            return made = make();
        }
        finally
        {
            lock (gate)
            {
                if (made is { Refusal: null }) kept += made.Weight + key.Length;
                else answers.Remove(key);
                if (kept > MostKept) (answers, kept) = (new(StringComparer.Ordinal), 0);
            }
        }
    }

    private void Forget(long now)
    {
        if (now <= version) return;
        (version, kept, answers) = (now, 0, new(StringComparer.Ordinal));
        moments.Clear();
    }

    /// <summary>What the last run stated; before the first run what the facts come to now.</summary>
    private Task<Standing> First() => Task.Run(() => Standing.Read(options.Store, workspace.Current) is { Succeeded: true, Value: { } stored }
        ? stored
        : Standing.Of(Facts.Read(options.Store, workspace.Current, options.FigureClock.GetUtcNow())));

    private Task<Standing> Read(DateTimeOffset asOf) => Task.Run(() => Standing.Of(Facts.Read(options.Store, workspace.Current, asOf)));

    private async Task<IDisposable> Turn(CancellationToken cancel)
    {
        await reading.WaitAsync(cancel);
        return new Left(reading);
    }

    private sealed class Left(SemaphoreSlim gate) : IDisposable
    {
        public void Dispose() => gate.Release();
    }
}
