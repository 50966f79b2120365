using System.Text;

namespace Shiprank.Store.DuckDb.Interop;

/// <summary>Appends row by row: fill the columns, <see cref="Next"/>, and <see cref="Flush"/> after the last.</summary>
internal sealed class AppendedRows(DuckAppender appender)
{
    private int row;

    public void Value<T>(int column, T value)
        where T : unmanaged => appender.Column<T>(column)[row] = value;

    public void Value<T>(int column, T? value)
        where T : unmanaged
    {
        if (value is { } known) appender.Column<T>(column)[row] = known;
        else appender.Null(column, row);
    }

    public void Time(int column, DateTimeOffset time) => Value(column, DuckTime.Micros(time));

    public void Time(int column, DateTimeOffset? time) => Value(column, time is { } known ? DuckTime.Micros(known) : (long?)null);

    public void Day(int column, DateOnly day) => Value(column, DuckTime.Days(day));

    public void Uuid(int column, Guid value) => Value(column, DuckUuid.ToVector(value));

    public void Text(int column, string text) => Bytes(column, Encoding.UTF8.GetBytes(text));

    public void Bytes(int column, ReadOnlySpan<byte> bytes) => appender.Bytes(column, row, bytes);

    public void Next()
    {
        if (++row < DuckAppender.Capacity) return;
        appender.Commit(row);
        row = 0;
    }

    public void Flush()
    {
        appender.Commit(row);
        row = 0;
        appender.Flush();
    }
}
