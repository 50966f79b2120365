using System.Buffers.Text;
using System.Text;

namespace Shiprank.Sources.Logs;

/// <summary>Composes keys as UTF-8 in place: most attempts to add a row need no string.</summary>
internal static class KeyText
{
    /// <summary>Milliseconds since 1970, as keys spell an instant.</summary>
    public static long Milliseconds(long ticks) => (ticks - DateTime.UnixEpoch.Ticks) / TimeSpan.TicksPerMillisecond;

    /// <summary>Adds a row under the key <c>prefix:part:part…</c>.</summary>
    public static void AddAs(this ResponseTable table, in RowData row, string prefix, ReadOnlySpan<long> parts)
    {
        var most = Encoding.UTF8.GetByteCount(prefix) + (parts.Length * 21);
        Span<byte> key = most <= 512 ? stackalloc byte[512] : new byte[most];
        var length = Encoding.UTF8.GetBytes(prefix, key);
        foreach (var part in parts)
        {
            key[length++] = (byte)':';
            Utf8Formatter.TryFormat(part, key[length..], out var written);
            length += written;
        }

        table.Add(key[..length], row);
    }
}
