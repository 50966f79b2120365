using System.Buffers;
using System.IO.Compression;

namespace Shiprank.Server.Ingest.Otlp;

/// <summary>Why a body was not taken, with the status that says so.</summary>
internal sealed record BodyRefusal(int Status, string Reason);

/// <summary>A body as it is read: out of gzip, within the limits. Its memory is counted until it is disposed of.</summary>
internal sealed class OtlpBody : IDisposable
{
    private const int Step = 64 * 1024;

    private readonly ByteBudget budget;
    private byte[] bytes = ArrayPool<byte>.Shared.Rent(Step);
    private long taken;
    private int length;

    private OtlpBody(ByteBudget budget) => this.budget = budget;

    public ReadOnlyMemory<byte> Bytes => bytes.AsMemory(0, length);

    /// <exception cref="BadHttpRequestException">Broken off.</exception>
    public static async Task<(OtlpBody? Body, BodyRefusal? Refusal)> Read(HttpRequest request, ByteBudget budget, TimeProvider clock)
    {
        var encoding = request.Headers.ContentEncoding.ToString();
        var zipped = encoding.Equals("gzip", StringComparison.OrdinalIgnoreCase);
        if (!zipped && encoding is not ("" or "identity")) return (null, new(StatusCodes.Status415UnsupportedMediaType, "the content encoding has to be gzip or none"));
        if (request.ContentLength > OtlpLimits.Sent) return (null, TooLarge);
        using var deadline = new CancellationTokenSource(OtlpLimits.SlowestBody, clock);
        using var either = CancellationTokenSource.CreateLinkedTokenSource(deadline.Token, request.HttpContext.RequestAborted);
        var body = new OtlpBody(budget);
        BodyRefusal? refusal;
        try
        {
            var sent = new CountedStream(request.Body, OtlpLimits.Sent);
            refusal = await body.Fill(zipped ? new GZipStream(sent, CompressionMode.Decompress) : sent, either.Token);
        }
        catch (InvalidDataException)
        {
            refusal = new(StatusCodes.Status400BadRequest, "the body is not valid gzip");
        }
        catch (BodyTooLargeException)
        {
            refusal = TooLarge;
        }
        catch (OperationCanceledException) when (deadline.IsCancellationRequested && !request.HttpContext.RequestAborted.IsCancellationRequested)
        {
            refusal = new(StatusCodes.Status408RequestTimeout, "the body took longer than 20 seconds");
        }

        if (refusal is null) return (body, null);
        body.Dispose();
        return (null, refusal);
    }

    public void Dispose()
    {
        ArrayPool<byte>.Shared.Return(bytes);
        budget.GiveBack(taken);
        (bytes, taken, length) = ([], 0, 0);
    }

    private static BodyRefusal TooLarge => new(StatusCodes.Status413PayloadTooLarge, "larger than 8 MB as it was sent, or than 16 MB out of gzip");

    private async Task<BodyRefusal?> Fill(Stream from, CancellationToken cancel)
    {
        if (!Take(bytes.Length)) return Busy;
        while (true)
        {
            var read = await from.ReadAsync(bytes.AsMemory(length), cancel);
            if (read == 0) return null;
            length += read;
            if (length > OtlpLimits.Read) return TooLarge;
            if (length == bytes.Length && !Grow()) return Busy;
        }
    }

    private static BodyRefusal Busy => new(StatusCodes.Status429TooManyRequests, "too much telemetry at once; send it again in a few seconds");

    private bool Grow()
    {
        if (!Take(bytes.Length)) return false;
        var larger = ArrayPool<byte>.Shared.Rent(bytes.Length * 2);
        bytes.AsSpan(0, length).CopyTo(larger);
        ArrayPool<byte>.Shared.Return(bytes);
        bytes = larger;
        return true;
    }

    private bool Take(long more)
    {
        if (!budget.TryTake(more)) return false;
        taken += more;
        return true;
    }
}
