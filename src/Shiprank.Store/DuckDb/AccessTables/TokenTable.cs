using Shiprank.Core.Access;
using Shiprank.Store.DuckDb.Interop;

namespace Shiprank.Store.DuckDb.AccessTables;

/// <summary>Service tokens, revoked and expired ones too: who had which right when stays known.</summary>
internal static class TokenTable
{
    public static void Add(DuckConnection connection, ServiceToken token) => connection.Run(
        "insert into service_tokens values ($1, $2, $3, $4, $5, $6, $7, $8, null, null)",
        StoredText.Clean(token.Id), StoredText.Clean(token.Name), token.Hash, (int)token.Scopes, StoredText.Clean(token.Person ?? ""), StoredText.Clean(token.MadeBy), token.MadeAt, token.ExpiresAt);

    public static bool Used(DuckConnection connection, string id, DateTimeOffset at) => connection.Run("update service_tokens set used_at = $1 where token_id = $2", at, StoredText.Clean(id)) > 0;

    public static bool Revoke(DuckConnection connection, string id, DateTimeOffset at) => connection.Run("update service_tokens set revoked_at = $1 where token_id = $2 and revoked_at is null", at, StoredText.Clean(id)) > 0;

    /// <summary>Newest first.</summary>
    public static List<ServiceToken> Read(Reader reader)
    {
        using var statement = reader.Connection.Prepare("select token_id, name, hash, scopes, person, made_by, made_at, expires_at, used_at, revoked_at from service_tokens order by made_at desc, token_id");
        using var result = statement.Run();
        var tokens = new List<ServiceToken>();
        while (reader.Next(result))
        {
            for (var i = 0; i < result.Count; i++)
            {
                var person = result.Text(4, i) is { Length: > 0 } id ? id : null;
                tokens.Add(new(result.Text(0, i), result.Text(1, i), result.Text(2, i), (Scopes)result.Span<short>(3)[i], person, result.Text(5, i), DuckTime.Time(result.Span<long>(6)[i]), DuckTime.Time(result.Span<long>(7)[i]))
                {
                    UsedAt = (DateTimeOffset?)result.Value(8, i),
                    RevokedAt = (DateTimeOffset?)result.Value(9, i),
                });
            }
        }

        return tokens;
    }
}
