using System.Text;

namespace Shiprank.Core.Usage;

/// <summary>
/// What a client's own log and its telemetry both know of a response, as one number: they share no key, so this is how one response that came by both
/// ways counts once. Responses that are alike in it are told apart by how many there are.
/// </summary>
public static class ResponseJoin
{
    /// <summary>By the provider's id of the request.</summary>
    public static long OfRequest(string tool, ReadOnlySpan<byte> request) => Number(Add(Add(Start, tool), request));

    /// <summary>By what the provider counted: for tools or records without an id.</summary>
    /// <param name="session">Of the thread itself, not of the one that spawned it.</param>
    public static long OfCounts(string tool, string session, params ReadOnlySpan<long> counts)
    {
        var hash = Add(Add(Start, tool), session);
        foreach (var count in counts) hash = Add(hash, count);
        return Number(hash);
    }

    // FNV-1a, 64 bits: nothing is kept by these numbers but whether two are the same.
    private const ulong Start = 0xcbf29ce484222325;
    private const ulong Prime = 0x100000001b3;

    private static ulong Add(ulong hash, string text)
    {
        var most = Encoding.UTF8.GetMaxByteCount(text.Length);
        Span<byte> bytes = most <= 512 ? stackalloc byte[512] : new byte[most];
        return Add(hash, bytes[..Encoding.UTF8.GetBytes(text, bytes)]);
    }

    private static ulong Add(ulong hash, ReadOnlySpan<byte> bytes)
    {
        foreach (var b in bytes) hash = (hash ^ b) * Prime;
        return (hash ^ 0xff) * Prime;
    }

    private static ulong Add(ulong hash, long count)
    {
        for (var shift = 0; shift < 64; shift += 8) hash = (hash ^ (byte)(count >> shift)) * Prime;
        return hash;
    }

    private static long Number(ulong hash) => hash == 0 ? 1 : (long)hash;
}
