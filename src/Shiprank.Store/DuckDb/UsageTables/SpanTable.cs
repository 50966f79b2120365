using Shiprank.Store.DuckDb.Interop;

namespace Shiprank.Store.DuckDb.UsageTables;

/// <summary>Which team has a person's day, or who pays for it, as the organisation says now.</summary>
/// <param name="table">Its columns are the person, the first day, the first day after, and the group.</param>
internal sealed class SpanTable(NameTable people, NameTable groups, string table)
{
    public void Save(DuckConnection connection, IReadOnlyList<PersonSpan> spans)
    {
        connection.Run($"create or replace temp table new_spans as select * from {table} limit 0");
        using (var appender = connection.Append("new_spans"))
        {
            var rows = new AppendedRows(appender);
            foreach (var (person, group, from, end) in PersonSpan.Disjoint(spans))
            {
                rows.Value(0, people.Id(StoredText.Clean(person)));
                rows.Day(1, from);
                rows.Day(2, end);
                rows.Value(3, groups.Id(StoredText.Clean(group)));
                rows.Next();
            }

            rows.Flush();
        }

        if (connection.Scalar($"select 1 from ((select * from new_spans except select * from {table}) union all (select * from {table} except select * from new_spans)) as x limit 1") is null) return;
        connection.Run($"delete from {table}");
        connection.Run($"insert into {table} select * from new_spans");
        connection.Run("insert into dirty_days select distinct day from usage_rows");
    }
}
