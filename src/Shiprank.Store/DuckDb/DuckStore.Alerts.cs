using Shiprank.Core.Money.Alerts;
using Shiprank.Store.DuckDb.AlertTables;

namespace Shiprank.Store;

/// <content>Alerts that fired, and where they went.</content>
public sealed partial class DuckStore
{
    public IReadOnlyList<StoredAlert> AddAlerts(IReadOnlyList<Alert> judged, DateTimeOffset now, CancellationToken cancel = default) =>
        judged.Count == 0 ? [] : writer.Transact(connection => AlertTable.Add(connection, judged, now), cancel);

    public IReadOnlyList<StoredAlert> ReadAlerts(int last)
    {
        using var reader = readers.Open(CancellationToken.None);
        return AlertTable.Read(reader, last);
    }

    public bool SeeAlert(long id, DateTimeOffset? at, CancellationToken cancel = default) => writer.Transact(connection => AlertTable.See(connection, id, at), cancel);

    public IReadOnlySet<(long Id, string Channel)> ReadSentAlerts(long from)
    {
        using var reader = readers.Open(CancellationToken.None);
        return AlertTable.Sent(reader, from);
    }

    public void AddSentAlerts(IReadOnlyList<long> ids, string channel, DateTimeOffset at, CancellationToken cancel = default) => writer.Transact(connection => AlertTable.AddSent(connection, ids, channel, at), cancel);
}
