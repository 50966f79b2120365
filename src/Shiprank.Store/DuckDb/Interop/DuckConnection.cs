namespace Shiprank.Store.DuckDb.Interop;

/// <summary>A connection: one unit of work at a time, transactions are its own.</summary>
internal sealed class DuckConnection : IDisposable
{
    private nint handle;

    internal DuckConnection(nint handle) => this.handle = handle;

    internal nint Handle => handle != 0 ? handle : throw new ObjectDisposedException(nameof(DuckConnection));

    /// <summary>Runs one or more statements without parameters.</summary>
    /// <returns>Rows changed by the last one.</returns>
    public long Run(string sql)
    {
        using var result = DuckResult.Wrap(Native.Query(Handle, sql, out var raw), raw);
        return result.RowsChanged;
    }

    /// <summary>Runs one statement with parameters.</summary>
    /// <returns>Rows changed.</returns>
    public long Run(string sql, params ReadOnlySpan<object?> values)
    {
        using var statement = new DuckStatement(this, sql);
        using var result = statement.Bind(values).Run();
        return result.RowsChanged;
    }

    /// <summary>The first column of the first row, null when there is no row.</summary>
    public object? Scalar(string sql, params ReadOnlySpan<object?> values)
    {
        using var statement = new DuckStatement(this, sql);
        using var result = statement.Bind(values).Run();
        return result.NextChunk() ? result.Value(0, 0) : null;
    }

    public DuckStatement Prepare(string sql) => new(this, sql);

    public DuckAppender Append(string table) => new(this, table);

    /// <summary>Stops what runs on this connection; it fails with <see cref="DuckError.Interrupt"/>. Safe from any thread.</summary>
    public void Interrupt()
    {
        if (handle != 0) Native.Interrupt(handle);
    }

    public void Dispose()
    {
        if (handle != 0) Native.Disconnect(ref handle);
    }
}
