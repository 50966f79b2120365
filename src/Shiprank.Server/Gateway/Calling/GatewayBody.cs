using System.Buffers;
using Shiprank.Server.Ingest.Otlp;

namespace Shiprank.Server.Gateway.Calling;

/// <summary>
/// A request's body, read once: what a call costs at most stands in it. It is in memory until the provider has it, is counted there, and is kept or
/// logged nowhere.
/// </summary>
internal sealed class GatewayBody : IDisposable
{
    private const int Step = 16 * 1024;

    private readonly ByteBudget budget;
    private byte[] bytes = [];
    private long taken;

    private GatewayBody(ByteBudget budget) => this.budget = budget;

    public int Length { get; private set; }

    public ReadOnlyMemory<byte> Bytes => bytes.AsMemory(0, Length);

    /// <param name="patience">Ends when the caller has gone, or the body has taken too long.</param>
    /// <exception cref="BadHttpRequestException">Broken off, or shorter than it said.</exception>
    public static async Task<(GatewayBody? Body, int Status, string Refusal)> Read(HttpRequest request, ByteBudget budget, CancellationTokenSource patience)
    {
        if (request.Headers.ContentEncoding.ToString() is not ("" or "identity")) return (null, StatusCodes.Status415UnsupportedMediaType, "the gateway takes bodies without a content encoding alone");
        if (request.ContentLength > GatewayLimits.Body) return (null, StatusCodes.Status413PayloadTooLarge, TooLarge);
        var body = new GatewayBody(budget);
        patience.CancelAfter(GatewayLimits.SlowestBody);
        var kept = false;
        try
        {
            var (status, refusal) = await body.Fill(request, patience.Token);
            patience.CancelAfter(Timeout.InfiniteTimeSpan);
            kept = status == 0;
            return kept ? (body, 0, "") : (null, status, refusal);
        }
        catch (OperationCanceledException) when (!request.HttpContext.RequestAborted.IsCancellationRequested)
        {
            return (null, StatusCodes.Status408RequestTimeout, "the body took longer than 30 seconds");
        }
        finally
        {
            if (!kept) body.Dispose();
        }
    }

    /// <summary>Puts bytes in at a place.</summary>
    /// <returns>False: there is no room for them now.</returns>
    public bool Insert(int at, ReadOnlySpan<byte> more)
    {
        if (Length + more.Length > bytes.Length && !Grow(Length + more.Length)) return false;
        bytes.AsSpan(at, Length - at).CopyTo(bytes.AsSpan(at + more.Length));
        more.CopyTo(bytes.AsSpan(at));
        Length += more.Length;
        return true;
    }

    public void Dispose()
    {
        if (bytes.Length > 0) ArrayPool<byte>.Shared.Return(bytes);
        budget.GiveBack(taken);
        (bytes, taken, Length) = ([], 0, 0);
    }

    private const string TooLarge = "the body is larger than 32 MB";

    private const string Busy = "too much at once; send it again in a few seconds";

    private async Task<(int Status, string Refusal)> Fill(HttpRequest request, CancellationToken cancel)
    {
        // One byte more than it says, so that its end is seen without another buffer.
        if (!Grow(request.ContentLength is { } said ? (int)said + 1 : Step)) return (StatusCodes.Status503ServiceUnavailable, Busy);
        while (true)
        {
            if (Length == bytes.Length && !Grow(Length * 2)) return (StatusCodes.Status503ServiceUnavailable, Busy);
            var read = await request.Body.ReadAsync(bytes.AsMemory(Length), cancel);
            if (read == 0) return (0, "");
            Length += read;
            if (Length > GatewayLimits.Body) return (StatusCodes.Status413PayloadTooLarge, TooLarge);
        }
    }

    private bool Grow(int size)
    {
        var larger = ArrayPool<byte>.Shared.Rent(size);
        if (!budget.TryTake(larger.Length - bytes.Length))
        {
            ArrayPool<byte>.Shared.Return(larger);
            return false;
        }

        taken += larger.Length - bytes.Length;
        bytes.AsSpan(0, Length).CopyTo(larger);
        if (bytes.Length > 0) ArrayPool<byte>.Shared.Return(bytes);
        bytes = larger;
        return true;
    }
}
