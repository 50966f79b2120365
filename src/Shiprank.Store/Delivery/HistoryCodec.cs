using Shiprank.Core.Delivery;

namespace Shiprank.Store.Delivery;

/// <summary>A repository's history as one body. Commits name each other by place, people and paths stand once.</summary>
internal static class HistoryCodec
{
    /// <summary>First byte of a body: the way that the rest is written. The first has no checkpoints, the second no replacements; the next sync writes it anew.</summary>
    private const byte Format = 3;

    public static byte[] Body(RepositoryHistory history)
    {
        var pack = new PackWriter();
        Write(pack, history);
        return pack.Written.ToArray();
    }

    public static void Write(PackWriter to, RepositoryHistory history)
    {
        var texts = new TextTable();
        var places = new Dictionary<string, int>(history.Commits.Count, StringComparer.Ordinal);
        to.Number(Format);
        to.Text(history.Repository);
        to.Count(history.Commits.Count);
        foreach (var commit in history.Commits)
        {
            WriteCommit(to, commit, places, texts);
            places.TryAdd(commit.Sha, places.Count);
        }

        to.Count(history.FirstParents.Count);
        foreach (var sha in history.FirstParents) WriteRef(to, sha, places);
        to.Count(history.Tags.Count);
        foreach (var tag in history.Tags)
        {
            to.Text(tag.Name);
            WriteRef(to, tag.Sha, places);
            to.Time(tag.At);
        }

        to.Count(history.LineRecords.Count);
        foreach (var record in history.LineRecords) WriteRecord(to, record, places, texts);
        to.Count(history.PatchIds.Count);
        foreach (var (sha, id) in history.PatchIds.OrderBy(p => p.Key, StringComparer.Ordinal))
        {
            WriteRef(to, sha, places);
            to.Sha(id);
        }

        CheckpointCodec.Write(to, history.Checkpoints, texts);
        to.Word(history.Replacements);
    }

    public static RepositoryHistory Read(ReadOnlySpan<byte> body)
    {
        var from = new PackReader(body);
        var texts = new TextTable();
        var format = from.Number();
        if (format is 0 or > Format) throw new InvalidDataException($"a history is written in the unknown way {format}");
        var repository = from.Text();
        var commits = new List<Commit>(from.Count());
        for (var i = commits.Capacity; i > 0; i--) commits.Add(ReadCommit(ref from, commits, texts));
        var firstParents = new string[from.Count()];
        for (var i = 0; i < firstParents.Length; i++) firstParents[i] = ReadRef(ref from, commits);
        var tags = new GitTag[from.Count()];
        for (var i = 0; i < tags.Length; i++) tags[i] = new(from.Text(), ReadRef(ref from, commits), from.Time());
        var records = new LineRecord[from.Count()];
        for (var i = 0; i < records.Length; i++) records[i] = ReadRecord(ref from, commits, texts);
        var patchIds = new Dictionary<string, string>(StringComparer.Ordinal);
        for (var i = from.Count(); i > 0; i--) patchIds.Add(ReadRef(ref from, commits), from.Sha());
        return new()
        {
            Repository = repository,
            Commits = commits,
            FirstParents = firstParents,
            Tags = tags,
            LineRecords = records,
            PatchIds = patchIds,
            Checkpoints = format < 2 ? [] : CheckpointCodec.Read(ref from, texts),
            Replacements = format < 3 ? 0 : from.Word(),
        };
    }

    private static void WriteCommit(PackWriter to, Commit commit, Dictionary<string, int> places, TextTable texts)
    {
        to.Sha(commit.Sha);
        to.Count(commit.Parents.Count);
        foreach (var parent in commit.Parents) WriteRef(to, parent, places);
        WritePerson(to, commit.Author, texts);
        to.Time(commit.AuthoredAt);
        WritePerson(to, commit.Committer, texts);
        to.Time(commit.CommittedAt);
        MessageCodec.Write(to, commit.Message, texts);
    }

    private static Commit ReadCommit(ref PackReader from, List<Commit> before, TextTable texts)
    {
        var sha = from.Sha();
        var parents = new string[from.Count()];
        for (var i = 0; i < parents.Length; i++) parents[i] = ReadRef(ref from, before);
        var author = ReadPerson(ref from, texts);
        var authoredAt = from.Time();
        var committer = ReadPerson(ref from, texts);
        return new(sha, parents, author, authoredAt, committer, from.Time(), MessageCodec.Read(ref from, texts));
    }

    private static void WriteRecord(PackWriter to, LineRecord record, Dictionary<string, int> places, TextTable texts)
    {
        WriteRef(to, record.Sha, places);
        to.Count(record.Ranges.Count);
        foreach (var range in record.Ranges)
        {
            texts.Write(to, range.Path);
            to.Signed(range.First);
            to.Signed(range.Last - (long)range.First);
            to.Flag(range.Human);
            texts.Write(to, range.Session);
        }
    }

    private static LineRecord ReadRecord(ref PackReader from, List<Commit> commits, TextTable texts)
    {
        var sha = ReadRef(ref from, commits);
        var ranges = new AttestedRange[from.Count()];
        for (var i = 0; i < ranges.Length; i++)
        {
            var path = texts.Read(ref from);
            var first = from.Signed();
            ranges[i] = new(path, (int)first, (int)(first + from.Signed()), from.Flag(), texts.Read(ref from));
        }

        return new(sha, ranges);
    }

    internal static void WritePerson(PackWriter to, GitIdentity person, TextTable texts)
    {
        texts.Write(to, person.Name);
        texts.Write(to, person.Email);
    }

    internal static GitIdentity ReadPerson(ref PackReader from, TextTable texts) => new(texts.Read(ref from), texts.Read(ref from));

    /// <summary>A commit by its place, or by name where the history doesn't hold it (the border of a shallow clone, another branch).</summary>
    private static void WriteRef(PackWriter to, string sha, Dictionary<string, int> places)
    {
        var known = places.TryGetValue(sha, out var place);
        to.Count(known ? place + 1 : 0);
        if (!known) to.Sha(sha);
    }

    private static string ReadRef(ref PackReader from, List<Commit> commits)
    {
        var place = from.Count();
        return place == 0 ? from.Sha() : place <= commits.Count ? commits[place - 1].Sha : throw new InvalidDataException("a stored commit has no such place");
    }
}
