using Shiprank.Core.Score;
using Shiprank.Store.Delivery;
using Shiprank.Store.DuckDb.Interop;
using Shiprank.Store.Scores;

namespace Shiprank.Store.DuckDb.ResultTables;

/// <summary>The last result as it was stated, packed; a repository whose part is the same as before is not touched.</summary>
internal sealed class ScoreBodies(Names names)
{
    /// <summary>Stands for the whole in the column of repositories.</summary>
    private const int Whole = -1;

    /// <returns>How many bodies were written.</returns>
    public int Replace(DuckConnection connection, ScoreResult score)
    {
        var known = Known(connection);
        var pack = new PackWriter();
        var written = Keep(connection, known, Whole, ScoreRunBody.Body(pack, score));
        foreach (var (repository, part) in RepositoryScore.Split(score)) written += Keep(connection, known, names.Repositories.Id(StoredText.Clean(repository)), ScoreCodec.Body(pack, repository, part));
        foreach (var gone in known.Keys) connection.Run("delete from score_bodies where repository_id = $1", gone);
        return written;
    }

    /// <summary>Null when none is there whole and unharmed: before the first run, and where another version wrote it.</summary>
    public ScoreResult? Read(Reader reader)
    {
        names.Load(reader.Connection);
        var bodies = Bodies(reader);
        if (bodies is null || !bodies.Remove(Whole, out var whole)) return null;
        return RepositoryScore.Join(
            ScoreRunBody.Read(whole),
            [.. bodies.Select(b => (Name: names.Repositories.Name(b.Key), Body: b.Value)).OrderBy(b => b.Name, StringComparer.Ordinal).Select(b => ScoreCodec.Read(b.Name, b.Body))]);
    }

    /// <summary>Hashes of what is stored, by repository; what another version wrote counts as nothing.</summary>
    private static Dictionary<int, Guid> Known(DuckConnection connection)
    {
        using var statement = connection.Prepare("select repository_id, content_hash, format from score_bodies");
        using var result = statement.Run();
        var known = new Dictionary<int, Guid>();
        while (result.NextChunk())
        {
            for (var i = 0; i < result.Count; i++)
            {
                known[result.Span<int>(0)[i]] = result.Span<short>(2)[i] == ScoreCodec.Format ? DuckUuid.FromVector(result.Span<Native.HugeInt>(1)[i]) : Guid.Empty;
            }
        }

        return known;
    }

    private static int Keep(DuckConnection connection, Dictionary<int, Guid> known, int repository, byte[] body)
    {
        var hash = ContentHash.Of(body);
        if (known.Remove(repository, out var before))
        {
            if (before == hash) return 0;
            connection.Run("delete from score_bodies where repository_id = $1", repository);
        }

        using var appender = connection.Append("score_bodies");
        var rows = new AppendedRows(appender);
        foreach (var (part, count, bytes) in BodyParts.Cut(body))
        {
            rows.Value(0, repository);
            rows.Uuid(1, hash);
            rows.Value(2, ScoreCodec.Format);
            rows.Value(3, part);
            rows.Value(4, count);
            rows.Bytes(5, bytes.Span);
            rows.Next();
        }

        rows.Flush();
        return 1;
    }

    /// <summary>Null when one of them can't be read.</summary>
    private static Dictionary<int, byte[]>? Bodies(Reader reader)
    {
        var parts = new Dictionary<int, (Guid Hash, byte[]?[] Parts)>();
        using var statement = reader.Connection.Prepare("select repository_id, content_hash, format, part, part_count, body from score_bodies");
        using var result = statement.Run();
        while (reader.Next(result))
        {
            for (var i = 0; i < result.Count; i++)
            {
                var (repository, part, count) = (result.Span<int>(0)[i], result.Span<short>(3)[i], result.Span<short>(4)[i]);
                if (result.Span<short>(2)[i] != ScoreCodec.Format || part < 0 || part >= count) return null;
                if (!parts.TryGetValue(repository, out var its)) parts.Add(repository, its = (DuckUuid.FromVector(result.Span<Native.HugeInt>(1)[i]), new byte[count][]));
                if (part >= its.Parts.Length) return null;
                its.Parts[part] = result.Bytes(5, i).ToArray();
            }
        }

        var bodies = new Dictionary<int, byte[]>();
        foreach (var (repository, (hash, its)) in parts)
        {
            if (BodyParts.Join(its, hash) is not { } body) return null;
            bodies.Add(repository, body);
        }

        return bodies;
    }
}
