using Shiprank.Store.DuckDb.Interop;

namespace Shiprank.Store.DuckDb.ResultTables;

/// <summary>Ids of changes, held for the length of one transaction.</summary>
internal sealed class ChangeKeys
{
    private readonly Dictionary<(int Repository, string Sha), long> ids = [];
    private readonly List<(int Repository, string Sha)> added = [];
    private readonly Names names;

    public ChangeKeys(DuckConnection connection, Names names)
    {
        this.names = names;
        using var statement = connection.Prepare("select repository_id, sha, change_id from change_keys");
        using var result = statement.Run();
        while (result.NextChunk())
        {
            for (var i = 0; i < result.Count; i++) ids[(result.Span<int>(0)[i], result.Text(1, i))] = result.Span<long>(2)[i];
        }
    }

    public long Id(string repository, string sha)
    {
        var key = (names.Repositories.Id(StoredText.Clean(repository)), StoredText.Clean(sha));
        if (ids.TryGetValue(key, out var id)) return id;
        added.Add(key);
        ids.Add(key, id = ids.Count + 1);
        return id;
    }

    public void Save(DuckConnection connection)
    {
        using var appender = connection.Append("change_keys");
        var rows = new AppendedRows(appender);
        foreach (var key in added)
        {
            rows.Value(0, ids[key]);
            rows.Value(1, key.Repository);
            rows.Text(2, key.Sha);
            rows.Next();
        }

        rows.Flush();
    }
}
