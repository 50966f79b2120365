using System.Collections;
using Shiprank.Core.Usage;

namespace Shiprank.Sources.Logs;

/// <summary>Collected rows in order of time, tool and key. A <see cref="UsageRow"/> is made when it is asked for, so holding the list stays cheap.</summary>
internal sealed class RowList : IReadOnlyList<UsageRow>
{
    private readonly Chunked<RowData> rows;
    private readonly int[] order;

    public RowList(Chunked<RowData> rows)
    {
        this.rows = rows;
        order = [.. Enumerable.Range(0, rows.Count)];
        Array.Sort(order, (a, b) => Compare(in rows[a], in rows[b]));
    }

    public int Count => order.Length;

    public UsageRow this[int index] => rows[order[index]].ToRow();

    public ref readonly RowData Data(int index) => ref rows[order[index]];

    public IEnumerator<UsageRow> GetEnumerator()
    {
        foreach (var i in order) yield return rows[i].ToRow();
    }

    IEnumerator IEnumerable.GetEnumerator() => GetEnumerator();

    private static int Compare(in RowData a, in RowData b)
    {
        if (a.Ticks != b.Ticks) return a.Ticks.CompareTo(b.Ticks);
        var order = string.CompareOrdinal(a.Tool, b.Tool);
        return order != 0 ? order : string.CompareOrdinal(a.Key, b.Key);
    }
}
