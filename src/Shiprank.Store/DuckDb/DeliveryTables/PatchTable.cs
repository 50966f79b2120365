using Shiprank.Core.Delivery;
using Shiprank.Store.Delivery;
using Shiprank.Store.DuckDb.Interop;

namespace Shiprank.Store.DuckDb.DeliveryTables;

/// <summary>Patches by sha, written in the order of the history and read in any.</summary>
internal sealed class PatchTable(Names names)
{
    /// <summary>Bytes of patches that are in memory at once.</summary>
    private const long WindowBytes = PatchWindow.Bytes;

    /// <summary>Up to so many patches are looked up by name, more by a look at all.</summary>
    private const int Few = 200;

    public static HashSet<string> Shas(Reader reader, string repository)
    {
        var shas = new HashSet<string>(StringComparer.Ordinal);
        foreach (var sha in Places(reader, repository).Keys) shas.Add(sha);
        return shas;
    }

    /// <summary>Writes patches, a window at a time; those of shas that are there already are skipped.</summary>
    /// <returns>How many were new.</returns>
    public int Add(Writer writer, string repository, IEnumerable<CommitPatch> patches, HashSet<string> known, CancellationToken cancel)
    {
        var window = new PatchWindow(full => writer.Transact(connection => Append(connection, repository, full), cancel));
        foreach (var patch in patches)
        {
            if (known.Add(patch.Sha)) window.Take(patch);
        }

        return window.End();
    }

    /// <summary>Writes patches within a transaction that is open.</summary>
    /// <returns>What <paramref name="read"/> gave.</returns>
    public bool AddAll(DuckConnection connection, string repository, Func<Action<CommitPatch>, bool> read)
    {
        var window = new PatchWindow(full => Append(connection, repository, full));
        var whole = read(window.Take);
        if (whole) window.End();
        return whole;
    }

    /// <summary>The patches of the shas, in the order given; a sha without a patch is an error of the caller.</summary>
    public static IEnumerable<CommitPatch> Read(Reader reader, string repository, IReadOnlyList<string> shas)
    {
        var places = Places(reader, repository, shas);
        for (var at = 0; at < shas.Count;)
        {
            var (end, bytes) = (at, 0L);
            while (end < shas.Count && (end == at || bytes < WindowBytes))
            {
                bytes += Place(places, shas[end]).Bytes;
                end++;
            }

            var window = ReadWindow(reader, repository, places, shas, at, end);
            for (; at < end; at++) yield return window[shas[at]];
        }
    }

    private static (long Id, int Bytes) Place(Dictionary<string, (long Id, int Bytes)> places, string sha) =>
        places.TryGetValue(sha, out var place) ? place : throw new ArgumentException($"no patch of commit {sha} is stored", nameof(sha));

    /// <param name="few">The only ones that are asked for; looked up one by one while they are few.</param>
    private static Dictionary<string, (long Id, int Bytes)> Places(Reader reader, string repository, IReadOnlyList<string>? few = null)
    {
        var places = new Dictionary<string, (long, int)>(StringComparer.Ordinal);
        if (few is []) return places;
        string[] named = few is { Count: <= Few } ? [.. few.Distinct(StringComparer.Ordinal)] : [];
        var only = named.Length > 0 ? $" and p.sha in ({string.Join(',', named.Select((_, i) => $"${i + 2}"))})" : "";
        using var statement = reader.Connection.Prepare("select p.sha, p.patch_id, p.byte_count from commit_patches p join repositories r on r.repository_id = p.repository_id where r.name = $1" + only);
        using var result = statement.Bind([StoredText.Clean(repository), .. named]).Run();
        while (reader.Next(result))
        {
            for (var i = 0; i < result.Count; i++) places[result.Text(0, i)] = (result.Span<long>(1)[i], result.Span<int>(2)[i]);
        }

        return places;
    }

    /// <summary>One scan of the range of ids: the order asked for is mostly that of writing, so the range holds little else.</summary>
    private static Dictionary<string, CommitPatch> ReadWindow(Reader reader, string repository, Dictionary<string, (long Id, int Bytes)> places, IReadOnlyList<string> shas, int start, int end)
    {
        var wanted = new Dictionary<long, string>(end - start);
        for (var i = start; i < end; i++) wanted[places[shas[i]].Id] = shas[i];
        var patches = new Dictionary<string, CommitPatch>(wanted.Count, StringComparer.Ordinal);
        var (low, high) = (wanted.Keys.Min(), wanted.Keys.Max());
        // Ids that lie far apart are named one by one, so that no body between them is read.
        var scattered = high - low >= wanted.Count * 2L ? $" and patch_id in ({string.Join(',', wanted.Keys)})" : "";
        using var statement = reader.Connection.Prepare($"select patch_id, body from commit_patches where patch_id between $1 and $2{scattered}");
        using var result = statement.Bind(low, high).Stream();
        while (reader.Next(result))
        {
            var ids = result.Span<long>(0);
            for (var i = 0; i < result.Count; i++)
            {
                if (wanted.TryGetValue(ids[i], out var sha)) patches[sha] = PatchCodec.Read(sha, result.Bytes(1, i));
            }
        }

        return patches.Count == wanted.Count ? patches : throw new InvalidDataException($"patches of {repository} are missing from the store");
    }

    private void Append(DuckConnection connection, string repository, List<(string Sha, byte[] Body)> patches)
    {
        var id = names.Repositories.Id(StoredText.Clean(repository));
        var next = (long)connection.Scalar("select coalesce(max(patch_id), 0) + 1 from commit_patches")!;
        using var appender = connection.Append("commit_patches");
        var rows = new AppendedRows(appender);
        foreach (var (sha, body) in patches)
        {
            rows.Value(0, id);
            rows.Value(1, next++);
            rows.Text(2, sha);
            rows.Value(3, body.Length);
            rows.Bytes(4, body);
            rows.Next();
        }

        rows.Flush();
    }
}
