namespace Shiprank.Store.DuckDb.Interop;

/// <summary>
/// Appends to a table column by column: fill up to <see cref="Capacity"/> slots, <see cref="Commit"/>, again, then <see cref="Flush"/>.
/// The rows belong to the connection's open transaction.
/// </summary>
internal sealed unsafe class DuckAppender : IDisposable
{
    public const int Capacity = 2048;

    private readonly nint[] vectors;
    private readonly nint[] slots;
    private nint handle;
    private nint chunk;

    internal DuckAppender(DuckConnection connection, string table)
    {
        if (Native.CreateAppender(connection.Handle, null, table, out handle) != 0)
        {
            var refused = Error();
            _ = Native.DestroyAppender(ref handle);
            throw refused;
        }

        vectors = new nint[(int)Native.AppenderColumnCount(handle)];
        slots = new nint[vectors.Length];
        var types = stackalloc nint[vectors.Length];
        for (var i = 0; i < vectors.Length; i++) types[i] = Native.AppenderColumnType(handle, (ulong)i);
        chunk = Native.CreateDataChunk(types, (ulong)vectors.Length);
        for (var i = 0; i < vectors.Length; i++) Native.DestroyLogicalType(ref types[i]);
        FetchVectors();
    }

    /// <summary>The slots of a fixed-width column; <typeparamref name="T"/> must be its physical type.</summary>
    public Span<T> Column<T>(int column)
        where T : unmanaged => new((void*)slots[column], Capacity);

    public void Null(int column, int row)
    {
        Native.MakeValidityWritable(vectors[column]);
        Native.VectorValidity(vectors[column])[row >> 6] &= ~(1UL << (row & 63));
    }

    /// <summary>A text (UTF-8) or a blob; the bytes are copied.</summary>
    public void Bytes(int column, int row, ReadOnlySpan<byte> bytes)
    {
        byte none = 0;
        fixed (byte* start = bytes) Native.AssignString(vectors[column], (ulong)row, start == null ? &none : start, (ulong)bytes.Length);
    }

    /// <summary>Hands the first <paramref name="rows"/> slots over and empties the chunk.</summary>
    public void Commit(int rows)
    {
        if (rows == 0) return;
        Native.SetChunkSize(chunk, (ulong)rows);
        Check(Native.AppendDataChunk(handle, chunk));
        Native.ResetDataChunk(chunk);
        // A reset chunk may have other buffers.
        FetchVectors();
    }

    public void Flush() => Check(Native.FlushAppender(handle));

    public void Dispose()
    {
        if (handle == 0) return;
        Native.DestroyDataChunk(ref chunk);
        _ = Native.DestroyAppender(ref handle);
    }

    private void FetchVectors()
    {
        for (var i = 0; i < vectors.Length; i++)
        {
            vectors[i] = Native.ChunkVector(chunk, (ulong)i);
            slots[i] = (nint)Native.VectorData(vectors[i]);
        }
    }

    private void Check(int outcome)
    {
        if (outcome != 0) throw Error();
    }

    private DuckException Error()
    {
        var error = Native.AppenderErrorData(handle);
        var kind = Native.ErrorKind(error);
        Native.DestroyErrorData(ref error);
        return new(Native.Text(Native.AppenderError(handle)), kind);
    }
}
