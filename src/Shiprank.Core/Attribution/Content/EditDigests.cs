using System.Runtime.InteropServices;
using System.Text;
using Shiprank.Core.Delivery;

namespace Shiprank.Core.Attribution.Content;

/// <summary>Digests of all that was written between two moments: a sum over the edits, so that their order does not matter.</summary>
internal sealed class EditDigests
{
    private static readonly TextHasher Hash = new(0x5348495052414e4b, 1);
    private readonly long[] times;
    private readonly UInt128[] sums;

    public EditDigests(IEnumerable<WrittenFile> files)
    {
        var all = files.SelectMany(f => f.Writings.Select(w => (w.At.UtcTicks, Digest: Of(f, w)))).OrderBy(d => d.UtcTicks).ToList();
        times = [.. all.Select(d => d.UtcTicks)];
        sums = new UInt128[all.Count + 1];
        for (var i = 0; i < all.Count; i++) sums[i + 1] = unchecked(sums[i] + all[i].Digest);
    }

    /// <summary>Both ends inside.</summary>
    public UInt128 Between(DateTimeOffset from, DateTimeOffset to) => unchecked(sums[Before(to.UtcTicks + 1)] - sums[Before(from.UtcTicks)]);

    private static UInt128 Of(WrittenFile file, Writing writing)
    {
        var name = Encoding.UTF8.GetBytes($"{file.Session.Trace.Tool}\n{file.Session.Trace.Session}\n{file.Session.Person}\n{file.Path.Text}\n{writing.At.UtcTicks}");
        var lines = MemoryMarshal.AsBytes(writing.Lines.AsSpan());
        return new(Hash.Hash(name) ^ ulong.RotateLeft(Hash.Hash(lines), 1), Hash.Hash(lines) + (31 * Hash.Hash(name)));
    }

    /// <summary>How many edits are earlier than the time.</summary>
    private int Before(long ticks)
    {
        var (low, high) = (0, times.Length);
        while (low < high)
        {
            var middle = (low + high) / 2;
            if (times[middle] < ticks) low = middle + 1;
            else high = middle;
        }

        return low;
    }
}
