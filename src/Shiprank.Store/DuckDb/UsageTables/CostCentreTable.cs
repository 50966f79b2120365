using Shiprank.Store.DuckDb.Interop;

namespace Shiprank.Store.DuckDb.UsageTables;

/// <summary>Who pays for whom, as the organisation says now.</summary>
internal sealed class CostCentreTable(Names names)
{
    private const string Staged = "create or replace temp table new_spans as select * from cost_centre_spans limit 0";
    private const string Changed = "select 1 from ((select * from new_spans except select * from cost_centre_spans) union all (select * from cost_centre_spans except select * from new_spans)) as x limit 1";

    public void Save(DuckConnection connection, IReadOnlyList<CostCentreSpan> spans)
    {
        connection.Run(Staged);
        using (var appender = connection.Append("new_spans"))
        {
            var rows = new AppendedRows(appender);
            foreach (var (person, costCentre, from, end) in CostCentreSpan.Disjoint(spans))
            {
                rows.Value(0, names.People.Id(StoredText.Clean(person)));
                rows.Day(1, from);
                rows.Day(2, end);
                rows.Value(3, names.CostCentres.Id(StoredText.Clean(costCentre)));
                rows.Next();
            }

            rows.Flush();
        }

        if (connection.Scalar(Changed) is null) return;
        connection.Run("delete from cost_centre_spans");
        connection.Run("insert into cost_centre_spans select * from new_spans");
        connection.Run("insert into dirty_days select distinct day from usage_rows");
    }
}
