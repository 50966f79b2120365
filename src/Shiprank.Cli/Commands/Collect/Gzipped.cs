using System.IO.Compression;

namespace Shiprank.Cli.Commands.Collect;

/// <summary>A body that is sent in gzip.</summary>
internal static class Gzipped
{
    public static HttpContent Content(byte[] bytes, string type)
    {
        using var zipped = new MemoryStream();
        using (var gzip = new GZipStream(zipped, CompressionLevel.Fastest, leaveOpen: true)) gzip.Write(bytes);
        return new ByteArrayContent(zipped.ToArray()) { Headers = { ContentType = new(type), ContentEncoding = { "gzip" } } };
    }
}
