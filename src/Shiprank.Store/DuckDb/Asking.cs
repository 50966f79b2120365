using Shiprank.Store.DuckDb.Interop;

namespace Shiprank.Store.DuckDb;

/// <summary>Runs a question and gives back plain values.</summary>
internal static class Asking
{
    /// <exception cref="ArgumentException">More or fewer arguments than the question has parameters.</exception>
    public static Answer Ask(Reader reader, string sql, IReadOnlyList<object?> arguments)
    {
        using var statement = Bound(reader, sql, arguments);
        using var result = statement.Run();
        var rows = new List<object?[]>();
        while (reader.Next(result))
        {
            for (var i = 0; i < result.Count; i++)
            {
                var row = new object?[result.Columns];
                for (var c = 0; c < row.Length; c++) row[c] = result.Value(c, i);
                rows.Add(row);
            }
        }

        return new([.. Enumerable.Range(0, result.Columns).Select(result.Name)], rows);
    }

    public static List<T> Ask<T>(Reader reader, string sql, IReadOnlyList<object?> arguments, Func<AnswerRow, T> read)
    {
        using var statement = Bound(reader, sql, arguments);
        using var result = statement.Run();
        var (rows, texts) = (new List<T>(), new RepeatedTexts());
        while (reader.Next(result))
        {
            for (var i = 0; i < result.Count; i++) rows.Add(read(new(result, texts, i)));
        }

        return rows;
    }

    public static IEnumerable<T> Stream<T>(Reader reader, string sql, IReadOnlyList<object?> arguments, Func<AnswerRow, T> read)
    {
        using var statement = Bound(reader, sql, arguments);
        using var result = statement.Stream();
        var texts = new RepeatedTexts();
        while (reader.Next(result))
        {
            for (var i = 0; i < result.Count; i++) yield return read(new(result, texts, i));
        }
    }

    private static DuckStatement Bound(Reader reader, string sql, IReadOnlyList<object?> arguments)
    {
        var statement = reader.Connection.Prepare(sql);
        if (statement.Parameters == arguments.Count) return statement.Bind([.. arguments]);
        var parameters = statement.Parameters;
        statement.Dispose();
        throw new ArgumentException($"the question has {parameters} parameters, not {arguments.Count}", nameof(arguments));
    }
}
