namespace Shiprank.Store.DuckDb;

/// <summary>Large bodies lie in parts of some megabytes.</summary>
internal static class BodyParts
{
    private const int PartBytes = 4 << 20;

    public static IEnumerable<(short Part, short Count, ReadOnlyMemory<byte> Bytes)> Cut(byte[] body)
    {
        var count = Math.Max(1, (body.Length + PartBytes - 1) / PartBytes);
        for (var part = 0; part < count; part++)
        {
            yield return ((short)part, (short)count, body.AsMemory(part * PartBytes, Math.Min(PartBytes, body.Length - (part * PartBytes))));
        }
    }

    /// <summary>Null when a part is missing, or the whole is not what was written.</summary>
    public static byte[]? Join(byte[]?[] parts, Guid contentHash)
    {
        if (parts.Length == 0 || Array.Exists(parts, p => p is null)) return null;
        var body = parts is [var only] ? only! : Joined(parts!);
        return ContentHash.Of(body) == contentHash ? body : null;
    }

    private static byte[] Joined(byte[][] parts)
    {
        var body = new byte[parts.Sum(p => p.Length)];
        var at = 0;
        foreach (var part in parts)
        {
            part.CopyTo(body, at);
            at += part.Length;
        }

        return body;
    }
}
