using Shiprank.Core.Delivery;
using Shiprank.Store.Delivery;
using Shiprank.Store.DuckDb.Interop;

namespace Shiprank.Store.DuckDb.DeliveryTables;

/// <summary>Histories and patches of repositories. A history is replaced whole; patches belong to their shas and are only added, then pruned with the history.</summary>
internal sealed class HistoryTables(Names names, TimeProvider clock)
{
    public static IReadOnlyList<string> Repositories(Reader reader)
    {
        using var statement = reader.Connection.Prepare("select r.name from histories h join repositories r on r.repository_id = h.repository_id order by r.name");
        using var result = statement.Run();
        var list = new List<string>();
        while (reader.Next(result))
        {
            for (var i = 0; i < result.Count; i++) list.Add(result.Text(0, i));
        }

        return list;
    }

    /// <summary>Takes the history's place and drops the patches of commits that are no longer in it.</summary>
    public void Save(DuckConnection connection, RepositoryHistory history, byte[] body)
    {
        var id = names.Repositories.Id(StoredText.Clean(history.Repository));
        connection.Run("create or replace temp table kept_commits (sha text not null)");
        using (var appender = connection.Append("kept_commits"))
        {
            var rows = new AppendedRows(appender);
            foreach (var commit in history.Commits)
            {
                rows.Text(0, commit.Sha);
                rows.Next();
            }

            rows.Flush();
        }

        connection.Run("delete from commit_patches where repository_id = $1 and sha not in (select sha from kept_commits)", id);
        if (history.Commits.Count == 0) connection.Run("delete from ledger_checkpoints where repository_id = $1", id);
        connection.Run("delete from histories where repository_id = $1", id);
        connection.Run("insert into histories values ($1, $2, $3, $4)", id, history.Commits.Count, clock.GetUtcNow(), body);
    }

    public static DateTimeOffset? SavedAt(Reader reader, string repository)
    {
        using var statement = reader.Connection.Prepare("select h.saved_at from histories h join repositories r on r.repository_id = h.repository_id where r.name = $1");
        using var result = statement.Bind(StoredText.Clean(repository)).Run();
        return reader.Next(result) ? DuckTime.Time(result.Span<long>(0)[0]) : null;
    }

    public static RepositoryHistory? Read(Reader reader, string repository)
    {
        using var statement = reader.Connection.Prepare("select h.body from histories h join repositories r on r.repository_id = h.repository_id where r.name = $1");
        using var result = statement.Bind(StoredText.Clean(repository)).Run();
        return reader.Next(result) ? HistoryCodec.Read(result.Bytes(0, 0)) : null;
    }
}
