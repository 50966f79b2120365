using Shiprank.Store;

namespace Shiprank.Engine.Telemetry;

public enum SpoolAnswer
{
    /// <summary>On the disk.</summary>
    Kept,

    /// <summary>As much waits as may wait.</summary>
    Full,

    /// <summary>The disk failed.</summary>
    Failed,
}

/// <summary>
/// Takes records to the disk before anything else is done with them: what was kept is there after a kill. Records that come while the disk is busy go
/// together in the next write. What waits, in memory and on the disk, is bounded.
/// </summary>
public sealed class TelemetrySpool : IDisposable
{
    private readonly SpoolFolder folder;
    private readonly SpoolLimits limits;
    private readonly Lock gate = new();
    private readonly SemaphoreSlim work = new(0);
    private readonly SemaphoreSlim news = new(0, 1);
    private readonly Thread thread;
    private List<(byte[] Record, TaskCompletionSource<SpoolAnswer> Done)> waiting = [];
    private FileStream? file;
    private long waitingBytes;
    private long segment;
    private long durable;
    private long storedBytes;
    private volatile bool ended;

    /// <param name="path">Folder of the spool; made when it is not there.</param>
    /// <param name="position">How far the store is.</param>
    /// <exception cref="IOException">The folder can't be made or read.</exception>
    public TelemetrySpool(string path, SpoolPosition? position, SpoolLimits? limits = null)
    {
        (folder, this.limits) = (new(path), limits ?? SpoolLimits.Default);
        folder.Make();
        Position = position ?? default;
        folder.DropBefore(Position.Segment);
        segment = Math.Max(folder.Segments() is { Count: > 0 } old ? old[^1] : 0, Position.Segment);
        storedBytes = folder.Bytes();
        thread = new(Work) { IsBackground = true, Name = "telemetry spool" };
        thread.Start();
        Notify();
    }

    /// <summary>Everything before it is in the store.</summary>
    public SpoolPosition Position { get; private set; }

    /// <summary>Bytes on the disk that may not be in the store yet.</summary>
    public long Waiting => Interlocked.Read(ref storedBytes);

    /// <summary>Ends when the record is on the disk, or will never be.</summary>
    public Task<SpoolAnswer> Append(byte[] record)
    {
        var done = new TaskCompletionSource<SpoolAnswer>(TaskCreationOptions.RunContinuationsAsynchronously);
        lock (gate)
        {
            if (ended) return Task.FromResult(SpoolAnswer.Failed);
            if (waitingBytes + record.Length > limits.InMemory || Waiting + record.Length > limits.OnDisk) return Task.FromResult(SpoolAnswer.Full);
            waiting.Add((record, done));
            waitingBytes += record.Length;
        }

        work.Release();
        return done.Task;
    }

    /// <summary>Ends when there may be something to read.</summary>
    public Task Changed(CancellationToken cancel) => news.WaitAsync(cancel);

    /// <summary>Reads on from a position, at least one record if there is any.</summary>
    /// <returns>The records and the position after them.</returns>
    /// <exception cref="IOException">A file can't be read.</exception>
    public (IReadOnlyList<byte[]> Records, SpoolPosition Next) Read(SpoolPosition place, int mostBytes)
    {
        var records = new List<byte[]>();
        var bytes = 0;
        foreach (var number in folder.Segments().Where(s => s >= place.Segment))
        {
            if (number != place.Segment) place = new(number, 0);
            var end = End(number);
            if (place.Bytes >= end) continue;
            using var reader = new FileStream(folder.Of(number), FileMode.Open, FileAccess.Read, FileShare.ReadWrite | FileShare.Delete, 64 * 1024);
            reader.Position = place.Bytes;
            while (place.Bytes < end)
            {
                if (bytes >= mostBytes) return (records, place);
                if (Next(reader, end - place.Bytes) is not { } record)
                {
                    // What was being written when the process was killed; nobody was told that it was kept.
                    place = place with { Bytes = end };
                    break;
                }

                records.Add(record);
                bytes += record.Length;
                place = place with { Bytes = place.Bytes + SpoolFrame.Header + record.Length };
            }
        }

        return (records, place);
    }

    /// <summary>Tells that everything before a position is in the store; files that are not needed any more go.</summary>
    public void Stored(SpoolPosition position)
    {
        Position = position;
        folder.DropBefore(position.Segment);
        Interlocked.Exchange(ref storedBytes, folder.Bytes() - position.Bytes);
    }

    /// <summary>Waits until what was taken is on the disk.</summary>
    public void Dispose()
    {
        lock (gate) ended = true;
        work.Release();
        thread.Join();
        file?.Dispose();
        work.Dispose();
        news.Dispose();
    }

    private static byte[]? Next(FileStream reader, long left)
    {
        if (left < SpoolFrame.Header) return null;
        Span<byte> header = stackalloc byte[SpoolFrame.Header];
        reader.ReadExactly(header);
        if (SpoolFrame.Length(header, left) is not { } length) return null;
        var record = new byte[length];
        reader.ReadExactly(record);
        return SpoolFrame.IsWhole(header, record) ? record : null;
    }

    /// <summary>How far a segment may be read: one of this process as far as it is on the disk, an older one whole.</summary>
    private long End(long number)
    {
        lock (gate)
        {
            if (number == segment && file is not null) return durable;
        }

        return new FileInfo(folder.Of(number)) is { Exists: true } old ? old.Length : 0;
    }

    private void Work()
    {
        while (true)
        {
            work.Wait();
            List<(byte[] Record, TaskCompletionSource<SpoolAnswer> Done)> taken;
            lock (gate)
            {
                (taken, waiting) = (waiting, []);
                if (taken.Count == 0 && ended) return;
            }

            if (taken.Count == 0) continue;
            var answer = Keep(taken);
            lock (gate) waitingBytes -= taken.Sum(t => (long)t.Record.Length);
            foreach (var (_, done) in taken) done.SetResult(answer);
            if (answer == SpoolAnswer.Kept) Notify();
        }
    }

    private SpoolAnswer Keep(List<(byte[] Record, TaskCompletionSource<SpoolAnswer> Done)> records)
    {
        try
        {
            if (file is null || durable >= limits.Segment) Begin();
            foreach (var (record, _) in records) SpoolFrame.Write(file!, record);
            file!.Flush(flushToDisk: true);
            var length = file.Position;
            Interlocked.Add(ref storedBytes, length - durable);
            lock (gate) durable = length;
            return SpoolAnswer.Kept;
        }
        catch (Exception failure) when (failure is IOException or UnauthorizedAccessException)
        {
            // What of it is on the disk may be read after a restart though it was not promised: it is sent again and known then.
            lock (gate)
            {
                file?.Dispose();
                file = null;
            }

            return SpoolAnswer.Failed;
        }
    }

    private void Begin()
    {
        lock (gate)
        {
            file?.Dispose();
            file = null;
            file = new FileStream(folder.Of(segment + 1), FileMode.CreateNew, FileAccess.Write, FileShare.Read | FileShare.Delete, 64 * 1024);
            segment++;
            durable = 0;
        }
    }

    private void Notify()
    {
        lock (gate)
        {
            if (news.CurrentCount == 0) news.Release();
        }
    }
}

/// <param name="InMemory">Bytes of records that may wait for the disk.</param>
/// <param name="OnDisk">Bytes that may wait for the store.</param>
/// <param name="Segment">Bytes after which a new file is begun.</param>
public sealed record SpoolLimits(long InMemory, long OnDisk, long Segment)
{
    public static readonly SpoolLimits Default = new(16 << 20, 4L << 30, 32 << 20);
}
