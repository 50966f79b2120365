using System.Text;

namespace Shiprank.Sources.Logs;

/// <summary>
/// Rows by tool and key, over all files and stores. Adding copies in any order, from any thread, gives the same rows.
/// </summary>
internal sealed class ResponseTable
{
    private readonly Dictionary<string, Dictionary<string, int>.AlternateLookup<ReadOnlySpan<byte>>> tools = new(StringComparer.Ordinal);
    private readonly Lock gate = new();

    public Chunked<RowData> Rows { get; } = new();

    /// <summary>
    /// Adds one copy of the response <paramref name="key"/> (UTF-8). A main thread's copy replaces those of side threads, which replay it with other counters.
    /// </summary>
    public void Add(ReadOnlySpan<byte> key, ref RowData row)
    {
        lock (gate)
        {
            if (!tools.TryGetValue(row.Tool, out var byKey)) byKey = tools[row.Tool] = new Dictionary<string, int>(Utf8Comparer.Instance).GetAlternateLookup<ReadOnlySpan<byte>>();
            if (!byKey.TryGetValue(key, out var at))
            {
                row.Key = Encoding.UTF8.GetString(key);
                byKey.Dictionary.Add(row.Key, Rows.Add(row));
                return;
            }

            ref var known = ref Rows[at];
            row.Key = known.Key;
            if (known.Sidechain == row.Sidechain) known.Merge(row);
            else if (known.Sidechain) known = row;
        }
    }
}
