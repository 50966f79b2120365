namespace Shiprank.Store.DuckDb;

/// <summary>Runs a question and gives back plain values.</summary>
internal static class Asking
{
    /// <exception cref="ArgumentException">More or fewer arguments than the question has parameters.</exception>
    public static Answer Ask(Reader reader, string sql, IReadOnlyList<object?> arguments)
    {
        using var statement = reader.Connection.Prepare(sql);
        if (statement.Parameters != arguments.Count) throw new ArgumentException($"the question has {statement.Parameters} parameters, not {arguments.Count}", nameof(arguments));
        using var result = statement.Bind([.. arguments]).Run();
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
}
