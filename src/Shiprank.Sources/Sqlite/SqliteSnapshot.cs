using Microsoft.Data.Sqlite;

namespace Shiprank.Sources.Sqlite;

/// <summary>
/// A database as it stands, read without a lock and without writing beside it. A database whose writer left a log beside it (WAL or a journal)
/// is copied with the log into a private temporary folder first, because only so the latest transactions show.
/// </summary>
internal sealed class SqliteSnapshot : IDisposable
{
    private static readonly string[] Logs = ["-wal", "-journal"];
    private readonly string? copy;

    private SqliteSnapshot(SqliteConnection connection, string? copy) => (Connection, this.copy) = (connection, copy);

    public SqliteConnection Connection { get; }

    /// <summary>Makes SQLite usable in this process.</summary>
    public static void Prepare() => _ = SqliteLibrary.IsSystem;

    /// <exception cref="SqliteException">The file is no database, or a damaged one.</exception>
    /// <exception cref="IOException">It can't be read.</exception>
    /// <exception cref="UnauthorizedAccessException">It may not be read.</exception>
    public static SqliteSnapshot Open(string path)
    {
        Prepare();
        using (File.OpenHandle(path, FileMode.Open, FileAccess.Read, FileShare.ReadWrite | FileShare.Delete))
        {
            // An open tells plainly why a file can't be read; SQLite says no more than "unable to open".
        }

        var folder = HasLog(path) ? Copy(path) : null;
        var source = folder is null ? Immutable(path) : Path.Join(folder, Path.GetFileName(path));
        var settings = new SqliteConnectionStringBuilder { DataSource = source, Mode = folder is null ? SqliteOpenMode.ReadOnly : SqliteOpenMode.ReadWrite, Pooling = false };
        var snapshot = new SqliteSnapshot(new SqliteConnection(settings.ToString()), folder);
        try
        {
            snapshot.Connection.Open();
            return snapshot;
        }
        catch (SqliteException)
        {
            snapshot.Dispose();
            throw;
        }
    }

    public bool HasTable(string name)
    {
        using var command = Connection.CreateCommand();
        command.CommandText = "select count(*) from sqlite_master where type = 'table' and name = $name";
        command.Parameters.AddWithValue("$name", name);
        return (long)command.ExecuteScalar()! > 0;
    }

    /// <summary>Runs a query; <paramref name="row"/> is called on each row.</summary>
    public void Query(string sql, Action<SqliteDataReader> row)
    {
        using var command = Connection.CreateCommand();
        command.CommandText = sql;
        using var reader = command.ExecuteReader();
        while (reader.Read()) row(reader);
    }

    public void Dispose()
    {
        Connection.Dispose();
        if (copy is not null) Directory.Delete(copy, recursive: true);
    }

    private static bool HasLog(string path) => Logs.Any(s => new FileInfo(path + s) is { Exists: true, Length: > 0 });

    private static string Immutable(string path) =>
        $"file:{(OperatingSystem.IsWindows() ? "/" : "")}{string.Join('/', path.Replace('\\', '/').Split('/').Select(Uri.EscapeDataString))}?immutable=1";

    /// <summary>Copies until the database did not change meanwhile, so that it and its log belong together.</summary>
    private static string Copy(string path)
    {
        var folder = Directory.CreateTempSubdirectory("shiprank-").FullName;
        for (var attempt = 0; attempt < 3; attempt++)
        {
            var before = Stamp(path);
            foreach (var suffix in Logs.Append(""))
            {
                if (File.Exists(path + suffix)) CopyShared(path + suffix, Path.Join(folder, Path.GetFileName(path) + suffix));
            }

            if (Stamp(path) == before) break;
        }

        return folder;
    }

    private static void CopyShared(string from, string to)
    {
        using var source = new FileStream(from, FileMode.Open, FileAccess.Read, FileShare.ReadWrite | FileShare.Delete);
        using var target = new FileStream(to, FileMode.Create, FileAccess.Write);
        source.CopyTo(target);
    }

    private static (long, DateTime) Stamp(string path) => new FileInfo(path) is var info ? (info.Length, info.LastWriteTimeUtc) : default;
}
