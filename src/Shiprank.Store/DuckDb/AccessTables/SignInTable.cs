using Shiprank.Core.Access;
using Shiprank.Store.DuckDb.Interop;

namespace Shiprank.Store.DuckDb.AccessTables;

/// <summary>Who is signed in.</summary>
internal static class SignInTable
{
    /// <summary>Takes one more; those that have ended by then go.</summary>
    public static void Add(DuckConnection connection, SignedIn signedIn)
    {
        connection.Run("delete from sign_ins where ends_at <= $1", signedIn.BegunAt);
        connection.Run("insert into sign_ins values ($1, $2, $3, $4, $5)", signedIn.Hash, StoredText.Clean(signedIn.Person), (int)signedIn.Granted, signedIn.BegunAt, signedIn.EndsAt);
    }

    public static bool End(DuckConnection connection, string hash) => connection.Run("delete from sign_ins where hash = $1", hash) > 0;

    public static long EndAll(DuckConnection connection, string person) => connection.Run("delete from sign_ins where person = $1", StoredText.Clean(person));

    public static SignedIn? Read(Reader reader, string hash)
    {
        using var statement = reader.Connection.Prepare("select person, roles, begun_at, ends_at from sign_ins where hash = $1");
        using var result = statement.Bind(hash).Run();
        return reader.Next(result) ? new(hash, result.Text(0, 0), (Roles)result.Span<short>(1)[0], DuckTime.Time(result.Span<long>(2)[0]), DuckTime.Time(result.Span<long>(3)[0])) : null;
    }
}
