using Shiprank.Core.Badges;
using Shiprank.Store.DuckDb.Interop;

namespace Shiprank.Store.DuckDb.BadgeTables;

/// <summary>Which digests went out.</summary>
internal sealed class DigestTable(Names names)
{
    private const string Where = "where period = $1 and kind = $2 and holder_id = $3 and channel = $4";

    /// <summary>A beginning that was never ended was broken off somewhere between sending and telling: it is tried once more.</summary>
    private const int MostAttempts = 2;

    public bool Begin(DuckConnection connection, DigestMark mark, DateTimeOffset at)
    {
        var (kind, holder, channel) = Key(mark);
        var attempts = 0L;
        using (var statement = connection.Prepare($"select attempts, ended_at is not null from digests_sent {Where}"))
        {
            using var result = statement.Bind(mark.Period, kind, holder, channel).Run();
            if (result.NextChunk() && result.Count > 0)
            {
                attempts = result.Span<short>(0)[0];
                if ((bool)result.Value(1, 0)! || attempts >= MostAttempts) return false;
            }
        }

        connection.Run($"delete from digests_sent {Where}", mark.Period, kind, holder, channel);
        connection.Run("insert into digests_sent values ($1, $2, $3, $4, $5, $6, null)", mark.Period, kind, holder, channel, attempts + 1, at);
        return true;
    }

    /// <param name="sent">False: it is known not to have gone out, and may be begun again.</param>
    public void End(DuckConnection connection, DigestMark mark, bool sent, DateTimeOffset at)
    {
        var (kind, holder, channel) = Key(mark);
        if (sent) connection.Run($"update digests_sent set ended_at = $5 {Where}", mark.Period, kind, holder, channel, at);
        else connection.Run($"update digests_sent set attempts = attempts - 1 {Where}", mark.Period, kind, holder, channel);
    }

    private (int Kind, int Holder, string Channel) Key(DigestMark mark) =>
        ((int)mark.Kind, (mark.Kind == HolderKind.Person ? names.People : names.Teams).Id(mark.Holder), StoredText.Clean(mark.Channel));
}
