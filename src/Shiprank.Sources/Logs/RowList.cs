using System.Collections;
using Shiprank.Core.Usage;

namespace Shiprank.Sources.Logs;

/// <summary>Collected rows in order of time, tool and key. A <see cref="UsageRow"/> is made when it is asked for, so holding the list stays cheap.</summary>
internal sealed class RowList : IReadOnlyList<UsageRow>
{
    private readonly ResponseTable rows;
    private readonly int[] order;

    public RowList(ResponseTable rows)
    {
        this.rows = rows;
        order = [.. Enumerable.Range(0, rows.Count)];
        Array.Sort(order, rows.Compare);
    }

    public int Count => order.Length;

    public UsageRow this[int index] => Data(index).ToRow();

    public RowData Data(int index) => rows[order[index]];

    public IEnumerator<UsageRow> GetEnumerator()
    {
        for (var i = 0; i < order.Length; i++) yield return this[i];
    }

    IEnumerator IEnumerable.GetEnumerator() => GetEnumerator();
}
