using System.Buffers;
using System.Buffers.Binary;
using System.Security.Cryptography;
using System.Text;

namespace Shiprank.Core.Access;

/// <summary>
/// Makes each entry of the audit log depend on all before it: one that is changed, left out or put in breaks the chain from there on. Entries cut
/// off at the end leave a whole chain: whoever wants to know that too keeps the last hash elsewhere.
/// </summary>
public static class AuditChain
{
    /// <summary>What stands before the first entry.</summary>
    public static readonly string Start = new('0', 64);

    /// <summary>
    /// SHA-256, in lower-case hex, over: the 32 bytes of the hash before, the number and the Unix time in microseconds (8 bytes each, big-endian),
    /// then actor, action, about and detail, each as the count of its UTF-8 bytes (4 bytes, big-endian; −1 for null) and those bytes.
    /// </summary>
    /// <param name="before">64 hex digits.</param>
    public static string Next(string before, long number, AuditEntry entry)
    {
        var bytes = new ArrayBufferWriter<byte>(256);
        bytes.Write(Convert.FromHexString(before));
        Write(bytes, number);
        Write(bytes, Micros(entry.At));
        foreach (var text in (ReadOnlySpan<string?>)[entry.Actor, entry.Action, entry.About, entry.Detail]) Write(bytes, text);
        return Convert.ToHexStringLower(SHA256.HashData(bytes.WrittenSpan));
    }

    /// <param name="records">The whole log in order.</param>
    public static AuditVerdict Verify(IEnumerable<AuditRecord> records)
    {
        var (count, last) = (0L, Start);
        foreach (var record in records)
        {
            if (record.Number != count + 1) return new(count, last, count + 1);
            if (Next(last, record.Number, record.Entry) != record.Hash) return new(count, last, record.Number);
            (count, last) = (count + 1, record.Hash);
        }

        return new(count, last, null);
    }

    /// <summary>As a store keeps it: whole microseconds, UTC.</summary>
    public static DateTimeOffset Moment(DateTimeOffset at) => DateTimeOffset.UnixEpoch.AddTicks(Micros(at) * 10);

    private static long Micros(DateTimeOffset at) => (long)Math.Floor((at.UtcTicks - DateTimeOffset.UnixEpoch.UtcTicks) / 10m);

    private static void Write(ArrayBufferWriter<byte> bytes, long value)
    {
        BinaryPrimitives.WriteInt64BigEndian(bytes.GetSpan(8), value);
        bytes.Advance(8);
    }

    private static void Write(ArrayBufferWriter<byte> bytes, string? text)
    {
        var encoded = text is null ? [] : Encoding.UTF8.GetBytes(text);
        BinaryPrimitives.WriteInt32BigEndian(bytes.GetSpan(4), text is null ? -1 : encoded.Length);
        bytes.Advance(4);
        bytes.Write(encoded);
    }
}

/// <param name="Whole">How many entries from the first on are as they were written.</param>
/// <param name="Head">Hash of the last of them.</param>
/// <param name="Broken">Number of the first that is not, or that is missing; null when all are.</param>
public sealed record AuditVerdict(long Whole, string Head, long? Broken);
