using System.Buffers;
using System.Collections.Concurrent;
using Microsoft.AspNetCore.Connections;

namespace Shiprank.Server;

/// <summary>
/// The memory that connections read into and write from, in blocks that a body of an agent's size fills two of: Kestrel's own of 4 KB take it in
/// thirteen steps, each with its own way into the system and through the pipe. A connection that waits holds none.
/// </summary>
internal sealed class ConnectionBlocks : MemoryPool<byte>
{
    private const int Size = 32 * 1024;

    /// <summary>Blocks that are kept for the next connection; what a rush needed beyond goes back.</summary>
    private const int MostKept = 256;

    private readonly ConcurrentQueue<Block> kept = new();

    public override int MaxBufferSize => Size;

    /// <exception cref="ArgumentOutOfRangeException">More than a block has.</exception>
    public override IMemoryOwner<byte> Rent(int minBufferSize = -1)
    {
        ArgumentOutOfRangeException.ThrowIfGreaterThan(minBufferSize, Size);
        return kept.TryDequeue(out var block) ? block.Again() : new Block(this);
    }

    protected override void Dispose(bool disposing) => kept.Clear();

    private void Keep(Block block)
    {
        if (kept.Count < MostKept) kept.Enqueue(block);
    }

    /// <summary>Every part of the server has a pool of its own, as Kestrel has them.</summary>
    internal sealed class Factory : IMemoryPoolFactory<byte>
    {
        public MemoryPool<byte> Create(MemoryPoolOptions? options = null) => new ConnectionBlocks();
    }

    private sealed class Block(ConnectionBlocks home) : IMemoryOwner<byte>
    {
        private readonly byte[] bytes = GC.AllocateUninitializedArray<byte>(Size, pinned: true);
        private int free;

        public Memory<byte> Memory => bytes;

        public Block Again()
        {
            Volatile.Write(ref free, 0);
            return this;
        }

        /// <summary>Given back twice it would be two connections' at once.</summary>
        public void Dispose()
        {
            if (Interlocked.Exchange(ref free, 1) == 0) home.Keep(this);
        }
    }
}
