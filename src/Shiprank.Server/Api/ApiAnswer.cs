using System.IO.Compression;

namespace Shiprank.Server.Api;

/// <summary>What an endpoint answers: a whole document, or why there is none.</summary>
internal sealed class ApiAnswer
{
    /// <summary>Smaller ones gain nothing from being compressed.</summary>
    private const int WorthCompressing = 1024;

    private readonly Lazy<ReadOnlyMemory<byte>> gzip;
    private readonly Lazy<ReadOnlyMemory<byte>> brotli;

    private ApiAnswer(ReadOnlyMemory<byte> body, Refusal? refusal)
    {
        (Body, Refusal) = (body, refusal);
        gzip = new(() => Packed(into => new GZipStream(into, CompressionLevel.Fastest)));
        brotli = new(() => Packed(into => new BrotliStream(into, CompressionLevel.Fastest)));
    }

    public ReadOnlyMemory<byte> Body { get; }

    /// <summary>Null when there is a document.</summary>
    public Refusal? Refusal { get; }

    /// <summary>Query of the page behind this one; null when this is the last, or when there are none.</summary>
    public string? Next { get; init; }

    /// <summary>200, or 202 for what is begun.</summary>
    public int Status { get; init; } = StatusCodes.Status200OK;

    /// <summary>Where what was begun can be watched.</summary>
    public string? Location { get; init; }

    /// <summary>Bytes that keeping it takes, about.</summary>
    public long Weight => Body.Length * 3 / 2;

    public static ApiAnswer Of(Action<Stream> write, string? next = null) => new(Written(write), null) { Next = next };

    public static ApiAnswer Of(Action<Stream> write, int status, string location) => new(Written(write), null) { Status = status, Location = location };

    public static implicit operator ApiAnswer(Refusal refusal) => new(default, refusal);

    /// <summary>In the shortest form that the asker reads.</summary>
    /// <returns>The name of the encoding; null for the document as it is.</returns>
    public (ReadOnlyMemory<byte> Body, string? Encoding) For(string accepted) =>
        Body.Length < WorthCompressing ? (Body, null)
        : Accepts(accepted, "br") ? (brotli.Value, "br")
        : Accepts(accepted, "gzip") ? (gzip.Value, "gzip")
        : (Body, null);

    private static bool Accepts(string accepted, string encoding) => accepted.Split(',', StringSplitOptions.TrimEntries).Any(part =>
        part.Split(';', StringSplitOptions.TrimEntries) is [var name, .. var rest] && name.Equals(encoding, StringComparison.OrdinalIgnoreCase) && !rest.Any(r => r is "q=0" or "q=0.0" or "q=0.00" or "q=0.000"));

    private static byte[] Written(Action<Stream> write)
    {
        using var buffer = new MemoryStream();
        write(buffer);
        return buffer.ToArray();
    }

    private ReadOnlyMemory<byte> Packed(Func<Stream, Stream> pack)
    {
        using var buffer = new MemoryStream();
        using (var stream = pack(buffer)) stream.Write(Body.Span);
        return buffer.ToArray();
    }
}

/// <summary>Why there is no document.</summary>
/// <param name="Detail">A sentence.</param>
/// <param name="Parameter">Name of the parameter at fault; null when none is.</param>
/// <param name="Allowed">What it may be instead: words, or a shape.</param>
internal sealed record Refusal(int Status, string Detail, string? Parameter = null, IReadOnlyList<string>? Allowed = null)
{
    public static Refusal Bad(string parameter, string detail, params IReadOnlyList<string> allowed) => new(StatusCodes.Status400BadRequest, detail, parameter, allowed);

    public static Refusal Unknown(string detail) => new(StatusCodes.Status404NotFound, detail);
}
