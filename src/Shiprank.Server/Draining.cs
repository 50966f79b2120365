namespace Shiprank.Server;

/// <summary>Whether the server is about to stop: it says so to whoever sends requests its way, and finishes what it has begun.</summary>
public sealed class Draining
{
    private volatile bool begun;

    public bool HasBegun => begun;

    public void Begin() => begun = true;
}
