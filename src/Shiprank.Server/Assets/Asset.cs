using System.IO.Compression;

namespace Shiprank.Server.Assets;

/// <summary>A file that pages are made of. Its name tells its content, so it never changes and is kept by browsers for good.</summary>
/// <param name="Name">What it is called in the pages' source: <c>app.css</c>.</param>
/// <param name="File">With a hash of its content: <c>app.1f2e3d4c.css</c>.</param>
/// <param name="Packed">Encodings in which it is held, best first; empty: as it is.</param>
internal sealed record Asset(string Name, string File, string ContentType, IReadOnlyList<string> Packed)
{
    public string Path => $"/assets/{File}";

    /// <param name="encoding">One of <see cref="Packed"/>; null for the plain bytes.</param>
    public byte[] Read(string? encoding)
    {
        if (encoding is not null) return Resource($"{File}.{encoding}");
        if (Packed.Count == 0) return Resource(File);
        using var packed = new BrotliStream(new MemoryStream(Resource($"{File}.br")), CompressionMode.Decompress);
        using var plain = new MemoryStream();
        packed.CopyTo(plain);
        return plain.ToArray();
    }

    private static byte[] Resource(string name)
    {
        using var stream = AssetFiles.Open(name);
        var bytes = new byte[stream.Length];
        stream.ReadExactly(bytes);
        return bytes;
    }
}
