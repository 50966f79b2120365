using Shiprank.Core.Money;
using Shiprank.Core.Score;
using Shiprank.Store.DuckDb.Interop;

namespace Shiprank.Store.DuckDb;

/// <summary>The last scoring run; each replaces the one before.</summary>
internal sealed class ScoreTables(Names names, TimeProvider clock)
{
    private static readonly string[] Tables = ["score_runs", "changes", "change_credits", "cells", "cell_changes", "deployments"];

    public void Replace(DuckConnection connection, ScoreResult score, ChangeKeys keys)
    {
        foreach (var table in Tables) connection.Run("delete from " + table);
        connection.Run("insert into score_runs values ($1, $2, $3, $4)", score.AsOf, StoredText.Clean(score.Policy.Name), score.Policy.Sha256, clock.GetUtcNow());
        AppendChanges(connection, score.Changes, keys);
        AppendCredits(connection, score.Changes, keys);
        AppendCells(connection, score.Cells);
        AppendCellChanges(connection, score.Cells, keys);
        AppendDeployments(connection, score.Deployments);
    }

    private static void Share(AppendedRows rows, int column, Share share)
    {
        rows.Value(column, Nano.Of(share.Lo));
        rows.Value(column + 1, Nano.Of(share.Mid));
        rows.Value(column + 2, Nano.Of(share.Hi));
    }

    private int Service(string name) => names.Services.Id(StoredText.Clean(name));

    private void AppendChanges(DuckConnection connection, IReadOnlyList<ScoredChange> changes, ChangeKeys keys)
    {
        using var appender = connection.Append("changes");
        var rows = new AppendedRows(appender);
        foreach (var change in changes)
        {
            rows.Value(0, keys.Id(change.Repository, change.Sha));
            rows.Value(1, Service(change.Service));
            rows.Value(2, (short)change.Mode);
            rows.Time(3, change.MergedAt);
            rows.Time(4, change.DeployedAt);
            rows.Value(5, (long)change.Eligible);
            rows.Value(6, (long)change.Alive);
            rows.Value(7, (long)change.Deleted);
            rows.Value(8, Nano.Of(change.Quality));
            rows.Value(9, (short)change.Reasons);
            Share(rows, 10, change.Share);
            rows.Value(13, (short)change.Evidence);
            rows.Value(14, (short)change.Fate);
            rows.Value(15, change.Provisional);
            rows.Value(16, (long?)change.Request);
            rows.Next();
        }

        rows.Flush();
    }

    private void AppendCredits(DuckConnection connection, IReadOnlyList<ScoredChange> changes, ChangeKeys keys)
    {
        using var appender = connection.Append("change_credits");
        var rows = new AppendedRows(appender);
        foreach (var change in changes)
        {
            foreach (var part in change.Parts)
            {
                rows.Value(0, keys.Id(change.Repository, change.Sha));
                rows.Value(1, Service(change.Service));
                rows.Value(2, names.People.Id(StoredText.Clean(part.Person)));
                rows.Value(3, Nano.Of(part.Credit));
                rows.Value(4, Nano.Of(part.Size));
                rows.Next();
            }
        }

        rows.Flush();
    }

    private void AppendCells(DuckConnection connection, IReadOnlyList<Cell> cells)
    {
        using var appender = connection.Append("cells");
        var rows = new AppendedRows(appender);
        for (var i = 0; i < cells.Count; i++)
        {
            var cell = cells[i];
            rows.Value(0, (long)i);
            rows.Value(1, names.Repositories.Id(StoredText.Clean(cell.Repository)));
            rows.Value(2, Service(cell.Service));
            rows.Day(3, cell.Day);
            rows.Value(4, names.People.Id(StoredText.Clean(cell.Person)));
            rows.Value(5, Nano.Of(cell.S));
            rows.Value(6, Nano.Of(cell.Nd));
            rows.Value(7, Nano.Of(cell.Scu));
            Share(rows, 8, cell.Share);
            rows.Value(11, cell.Provisional);
            rows.Next();
        }

        rows.Flush();
    }

    private static void AppendCellChanges(DuckConnection connection, IReadOnlyList<Cell> cells, ChangeKeys keys)
    {
        using var appender = connection.Append("cell_changes");
        var rows = new AppendedRows(appender);
        for (var i = 0; i < cells.Count; i++)
        {
            foreach (var sha in cells[i].Changes)
            {
                rows.Value(0, (long)i);
                rows.Value(1, keys.Id(cells[i].Repository, sha));
                rows.Next();
            }
        }

        rows.Flush();
    }

    private void AppendDeployments(DuckConnection connection, IReadOnlyList<ScoredDeployment> deployments)
    {
        using var appender = connection.Append("deployments");
        var rows = new AppendedRows(appender);
        foreach (var deployment in deployments)
        {
            rows.Value(0, names.Repositories.Id(StoredText.Clean(deployment.Repository)));
            rows.Value(1, Service(deployment.Service));
            rows.Text(2, StoredText.Clean(deployment.Id));
            rows.Text(3, StoredText.Clean(deployment.Sha));
            rows.Time(4, deployment.At);
            rows.Value(5, (short)deployment.Kind);
            rows.Value(6, (long)deployment.Delivered);
            rows.Value(7, deployment.Failed);
            rows.Next();
        }

        rows.Flush();
    }
}
