using Shiprank.Store.DuckDb.Interop;

namespace Shiprank.Store.DuckDb.DeliveryTables;

/// <summary>How far forges were read by their API.</summary>
internal static class CursorTable
{
    public static ForgeCursor? Read(Reader reader, string forge, string repository, string kind)
    {
        using var statement = reader.Connection.Prepare("select reach, covered_from, covered_to from forge_cursors where forge = $1 and repository = $2 and kind = $3");
        using var result = statement.Bind(StoredText.Clean(forge), StoredText.Clean(repository), StoredText.Clean(kind)).Run();
        return reader.Next(result)
            ? new(forge, repository, kind, DuckTime.Time(result.Span<long>(0)[0]), DuckTime.Time(result.Span<long>(1)[0]), DuckTime.Time(result.Span<long>(2)[0]))
            : null;
    }

    public static void Save(DuckConnection connection, ForgeCursor cursor)
    {
        var (forge, repository, kind) = (StoredText.Clean(cursor.Forge), StoredText.Clean(cursor.Repository), StoredText.Clean(cursor.Kind));
        connection.Run("delete from forge_cursors where forge = $1 and repository = $2 and kind = $3", forge, repository, kind);
        connection.Run("insert into forge_cursors values ($1, $2, $3, $4, $5, $6)", forge, repository, kind, cursor.Reach, cursor.From, cursor.To);
    }
}
