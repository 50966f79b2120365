using System.Text;

namespace Shiprank.Store.DuckDb.Interop;

/// <summary>
/// Rows in chunks of up to 2,048. Spans and bytes belong to the current chunk and are gone after <see cref="NextChunk"/>.
/// </summary>
internal sealed unsafe class DuckResult : IDisposable
{
    private readonly Column[] columns;
    private Native.Result raw;
    private nint chunk;
    private bool open = true;

    private DuckResult(Native.Result raw)
    {
        this.raw = raw;
        columns = new Column[(int)Native.ColumnCount(ref this.raw)];
        for (var i = 0; i < columns.Length; i++) columns[i] = Describe((ulong)i);
    }

    /// <summary>Rows in the current chunk.</summary>
    public int Count { get; private set; }

    public int Columns => columns.Length;

    public long RowsChanged => (long)Native.RowsChanged(ref raw);

    /// <exception cref="DuckException">The statement failed.</exception>
    internal static DuckResult Wrap(int outcome, Native.Result raw) => outcome == 0 ? new(raw) : throw Failure(ref raw);

    public string Name(int column) => columns[column].Name;

    public bool NextChunk()
    {
        if (chunk != 0) Native.DestroyDataChunk(ref chunk);
        chunk = Native.FetchChunk(raw);
        if (chunk == 0)
        {
            Count = 0;
            return Native.ResultError(ref raw) is var error && error == 0 ? false : throw new DuckException(Native.Text(error), Native.ResultErrorType(ref raw));
        }

        Count = (int)Native.ChunkSize(chunk);
        for (var i = 0; i < columns.Length; i++)
        {
            var vector = Native.ChunkVector(chunk, (ulong)i);
            columns[i].Data = Native.VectorData(vector);
            columns[i].Validity = Native.VectorValidity(vector);
        }

        return Count > 0;
    }

    /// <summary>The raw vector of a fixed-width column. The caller names the physical type; a wrong width is a bug and throws.</summary>
    public ReadOnlySpan<T> Span<T>(int column)
        where T : unmanaged
    {
        ref readonly var c = ref columns[column];
        return sizeof(T) == c.Width ? new(c.Data, Count) : throw new InvalidOperationException($"column {c.Name} is {c.Type}, not {typeof(T).Name}");
    }

    public bool IsNull(int column, int row) => columns[column].Validity is var v && v != null && ((v[row >> 6] >> (row & 63)) & 1) == 0;

    /// <summary>Bytes of a text or blob. Up to 12 stand in the vector itself.</summary>
    public ReadOnlySpan<byte> Bytes(int column, int row)
    {
        var entry = columns[column].Data + (row * 16);
        var length = *(int*)entry;
        return new(length <= 12 ? entry + 4 : *(byte**)(entry + 8), length);
    }

    public string Text(int column, int row) => Encoding.UTF8.GetString(Bytes(column, row));

    /// <summary>Any value: integers as long, HUGEINT as Int128, times as DateTimeOffset, decimals as decimal.</summary>
    /// <exception cref="OverflowException">A decimal is wider than .NET's 96 bits.</exception>
    public object? Value(int column, int row)
    {
        if (IsNull(column, row)) return null;
        ref readonly var c = ref columns[column];
        var data = c.Data;
        return c.Type switch
        {
            DuckType.Boolean => data[row] != 0,
            DuckType.TinyInt => (long)((sbyte*)data)[row],
            DuckType.SmallInt => (long)((short*)data)[row],
            DuckType.Integer => (long)((int*)data)[row],
            DuckType.BigInt => ((long*)data)[row],
            DuckType.UTinyInt => (long)data[row],
            DuckType.USmallInt => (long)((ushort*)data)[row],
            DuckType.UInteger => (long)((uint*)data)[row],
            DuckType.Float => (double)((float*)data)[row],
            DuckType.Double => ((double*)data)[row],
            DuckType.HugeInt => ((Native.HugeInt*)data)[row].Value,
            DuckType.Decimal => DuckDecimal.Read(data, row, c.DecimalStorage, c.DecimalScale),
            DuckType.Date => DuckTime.Day(((int*)data)[row]),
            DuckType.Timestamp or DuckType.TimestampTz => DuckTime.Time(((long*)data)[row]),
            DuckType.Varchar => Text(column, row),
            DuckType.Blob => Bytes(column, row).ToArray(),
            DuckType.Uuid => DuckUuid.FromVector(((Native.HugeInt*)data)[row]),
            var type => throw new NotSupportedException($"column {c.Name} is {type}"),
        };
    }

    public void Dispose()
    {
        if (!open) return;
        open = false;
        if (chunk != 0) Native.DestroyDataChunk(ref chunk);
        Native.DestroyResult(ref raw);
    }

    private static DuckException Failure(ref Native.Result raw)
    {
        var failure = new DuckException(Native.Text(Native.ResultError(ref raw)), Native.ResultErrorType(ref raw));
        Native.DestroyResult(ref raw);
        return failure;
    }

    private Column Describe(ulong index)
    {
        var type = Native.ColumnLogicalType(ref raw, index);
        var column = new Column { Name = Native.Text(Native.ColumnName(ref raw, index)), Type = Native.TypeId(type) };
        if (column.Type == DuckType.Decimal)
        {
            column.DecimalScale = Native.DecimalScale(type);
            column.DecimalStorage = Native.DecimalInternalType(type);
        }

        Native.DestroyLogicalType(ref type);
        return column;
    }

    private struct Column
    {
        public string Name;
        public DuckType Type;
        public DuckType DecimalStorage;
        public byte DecimalScale;
        public byte* Data;
        public ulong* Validity;

        public readonly int Width => Type switch
        {
            DuckType.Boolean or DuckType.TinyInt or DuckType.UTinyInt => 1,
            DuckType.SmallInt or DuckType.USmallInt => 2,
            DuckType.Integer or DuckType.UInteger or DuckType.Date or DuckType.Float => 4,
            DuckType.BigInt or DuckType.UBigInt or DuckType.Double or DuckType.Timestamp or DuckType.TimestampTz => 8,
            DuckType.HugeInt or DuckType.Uuid => 16,
            _ => 0,
        };
    }
}
