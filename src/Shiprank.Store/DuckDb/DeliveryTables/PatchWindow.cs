using Shiprank.Core.Delivery;
using Shiprank.Store.Delivery;

namespace Shiprank.Store.DuckDb.DeliveryTables;

/// <summary>Packed patches that wait to be written together.</summary>
/// <param name="write">Writes a full window.</param>
internal sealed class PatchWindow(Action<List<(string Sha, byte[] Body)>> write)
{
    public const long Bytes = 8 << 20;

    private readonly PackWriter pack = new();
    private readonly List<(string Sha, byte[] Body)> waiting = [];
    private long bytes;
    private int written;

    public void Take(CommitPatch patch)
    {
        pack.Clear();
        PatchCodec.Write(pack, patch.Files);
        waiting.Add((patch.Sha, pack.Written.ToArray()));
        bytes += pack.Written.Length;
        if (bytes >= Bytes) Write();
    }

    /// <summary>Writes the rest. How many were written in all.</summary>
    public int End()
    {
        if (waiting.Count > 0) Write();
        return written;
    }

    private void Write()
    {
        write(waiting);
        written += waiting.Count;
        waiting.Clear();
        bytes = 0;
    }
}
