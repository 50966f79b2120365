using System.Text;

namespace Shiprank.Sources.Logs;

/// <summary>
/// Rows by identity, over all files and stores of one tool. Adding copies in any order, from any thread, gives the same rows.
/// </summary>
internal sealed class ResponseTable
{
    private readonly Dictionary<string, int> byKey = new(Utf8Comparer.Instance);
    private readonly Dictionary<string, int>.AlternateLookup<ReadOnlySpan<byte>> lookup;
    private readonly Lock gate = new();

    public ResponseTable() => lookup = byKey.GetAlternateLookup<ReadOnlySpan<byte>>();

    public Chunked<RowData> Rows { get; } = new();

    /// <summary>
    /// Adds one copy of the response <paramref name="key"/> (UTF-8). A main thread's copy replaces those of side threads, which replay it with other counters.
    /// </summary>
    public void Add(ReadOnlySpan<byte> key, ref RowData row)
    {
        lock (gate)
        {
            if (!lookup.TryGetValue(key, out var at))
            {
                row.Key = Encoding.UTF8.GetString(key);
                byKey.Add(row.Key, Rows.Add(row));
                return;
            }

            ref var known = ref Rows[at];
            row.Key = known.Key;
            if (known.Sidechain == row.Sidechain) known.Merge(row);
            else if (known.Sidechain) known = row;
        }
    }
}
