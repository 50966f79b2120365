using System.Text;
using Shiprank.Store.DuckDb.Interop;

namespace Shiprank.Store.DuckDb;

/// <summary>
/// A table of names with small ids, held in memory in both directions. New names get their ids at once and reach the table with
/// <see cref="Save"/>; a rollback drops them. Id 0 is the empty name.
/// </summary>
internal sealed class NameTable(string table, string idColumn)
{
    private readonly Lock gate = new();
    private readonly Dictionary<string, int> ids = new(StringComparer.Ordinal);
    private readonly List<string> names = [];
    private int committed;

    /// <summary>Reads the table, once. Every other call needs it done; not while a result streams on this connection.</summary>
    public void Load(DuckConnection connection)
    {
        lock (gate)
        {
            if (names.Count == 0) Read(connection);
        }
    }

    /// <summary>The id of a name, a new one if need be. Only the writer asks.</summary>
    public int Id(string? name)
    {
        if (string.IsNullOrEmpty(name)) return 0;
        lock (gate)
        {
            if (ids.TryGetValue(name, out var id)) return id;
            ids.Add(name, names.Count);
            names.Add(name);
            return names.Count - 1;
        }
    }

    /// <summary>The id of a name that is stored; null when there is none.</summary>
    public int? Find(string name)
    {
        lock (gate)
        {
            return name.Length == 0 ? 0 : ids.TryGetValue(name, out var id) ? id : null;
        }
    }

    public string Name(int id)
    {
        lock (gate)
        {
            return names[id];
        }
    }

    /// <summary>Writes the names that are new, within the connection's transaction.</summary>
    public void Save(DuckConnection connection)
    {
        lock (gate)
        {
            if (committed == names.Count) return;
            using var appender = connection.Append(table);
            for (var at = committed; at < names.Count;)
            {
                var rows = Math.Min(DuckAppender.Capacity, names.Count - at);
                var column = appender.Column<int>(0);
                for (var i = 0; i < rows; i++, at++)
                {
                    column[i] = at;
                    appender.Bytes(1, i, Encoding.UTF8.GetBytes(names[at]));
                }

                appender.Commit(rows);
            }

            appender.Flush();
        }
    }

    /// <summary>The transaction ended: what <see cref="Save"/> wrote stands, or is dropped. Never read again from the file, where a reader's older view could lack names.</summary>
    public void End(bool stands)
    {
        lock (gate)
        {
            if (stands)
            {
                committed = names.Count;
                return;
            }

            for (var i = committed; i < names.Count; i++) ids.Remove(names[i]);
            names.RemoveRange(committed, names.Count - committed);
        }
    }

    private void Read(DuckConnection connection)
    {
        using var statement = connection.Prepare($"select {idColumn}, name from {table} order by {idColumn}");
        using var result = statement.Run();
        while (result.NextChunk())
        {
            var numbers = result.Span<int>(0);
            for (var i = 0; i < result.Count; i++)
            {
                // Ids are dense: given by position, never deleted.
                if (numbers[i] != names.Count) throw new DuckException($"table {table} lacks id {names.Count}", DuckError.Internal);
                var name = result.Text(1, i);
                if (name.Length > 0) ids.Add(name, numbers[i]);
                names.Add(name);
            }
        }

        committed = names.Count;
    }
}
