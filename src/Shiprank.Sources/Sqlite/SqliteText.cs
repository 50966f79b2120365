using Microsoft.Data.Sqlite;
using SQLitePCL;

namespace Shiprank.Sources.Sqlite;

/// <summary>Column values under the logs' rules: a null or a value of another type is unknown.</summary>
internal static class SqliteText
{
    /// <summary>A text column's UTF-8 bytes without a copy; valid until the next row.</summary>
    public static ReadOnlySpan<byte> Utf8(this SqliteDataReader reader, int column) => raw.sqlite3_column_blob(reader.Handle, column);

    public static string Text(this SqliteDataReader reader, int column) => reader.IsDBNull(column) ? "" : reader.GetString(column);
}
