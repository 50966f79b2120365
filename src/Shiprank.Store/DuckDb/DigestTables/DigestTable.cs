using Shiprank.Store.DuckDb.Interop;

namespace Shiprank.Store.DuckDb.DigestTables;

/// <summary>Which digests went out, and who wants no more.</summary>
internal static class DigestTable
{
    public static IReadOnlySet<SentDigest> Sent(Reader reader, DateOnly week)
    {
        var sent = new HashSet<SentDigest>();
        using var statement = reader.Connection.Prepare("select subject, channel from digests_sent where week = $1");
        using var result = statement.Bind(week).Run();
        while (reader.Next(result))
        {
            for (var i = 0; i < result.Count; i++) sent.Add(new(result.Text(0, i), week, result.Text(1, i)));
        }

        return sent;
    }

    public static void Add(DuckConnection connection, SentDigest digest, DateTimeOffset at)
    {
        var (subject, channel) = (StoredText.Clean(digest.Subject), StoredText.Clean(digest.Channel));
        connection.Run("delete from digests_sent where subject = $1 and week = $2 and channel = $3", subject, digest.Week, channel);
        connection.Run("insert into digests_sent values ($1, $2, $3, $4)", subject, digest.Week, channel, at);
    }

    public static IReadOnlySet<string> Stopped(Reader reader)
    {
        var people = new HashSet<string>(StringComparer.Ordinal);
        using var statement = reader.Connection.Prepare("select person from digests_stopped");
        using var result = statement.Run();
        while (reader.Next(result))
        {
            for (var i = 0; i < result.Count; i++) people.Add(result.Text(0, i));
        }

        return people;
    }

    /// <param name="at">Null: they want them again.</param>
    public static void Stop(DuckConnection connection, string person, DateTimeOffset? at)
    {
        connection.Run("delete from digests_stopped where person = $1", StoredText.Clean(person));
        if (at is { } moment) connection.Run("insert into digests_stopped values ($1, $2)", StoredText.Clean(person), moment);
    }
}
