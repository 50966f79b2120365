using System.Text;
using Shiprank.Engine.Telemetry;

namespace Shiprank.Engine.Gateway;

/// <summary>Reads what stands in the journal's files. A frame that was cut off by a kill ends its file: what comes after it was never promised.</summary>
internal static class JournalReading
{
    /// <summary>What all files come to.</summary>
    public static CallBalance Balance(JournalFolder folder)
    {
        var balance = new CallBalance();
        var segments = folder.Segments();

        // The last file that begins with a balance has all that was before it.
        var first = segments.Count - 1;
        while (first > 0 && !BeginsWithBalance(folder, segments[first])) first--;
        foreach (var segment in segments.Skip(Math.Max(0, first)))
        {
            Read(folder, new(segment, 0), folder.Length(segment), long.MaxValue, record =>
            {
                using var from = Reader(record);
                if (record[0] == CallBalance.Version) balance = CallBalance.Read(from);
                else balance.Apply(CallEntryCodec.Read(from));
            });
        }

        return balance;
    }

    /// <summary>Entries from a place on.</summary>
    /// <param name="end">How far the file may be read.</param>
    /// <returns>The place after them.</returns>
    public static JournalPlace Entries(JournalFolder folder, JournalPlace place, long end, long mostBytes, List<CallEntry> into) => Read(folder, place, end, mostBytes, record =>
    {
        if (record[0] == CallBalance.Version) return;
        using var from = Reader(record);
        into.Add(CallEntryCodec.Read(from));
    });

    private static BinaryReader Reader(byte[] record) => new(new MemoryStream(record, writable: false), Encoding.UTF8);

    private static bool BeginsWithBalance(JournalFolder folder, long segment)
    {
        using var file = Open(folder, segment);
        return Next(file, file.Length) is [CallBalance.Version, ..];
    }

    private static JournalPlace Read(JournalFolder folder, JournalPlace place, long end, long mostBytes, Action<byte[]> take)
    {
        using var file = Open(folder, place.Segment);
        file.Position = place.Bytes;
        for (var read = 0L; place.Bytes < end && read < mostBytes;)
        {
            if (Next(file, end - place.Bytes) is not { } record) return place with { Bytes = end };
            take(record);
            read += record.Length;
            place = place with { Bytes = place.Bytes + SpoolFrame.Header + record.Length };
        }

        return place;
    }

    private static FileStream Open(JournalFolder folder, long segment) => new(folder.Of(segment), FileMode.Open, FileAccess.Read, FileShare.ReadWrite | FileShare.Delete, 64 * 1024);

    private static byte[]? Next(FileStream file, long left)
    {
        if (left < SpoolFrame.Header) return null;
        Span<byte> header = stackalloc byte[SpoolFrame.Header];
        if (file.ReadAtLeast(header, header.Length, throwOnEndOfStream: false) < header.Length || SpoolFrame.Length(header, left) is not (> 0 and var length)) return null;
        var record = new byte[length];
        return file.ReadAtLeast(record, length, throwOnEndOfStream: false) == length && SpoolFrame.IsWhole(header, record) ? record : null;
    }
}
