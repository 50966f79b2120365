using System.Text;
using Shiprank.Store;
using Shiprank.Store.DuckDb;
using Shiprank.Store.DuckDb.Interop;

namespace Shiprank.Tests.Privacy;

/// <summary>Looks for a text in everything that a data folder holds: each column of each table, and the bytes of each file.</summary>
internal static class StoredTexts
{
    public static IReadOnlyList<string> PlacesOf(string text, string dataFolder) => [.. Columns(text, dataFolder), .. Files(text, dataFolder)];

    /// <summary>A compressed page does not show its texts: they are asked for.</summary>
    private static List<string> Columns(string text, string dataFolder)
    {
        using var database = new DuckDatabase(Path.Combine(dataFolder, DuckStore.FileName), ("access_mode", "read_only"));
        using var connection = database.Connect();
        var places = new List<string>();
        foreach (var (table, column) in AllColumns(connection))
        {
            var rows = (long)connection.Scalar($"select count(*) from \"{table}\" where contains(lower(cast(\"{column}\" as varchar)), lower(?))", text)!;
            if (rows > 0) places.Add($"{table}.{column} ({rows})");
        }

        return places;
    }

    private static List<(string Table, string Column)> AllColumns(DuckConnection connection)
    {
        var columns = new List<(string, string)>();
        using var statement = connection.Prepare("select table_name, column_name from duckdb_columns() where not internal order by all");
        using var result = statement.Run();
        while (result.NextChunk())
        {
            for (var row = 0; row < result.Count; row++) columns.Add((result.Text(0, row), result.Text(1, row)));
        }

        return columns;
    }

    private static IEnumerable<string> Files(string text, string dataFolder) =>
        from file in Directory.EnumerateFiles(dataFolder, "*", SearchOption.AllDirectories)
        let bytes = File.ReadAllBytes(file)
        where new[] { Encoding.UTF8, Encoding.Unicode }.Any(e => bytes.AsSpan().IndexOf(e.GetBytes(text)) >= 0)
        select Path.GetFileName(file);
}
