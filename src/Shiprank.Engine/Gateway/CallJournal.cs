using Microsoft.Win32.SafeHandles;
using Shiprank.Engine.Telemetry;

namespace Shiprank.Engine.Gateway;

/// <summary>
/// Where every call is written down before it is made, and when it has ended. Entries are in the system's hands when a call here returns, so that a killed
/// process loses none; a failing machine loses at most about a second of them. Space is taken in advance, of the entry that ends a call, too: a disk
/// that is full stops calls, and never their accounting. Safe for use from several threads.
/// </summary>
public sealed class CallJournal : IDisposable
{
    /// <summary>Below the data folder.</summary>
    public const string FolderName = "gateway";

    private static readonly TimeSpan safe = TimeSpan.FromSeconds(1);

    private readonly JournalFolder folder;
    private readonly JournalLimits limits;
    private readonly TimeProvider clock;
    private readonly Func<long, long, SafeFileHandle> create;
    private readonly Lock gate = new();
    private readonly SemaphoreSlim news = new(0, 1);
    private readonly AutoResetEvent work = new(false);
    private readonly Thread keeper;
    private readonly CallBalance balance;
    private readonly Dictionary<string, long> promises = new(StringComparer.Ordinal);
    private readonly List<byte[]> late = [];
    private readonly List<SafeFileHandle> full = [];
    private Segment? current;
    private Segment? spare;
    private long last;
    private long promised;
    private volatile bool ended;

    private CallJournal(JournalFolder folder, JournalLimits limits, TimeProvider clock, Func<long, long, SafeFileHandle>? create)
    {
        (this.folder, this.limits, this.clock, this.create) = (folder, limits, clock, create ?? folder.Create);
        folder.Make();
        balance = JournalReading.Balance(folder);
        last = folder.Segments() is { Count: > 0 } old ? old[^1] : 0;
        Place = folder.ReadPlace();
        balance.Forget(clock.GetUtcNow());
        keeper = new(Keep) { IsBackground = true, Name = "call journal" };
    }

    /// <summary>Everything before it is taken over.</summary>
    public JournalPlace Place { get; private set; }

    /// <summary>True while no space can be taken in advance: what is there is for whoever may not be stopped.</summary>
    public bool IsScarce { get; private set; }

    /// <summary>Bytes that are written and not taken over.</summary>
    public long Waiting
    {
        get
        {
            lock (gate) return Segments().Where(s => s >= Place.Segment).Sum(End) - Place.Bytes;
        }
    }

    /// <summary>
    /// Opens the journal of a folder. Calls that an earlier process wrote down and did not end are charged as they were reserved.
    /// </summary>
    /// <exception cref="IOException">The folder can't be made or read.</exception>
    /// <exception cref="InvalidDataException">It was written by a newer version.</exception>
    public static CallJournal Open(string path, TimeProvider clock, JournalLimits? limits = null, Func<long, long, SafeFileHandle>? create = null)
    {
        var journal = new CallJournal(new(path), limits ?? JournalLimits.Default, clock, create);
        lock (journal.gate)
        {
            journal.Roll();
            foreach (var lost in journal.balance.Open.ToList())
            {
                var ended = Charged(lost, clock.GetUtcNow());
                journal.Put(ended, Frame(ended));
            }

            journal.MakeSpare();
        }

        journal.keeper.Start();
        journal.Tell();
        return journal;
    }

    /// <summary>What counters of a journal have that no process has open; calls that were under way count as they were reserved.</summary>
    /// <exception cref="IOException">A file can't be read.</exception>
    public static IReadOnlyDictionary<Core.Caps.CapCounter, Core.Caps.CapAmount> Look(string path)
    {
        if (!Directory.Exists(path)) return new Dictionary<Core.Caps.CapCounter, Core.Caps.CapAmount>();
        var balance = JournalReading.Balance(new(path));
        foreach (var lost in balance.Open.ToList()) balance.Apply(Charged(lost, lost.At));
        return balance.Counters.ToDictionary();
    }

    /// <summary>What counters have by all that is written.</summary>
    public IReadOnlyList<KeyValuePair<Core.Caps.CapCounter, Core.Caps.CapAmount>> Counters()
    {
        lock (gate) return [.. balance.Counters];
    }

    /// <summary>A call that was lost, as it counts.</summary>
    public static CallEntry Charged(CallEntry reserved, DateTimeOffset now) =>
        reserved with { Kind = CallEntryKind.Estimated, EndedAt = now, Used = reserved.Worst, Usd = reserved.Priced ? reserved.Worst.Usd : null };

    /// <summary>Writes down a call that is about to be made, and takes the space that its end will need.</summary>
    /// <returns>False: it is not written, and must not be made.</returns>
    public bool Begin(CallEntry reserved)
    {
        var frame = CallEntryCodec.Frame(reserved);
        lock (gate)
        {
            var promise = frame.Length + CallEntryCodec.MoreAtEnd;
            if (ended || !HasRoom(frame.Length + promise) || !Append(frame)) return false;
            promises.Add(reserved.Id, promise);
            promised += promise;
            balance.Apply(reserved);
        }

        return true;
    }

    /// <summary>Writes down how a call ended.</summary>
    public void End(CallEntry entry)
    {
        var frame = Frame(entry);
        lock (gate) Put(entry, frame);
        Tell();
    }

    /// <summary>Writes down what is worth knowing and holds nothing: it is left out where space is scarce.</summary>
    public bool Note(CallEntry entry)
    {
        var frame = CallEntryCodec.Frame(entry);
        lock (gate)
        {
            if (ended || IsScarce || !HasRoom(frame.Length) || (entry.Kind == CallEntryKind.PutBack && balance.HasReturned(entry.Id)) || !Append(frame)) return false;
            balance.Apply(entry);
        }

        Tell();
        return true;
    }

    /// <summary>Ends when there may be something to take over.</summary>
    public Task Changed(CancellationToken cancel) => news.WaitAsync(cancel);

    /// <summary>Entries from a place on, at least one if there is any, and the place after them.</summary>
    /// <exception cref="IOException">A file can't be read.</exception>
    public (IReadOnlyList<CallEntry> Entries, JournalPlace Next) Read(JournalPlace place, int mostBytes)
    {
        var entries = new List<CallEntry>();
        List<(long Number, long End)> segments;
        lock (gate) segments = [.. Segments().Where(s => s >= place.Segment).Select(s => (s, End(s)))];
        foreach (var (number, end) in segments)
        {
            if (number != place.Segment) place = new(number, 0);
            if (place.Bytes < end) place = JournalReading.Entries(folder, place, end, mostBytes, entries);
            if (entries.Count > 0) break;
        }

        return (entries, place);
    }

    /// <summary>Tells that everything before a place is taken over; files that nobody needs go.</summary>
    public void TakenOver(JournalPlace place)
    {
        folder.WritePlace(place);
        lock (gate)
        {
            Place = place;
            foreach (var old in Segments().Where(s => s < place.Segment && s < (current?.Number ?? 0))) folder.Drop(old);
        }
    }

    public void Dispose()
    {
        if (ended) return;
        ended = true;
        work.Set();
        keeper.Join();
        lock (gate)
        {
            foreach (var handle in full) handle.Dispose();
            current?.Handle.Dispose();
            if (spare is not null)
            {
                spare.Handle.Dispose();
                folder.Drop(spare.Number);
            }

            current = spare = null;
        }

        work.Dispose();
        news.Dispose();
    }

    private IEnumerable<long> Segments() => folder.Segments().Where(s => s != spare?.Number);

    private long End(long number) => number == current?.Number ? current.Written : folder.Length(number);

    /// <summary>Room in the file that is written, or in the one that was taken in advance.</summary>
    private bool HasRoom(long bytes)
    {
        if (current is not null && current.Size - current.Written - promised >= bytes) return true;
        return Roll() && current!.Size - current.Written - promised >= bytes;
    }

    /// <summary>Goes on in the next file, which begins with what all before it come to.</summary>
    private bool Roll()
    {
        balance.Forget(clock.GetUtcNow());
        var begin = balance.Frame();
        if (spare is not null && spare.Size < begin.Length + promised + (limits.Segment / 4))
        {
            // It was taken when less was known.
            spare.Handle.Dispose();
            folder.Drop(spare.Number);
            spare = null;
        }

        if (spare is null && !MakeSpare(begin.Length)) return false;
        if (current is not null) full.Add(current.Handle);
        (current, spare) = (spare, null);
        work.Set();
        if (!Append(begin)) return false;
        WriteLate();
        return true;
    }

    private void WriteLate()
    {
        while (late.Count > 0 && current is not null && Append(late[0])) late.RemoveAt(0);
    }

    private bool MakeSpare(long begin = 0)
    {
        try
        {
            var size = Math.Max(limits.Segment, (2 * (begin + promised)) + (limits.Segment / 2));
            spare = new(last + 1, create(last + 1, size), size);
            last++;
            IsScarce = false;
            return true;
        }
        catch (Exception failure) when (failure is IOException or UnauthorizedAccessException)
        {
            IsScarce = true;
            return false;
        }
    }

    /// <summary>The counters of what ended stand in its beginning.</summary>
    private static byte[] Frame(CallEntry ended) => CallEntryCodec.Frame(ended with { Counters = [] });

    private void Put(CallEntry entry, byte[] frame)
    {
        if (promises.Remove(entry.Id, out var promise)) promised -= promise;

        // Its space was taken when it began; should the disk fail all the same, it is written as soon as it can be.
        if (late.Count > 0 || current is null || !Append(frame)) late.Add(frame);
        balance.Apply(entry);
    }

    private bool Append(byte[] frame)
    {
        try
        {
            RandomAccess.Write(current!.Handle, frame, current.Written);
            current.Written += frame.Length;
            return true;
        }
        catch (Exception failure) when (failure is IOException or UnauthorizedAccessException)
        {
            return false;
        }
    }

    private void Keep()
    {
        while (!ended)
        {
            work.WaitOne(safe);
            SafeFileHandle? writing;
            List<SafeFileHandle> done;
            lock (gate)
            {
                if (spare is null) MakeSpare();
                if (current is null && spare is not null) Roll();
                WriteLate();
                (writing, done) = (current?.Handle, [.. full]);
                full.Clear();
            }

            // Only this thread closes files, so none is closed while it is made safe.
            foreach (var handle in done)
            {
                Flush(handle);
                handle.Dispose();
            }

            if (writing is not null) Flush(writing);
        }
    }

    private static void Flush(SafeFileHandle handle)
    {
        try
        {
            RandomAccess.FlushToDisk(handle);
        }
        catch (IOException)
        {
            // The next writing says so, to those who can do something about it.
            return;
        }
    }

    private void Tell()
    {
        if (news.CurrentCount > 0) return;
        lock (gate)
        {
            if (!ended && news.CurrentCount == 0) news.Release();
        }
    }

    private sealed class Segment(long number, SafeFileHandle handle, long size)
    {
        public long Number => number;

        public SafeFileHandle Handle => handle;

        public long Size => size;

        public long Written { get; set; }
    }
}
