using System.Text;
using Shiprank.Core.Usage;

namespace Shiprank.Sources.Logs;

/// <summary>
/// Rows by tool and key, over all files and stores. Adding copies in any order, from any thread, gives the same rows.
/// A row takes about a hundred bytes beside its key: what many rows share is one object.
/// </summary>
internal sealed class ResponseTable
{
    private readonly Chunked<Stored> rows = new();
    private readonly Dictionary<Shared, Shared> shared = [];
    private readonly Lock gate = new();
    private int[] slots = new int[1024];
    private Shared last = new("", "", "", "", "", "");

    public int Count => rows.Count;

    public RowData this[int index]
    {
        get => rows[index].ToData();
        set => rows[index] = Store(value);
    }

    /// <summary>
    /// Adds one copy of the response <paramref name="key"/> (UTF-8). A main thread's copy replaces those of side threads, which replay it with other counters.
    /// </summary>
    public void Add(ReadOnlySpan<byte> key, in RowData row)
    {
        var hash = Utf8Comparer.Instance.GetHashCode(key);
        lock (gate)
        {
            ref var slot = ref Find(slots, key, row.Tool, hash);
            if (slot == 0)
            {
                slot = rows.Add(Store(row with { Key = Encoding.UTF8.GetString(key) })) + 1;
                if (rows.Count * 2 > slots.Length) Grow();
                return;
            }

            var known = this[slot - 1];
            if (known.Sidechain == row.Sidechain) known.Merge(row with { Key = known.Key });
            else if (known.Sidechain) known = row with { Key = known.Key };
            else return;
            this[slot - 1] = known;
        }
    }

    /// <summary>Order of time, tool and key.</summary>
    public int Compare(int a, int b)
    {
        ref readonly var x = ref rows[a];
        ref readonly var y = ref rows[b];
        if (x.Ticks != y.Ticks) return x.Ticks.CompareTo(y.Ticks);
        var order = string.CompareOrdinal(x.Shared.Tool, y.Shared.Tool);
        return order != 0 ? order : string.CompareOrdinal(x.Key, y.Key);
    }

    private ref int Find(int[] table, ReadOnlySpan<byte> key, string tool, int hash)
    {
        var at = hash & (table.Length - 1);
        while (table[at] != 0)
        {
            ref readonly var row = ref rows[table[at] - 1];
            if (Utf8Comparer.Instance.Equals(key, row.Key) && row.Shared.Tool == tool) break;
            at = (at + 1) & (table.Length - 1);
        }

        return ref table[at];
    }

    private void Grow()
    {
        var larger = new int[slots.Length * 2];
        for (var i = 0; i < rows.Count; i++)
        {
            var at = Utf8Comparer.Instance.GetHashCode(rows[i].Key) & (larger.Length - 1);
            while (larger[at] != 0) at = (at + 1) & (larger.Length - 1);
            larger[at] = i + 1;
        }

        slots = larger;
    }

    private Stored Store(in RowData row)
    {
        if (!last.IsOf(row))
        {
            var context = new Shared(row.Tool, row.Session, row.Model, row.Project, row.Branch, row.Tier);
            if (!shared.TryGetValue(context, out var known)) shared[context] = known = context;
            last = known;
        }

        return new(row.Key, last, row.Ticks, row.Tokens, row.Credits is null && row.Cost is null ? null : new Money(row.Credits, row.Cost), row.Quality, row.Autonomous, row.Sidechain, row.Join);
    }

    private sealed record Shared(string Tool, string Session, string Model, string Project, string Branch, string Tier)
    {
        public bool IsOf(in RowData row) =>
            ReferenceEquals(Session, row.Session) && Tool == row.Tool && Model == row.Model && Project == row.Project && Branch == row.Branch && Tier == row.Tier;
    }

    private sealed record Money(decimal? Credits, decimal? Cost);

    private readonly record struct Stored(string Key, Shared Shared, long Ticks, TokenCounts Tokens, Money? Money, UsageQuality Quality, bool Autonomous, bool Sidechain, long Join)
    {
        public RowData ToData() => new()
        {
            Tool = Shared.Tool,
            Key = Key,
            Session = Shared.Session,
            Model = Shared.Model,
            Project = Shared.Project,
            Branch = Shared.Branch,
            Tier = Shared.Tier,
            Ticks = Ticks,
            Tokens = Tokens,
            Credits = Money?.Credits,
            Cost = Money?.Cost,
            Quality = Quality,
            Autonomous = Autonomous,
            Sidechain = Sidechain,
            Join = Join,
        };
    }
}
