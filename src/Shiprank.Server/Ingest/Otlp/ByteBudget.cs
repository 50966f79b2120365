namespace Shiprank.Server.Ingest.Otlp;

/// <summary>Bytes that all requests together may hold.</summary>
internal sealed class ByteBudget(long most)
{
    private long left = most;

    public bool TryTake(long bytes)
    {
        if (Interlocked.Add(ref left, -bytes) >= 0) return true;
        Interlocked.Add(ref left, bytes);
        return false;
    }

    public void GiveBack(long bytes) => Interlocked.Add(ref left, bytes);
}
