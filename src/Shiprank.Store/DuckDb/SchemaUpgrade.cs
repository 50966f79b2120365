using Shiprank.Core;
using Shiprank.Store.DuckDb.Interop;
using Shiprank.Store.Schema;

namespace Shiprank.Store.DuckDb;

/// <summary>Brings a file's schema to this program's version, all of it or none; a file that is newer or another's is left alone.</summary>
internal static class SchemaUpgrade
{
    private const string CountTables = "select count(*) from information_schema.tables where table_schema = 'main'";

    /// <returns>Null when the schema is up to date now.</returns>
    public static Problem? Run(DuckConnection connection, string path, TimeProvider clock, Func<InstallationKey> newKey)
    {
        var known = (long)connection.Scalar($"{CountTables} and table_name = 'schema_versions'")! > 0;
        if (!known && (long)connection.Scalar(CountTables)! > 0)
        {
            return new(path, 0, "this is a DuckDB database, but not Shiprank's", "give Shiprank a data folder of its own");
        }

        var version = known ? (int)(long)connection.Scalar("select coalesce(max(version), 0) from schema_versions")! : 0;
        if (version > Migrations.Newest)
        {
            return new(path, 0, $"the data was written by a newer Shiprank (schema {version}; this one knows up to {Migrations.Newest})", "update Shiprank, or use another data folder");
        }

        if (version == Migrations.Newest) return null;
        connection.Run("begin transaction");
        if (!known) connection.Run(Migrations.VersionTable);
        foreach (var migration in Migrations.All.Where(m => m.Version > version))
        {
            connection.Run(migration.Sql);
            connection.Run("insert into schema_versions values ($1, $2, $3)", migration.Version, migration.Name, clock.GetUtcNow());
        }

        if (!known) Keep(connection, newKey());
        connection.Run("commit");
        return null;
    }

    public static InstallationKey Key(DuckConnection connection)
    {
        using var statement = connection.Prepare("select key0, key1 from installation");
        using var result = statement.Run();
        if (!result.NextChunk()) throw new DuckException("the table of the installation's key is empty", DuckError.Internal);
        return new(unchecked((ulong)result.Span<long>(0)[0]), unchecked((ulong)result.Span<long>(1)[0]));
    }

    private static void Keep(DuckConnection connection, InstallationKey key) =>
        connection.Run("insert into installation values ($1, $2)", unchecked((long)key.Key0), unchecked((long)key.Key1));
}
