using Shiprank.Core.Delivery;

namespace Shiprank.Sources.Marks;

/// <summary>The installation's key, in the two forms that marks are made with. Without it no mark is taken.</summary>
/// <param name="Shapes">16 bytes, for shapes of calls.</param>
public sealed record MarkSettings(TextHasher Texts, byte[] Shapes)
{
    public static MarkSettings Of(ulong key0, ulong key1)
    {
        var bytes = new byte[16];
        BitConverter.TryWriteBytes(bytes, key0);
        BitConverter.TryWriteBytes(bytes.AsSpan(8), key1);
        return new(new(key0, key1), bytes);
    }
}
