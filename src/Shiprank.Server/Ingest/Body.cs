namespace Shiprank.Server.Ingest;

/// <summary>The raw bytes of a request. The server itself ends a body that grows beyond its limit.</summary>
internal static class Body
{
    private const int First = 64 * 1024;

    /// <returns>Null when it did not come in time.</returns>
    /// <exception cref="BadHttpRequestException">Too large, or broken off.</exception>
    public static async Task<ReadOnlyMemory<byte>?> Read(HttpRequest request, TimeProvider clock)
    {
        using var deadline = new CancellationTokenSource(RequestLimits.SlowestBody, clock);
        using var either = CancellationTokenSource.CreateLinkedTokenSource(deadline.Token, request.HttpContext.RequestAborted);
        using var content = new MemoryStream((int)Math.Min(request.ContentLength ?? First, 16 * First));
        try
        {
            await request.Body.CopyToAsync(content, either.Token);
        }
        catch (OperationCanceledException) when (deadline.IsCancellationRequested && !request.HttpContext.RequestAborted.IsCancellationRequested)
        {
            return null;
        }

        return content.GetBuffer().AsMemory(0, (int)content.Length);
    }
}
