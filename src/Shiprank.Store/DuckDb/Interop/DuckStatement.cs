using System.Text;

namespace Shiprank.Store.DuckDb.Interop;

/// <summary>A prepared statement with positional parameters (<c>$1</c>, <c>$2</c>, …).</summary>
internal sealed unsafe class DuckStatement : IDisposable
{
    private nint handle;

    internal DuckStatement(DuckConnection connection, string sql)
    {
        if (Native.Prepare(connection.Handle, sql, out handle) == 0) return;
        var message = Native.Text(Native.PrepareError(handle));
        Dispose();
        throw new DuckException(message, DuckError.Catalog);
    }

    public int Parameters => (int)Native.ParameterCount(handle);

    /// <summary>Binds <c>$1</c> and on. Takes null, bool, int, long, double, DateOnly, DateTimeOffset, string, Guid, byte[].</summary>
    public DuckStatement Bind(params ReadOnlySpan<object?> values)
    {
        for (var i = 0; i < values.Length; i++)
        {
            if (Bind((ulong)i + 1, values[i]) != 0) throw new DuckException($"parameter {i + 1}: {Native.Text(Native.PrepareError(handle))}", DuckError.InvalidInput);
        }

        return this;
    }

    public DuckResult Run() => DuckResult.Wrap(Native.Execute(handle, out var raw), raw);

    /// <summary>Rows are computed while they are read: bounded memory, and the connection is busy until the result is disposed.</summary>
    public DuckResult Stream() => DuckResult.Wrap(Native.ExecuteStreaming(handle, out var raw), raw);

    public void Dispose()
    {
        if (handle != 0) Native.DestroyPrepare(ref handle);
    }

    private int Bind(ulong index, object? value) => value switch
    {
        null => Native.BindNull(handle, index),
        bool flag => Native.BindBoolean(handle, index, flag),
        int number => Native.BindInt64(handle, index, number),
        long number => Native.BindInt64(handle, index, number),
        double number => Native.BindDouble(handle, index, number),
        DateOnly day => Native.BindDate(handle, index, DuckTime.Days(day)),
        DateTimeOffset time => Native.BindTimestampTz(handle, index, DuckTime.Micros(time)),
        string text => BindText(index, text),
        Guid uuid => BindUuid(index, uuid),
        byte[] blob => BindBlob(index, blob),
        _ => throw new NotSupportedException($"no DuckDB parameter is made of {value.GetType().Name}"),
    };

    private int BindText(ulong index, string text)
    {
        var bytes = Encoding.UTF8.GetBytes(text);
        byte none = 0;
        fixed (byte* start = bytes) return Native.BindVarchar(handle, index, start == null ? &none : start, (ulong)bytes.Length);
    }

    private int BindBlob(ulong index, byte[] bytes)
    {
        byte none = 0;
        fixed (byte* start = bytes) return Native.BindBlob(handle, index, start == null ? &none : start, (ulong)bytes.Length);
    }

    private int BindUuid(ulong index, Guid uuid)
    {
        var value = Native.CreateUuid(DuckUuid.ToValue(uuid));
        var outcome = Native.BindValue(handle, index, value);
        Native.DestroyValue(ref value);
        return outcome;
    }
}
