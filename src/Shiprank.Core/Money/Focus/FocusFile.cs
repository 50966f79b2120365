namespace Shiprank.Core.Money.Focus;

/// <summary>Rows as a CSV file: UTF-8, a head, lines that end in CR LF. The same rows are the same bytes.</summary>
public static class FocusFile
{
    private const int Chunk = 1 << 16;

    /// <returns>The file in pieces; each is valid until the next is asked for.</returns>
    public static IEnumerable<ReadOnlyMemory<byte>> Write(IEnumerable<FocusRow> rows, FocusVersion version, FocusPrices prices)
    {
        FocusColumn[] columns = [.. FocusColumns.Of(version, prices.Invoice, prices.CentreName)];
        var cells = new FocusCells();
        for (var i = 0; i < columns.Length; i++)
        {
            if (i > 0) cells.Byte((byte)',');
            cells.Text(columns[i].Name);
        }

        cells.Raw("\r\n"u8);
        foreach (var row in rows)
        {
            columns[0].Write(cells, row);
            for (var i = 1; i < columns.Length; i++)
            {
                cells.Byte((byte)',');
                columns[i].Write(cells, row);
            }

            cells.Raw("\r\n"u8);
            if (cells.Length < Chunk) continue;
            yield return cells.Written;
            cells.Clear();
        }

        if (cells.Length > 0) yield return cells.Written;
    }
}
