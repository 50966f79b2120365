using Shiprank.Core.Caps;
using Shiprank.Engine.Gateway;
using static Shiprank.Tests.Gateway.JournalCase;

namespace Shiprank.Tests.Gateway;

public sealed class CallJournalTests : IDisposable
{
    private readonly TemporaryFolder folder = new();

    [Fact]
    public void What_ended_is_there_after_a_restart_and_what_had_not_is_charged_as_reserved()
    {
        using (var journal = folder.Open())
        {
            Assert.True(journal.Begin(Reserved("a")));
            Assert.True(journal.Begin(Reserved("b", 0.7m)));
            Assert.True(journal.Begin(Reserved("c")));
            journal.End(Settled(Reserved("a")));
            journal.End(Reserved("c") with { Kind = CallEntryKind.Failed, EndedAt = Now });
        }

        for (var start = 0; start < 3; start++)
        {
            using var again = folder.Open();
            Assert.Equal(0.8m, again.Used(Day).Usd);
            Assert.Equal((2, 5700), (again.Used(Day).Steps, again.Used(Day).Tokens));
            Assert.Equal(0.8m, again.Used(new("run", "", "run:r1")).Usd);
        }
    }

    [Fact]
    public void Each_entry_is_read_once_as_it_was_written_across_files_and_restarts()
    {
        var written = new List<CallEntry>();
        var read = new List<CallEntry>();
        for (var start = 0; start < 3; start++)
        {
            using var journal = folder.Open(segment: 64 * 1024);
            for (var i = 0; i < 200; i++)
            {
                var reserved = Reserved($"{start}-{i}");
                Assert.True(journal.Begin(reserved));
                journal.End(Settled(reserved));
                written.Add(Settled(reserved) with { Counters = [] });
            }

            var place = journal.Place;
            while (journal.Read(place, 4096) is { Entries.Count: > 0 } part)
            {
                read.AddRange(part.Entries.Where(e => e.Kind != CallEntryKind.Reserved));
                place = part.Next;
            }

            journal.TakenOver(place);
            Assert.Equal(0, journal.Waiting);
        }

        Assert.Equivalent(written, read, strict: true);
        Assert.Equal(600 * 0.1m, Counted());
        Assert.InRange(Directory.GetFiles(Path.Combine(folder.Path, "gateway"), "*.calls").Length, 1, 3);
    }

    [Fact]
    public void What_was_cut_off_by_a_kill_ends_its_file_and_nothing_else()
    {
        using (var journal = folder.Open())
        {
            Assert.True(journal.Begin(Reserved("a")));
            journal.End(Settled(Reserved("a")));
            Assert.True(journal.Begin(Reserved("b")));
        }

        var file = Directory.GetFiles(Path.Combine(folder.Path, "gateway"), "*.calls").Single();
        var bytes = File.ReadAllBytes(file);
        for (var cut = bytes.Length - 1; cut > bytes.Length - 40; cut--)
        {
            File.WriteAllBytes(file, bytes[..cut]);
            using var copy = new TemporaryFolder();
            Directory.CreateDirectory(Path.Combine(copy.Path, "gateway"));
            File.Copy(file, Path.Combine(copy.Path, "gateway", Path.GetFileName(file)));
            using var journal = copy.Open();
            Assert.Equal(0.1m, journal.Used(Day).Usd);
        }
    }

    [Fact]
    public void A_full_disk_stops_calls_and_never_their_accounting()
    {
        var room = 2;
        using var journal = folder.Open(segment: 32 * 1024, create: (segment, bytes) => room-- > 0
            ? File.OpenHandle(Path.Combine(folder.Path, "gateway", $"{segment:D12}.calls"), FileMode.CreateNew, FileAccess.Write, FileShare.Read, FileOptions.None, bytes)
            : throw new IOException("No space left on device"));
        var begun = new List<CallEntry>();
        for (var i = 0; i < 1000 && journal.Begin(Reserved($"{i}")); i++) begun.Add(Reserved($"{i}"));
        Assert.True(journal.IsScarce);
        Assert.InRange(begun.Count, 10, 999);
        Assert.False(journal.Note(Reserved("x") with { Kind = CallEntryKind.Refused }));
        foreach (var call in begun) journal.End(Settled(call));
        Assert.Equal(begun.Count * 0.1m, journal.Used(Day).Usd);
        Assert.Equal(begun.Count, Read(journal).Count(e => e.Kind == CallEntryKind.Settled));
        room = 10;
        for (var end = Environment.TickCount64 + 20_000; journal.IsScarce && Environment.TickCount64 < end;) Thread.Sleep(20);
        Assert.True(journal.Begin(Reserved("after")));
        journal.End(Settled(Reserved("after")));
        Assert.Equal((begun.Count + 1) * 0.1m, Counted(journal));
    }

    [Fact]
    public void Where_no_file_can_be_made_nothing_goes_out_until_one_can()
    {
        var isFull = true;
        using (var before = folder.Open()) Assert.True(before.Begin(Reserved("lost")));
        using (var journal = folder.Open(create: (segment, bytes) => isFull
            ? throw new IOException("No space left on device")
            : File.OpenHandle(Path.Combine(folder.Path, "gateway", $"{segment:D12}.calls"), FileMode.CreateNew, FileAccess.Write, FileShare.Read, FileOptions.None, bytes)))
        {
            Assert.False(journal.Begin(Reserved("a")));
            Assert.Equal(0.5m, journal.Used(Day).Usd);
            isFull = false;
            for (var end = Environment.TickCount64 + 20_000; !journal.Begin(Reserved("b")) && Environment.TickCount64 < end;) Thread.Sleep(20);
            journal.End(Settled(Reserved("b")));
            Assert.Equal(["lost"], Read(journal).Where(e => e.Kind == CallEntryKind.Estimated).Select(e => e.Id));
        }

        Assert.Equal(0.6m, Counted());
    }

    [Fact]
    public void What_is_given_back_is_given_back_once_and_for_all_starts()
    {
        var back = Reserved("back") with { Kind = CallEntryKind.PutBack, Used = new(0.2m, 0, 0, 0), Counters = [Day] };
        using (var journal = folder.Open())
        {
            Assert.True(journal.Begin(Reserved("a")));
            journal.End(Settled(Reserved("a"), 0.3m));
            Assert.True(journal.Note(back));
            Assert.False(journal.Note(back));
        }

        using var again = folder.Open();
        Assert.False(again.Note(back));
        Assert.Equal(0.1m, again.Used(Day).Usd);
    }

    [Fact]
    public void A_newer_versions_journal_is_left_alone()
    {
        using (var journal = folder.Open()) Assert.True(journal.Begin(Reserved("a")));
        var file = Directory.GetFiles(Path.Combine(folder.Path, "gateway"), "*.calls").Single();
        using (var stream = File.Open(file, FileMode.Append)) Engine.Telemetry.SpoolFrame.Write(stream, [77, 1, 2, 3]);
        Assert.Throws<InvalidDataException>(() => folder.Open());
    }

    [Fact]
    public void Long_names_from_outside_are_cut_so_that_an_end_always_fits()
    {
        using var journal = folder.Open(segment: 256 * 1024);
        var long_ = new string('x', 5000);
        var reserved = Reserved("a") with { Session = long_, Branch = long_, Model = long_ };
        Assert.True(journal.Begin(reserved));
        journal.End(Settled(reserved) with { Response = long_, Tier = long_ });
        Assert.All(Read(journal), e => Assert.InRange(e.Model.Length, 1, 200));
    }

    public void Dispose() => folder.Dispose();

    private static List<CallEntry> Read(CallJournal journal)
    {
        var (all, place) = (new List<CallEntry>(), default(JournalPlace));
        while (journal.Read(place, 1 << 20) is { Entries.Count: > 0 } part)
        {
            all.AddRange(part.Entries);
            place = part.Next;
        }

        return all;
    }

    private static decimal Counted(CallJournal journal) => journal.Used(Day).Usd;

    private decimal Counted()
    {
        using var journal = folder.Open();
        return Counted(journal);
    }
}
