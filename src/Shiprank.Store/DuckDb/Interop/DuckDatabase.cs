namespace Shiprank.Store.DuckDb.Interop;

/// <summary>An open DuckDB file. One per process and file; connections are cheap.</summary>
internal sealed class DuckDatabase : IDisposable
{
    private nint handle;

    /// <exception cref="DuckException">The file is locked, damaged, no database, or not to be reached.</exception>
    public DuckDatabase(string path, params ReadOnlySpan<(string Name, string Value)> settings)
    {
        _ = Native.CreateConfig(out var config);
        try
        {
            foreach (var (name, value) in settings)
            {
                if (Native.SetConfig(config, name, value) != 0) throw new DuckException($"DuckDB has no setting {name} = {value}", DuckError.Settings);
            }

            if (Native.Open(path, out handle, config, out var error) == 0) return;
            var message = Native.Text(error);
            Native.Free(error);
            throw new DuckException(message, DuckError.IO);
        }
        finally
        {
            Native.DestroyConfig(ref config);
        }
    }

    public static string Version => Native.Text(Native.LibraryVersion());

    public DuckConnection Connect() =>
        Native.Connect(handle, out var connection) == 0 ? new(connection) : throw new DuckException("DuckDB gave no connection", DuckError.Connection);

    public void Dispose()
    {
        if (handle != 0) Native.Close(ref handle);
    }
}
