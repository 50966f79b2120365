using Shiprank.Store.DuckDb;
using Shiprank.Store.DuckDb.Interop;

namespace Shiprank.Store;

/// <summary>The current row of an answer, column by column: for answers of many rows, which need not be kept whole.</summary>
public readonly struct AnswerRow
{
    private readonly DuckResult result;
    private readonly RepeatedTexts texts;
    private readonly int row;

    internal AnswerRow(DuckResult result, RepeatedTexts texts, int row) => (this.result, this.texts, this.row) = (result, texts, row);

    public long Long(int column) => result.Span<long>(column)[row];

    public int Int(int column) => result.Span<int>(column)[row];

    public int Short(int column) => result.Span<short>(column)[row];

    public bool Flag(int column) => result.Span<bool>(column)[row];

    public DateOnly Day(int column) => DuckTime.Day(result.Span<int>(column)[row]);

    public DateTimeOffset Time(int column) => DuckTime.Time(result.Span<long>(column)[row]);

    /// <summary>Gone with the row.</summary>
    public ReadOnlySpan<byte> Bytes(int column) => result.Bytes(column, row);

    /// <summary>One string for each text, however many rows have it.</summary>
    public string Text(int column) => texts.Of(result.Bytes(column, row));
}
