namespace Shiprank.Store;

/// <summary>The rows of an answer. Values are null, long, string, bool, DateOnly or DateTimeOffset; money is in nano-USD.</summary>
public sealed class Answer(IReadOnlyList<string> columns, IReadOnlyList<object?[]> rows)
{
    public IReadOnlyList<string> Columns => columns;

    public IReadOnlyList<object?[]> Rows => rows;

    /// <summary>The value of a column by name.</summary>
    /// <exception cref="ArgumentException">The question has no such column.</exception>
    public T Value<T>(int row, string column)
    {
        for (var i = 0; i < columns.Count; i++)
        {
            if (string.Equals(columns[i], column, StringComparison.Ordinal)) return (T)rows[row][i]!;
        }

        throw new ArgumentException($"the answer has no column {column}", nameof(column));
    }
}
