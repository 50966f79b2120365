using Shiprank.Core.Delivery;

namespace Shiprank.Store.Tests;

/// <summary>Histories and patches out of a seed, with every field in use.</summary>
internal static class GivenHistory
{
    private static readonly string[] Names = ["", "Ada Example", "Bo Örn", "字"];

    public static RepositoryHistory Random(int seed, string repository = "shop")
    {
        var random = new Random(seed);
        var commits = new List<Commit>();
        for (var i = random.Next(0, 30); i > 0; i--)
        {
            var parents = Enumerable.Range(0, Math.Min(commits.Count, random.Next(0, 3))).Select(_ => commits[random.Next(commits.Count)].Sha).ToList();
            if (random.Next(10) == 0) parents.Add(Sha(random));
            commits.Add(new(Sha(random), parents, Person(random), Time(random), Person(random), Time(random), Message(random, 3)));
        }

        string Known() => commits.Count == 0 || random.Next(5) == 0 ? Sha(random) : commits[random.Next(commits.Count)].Sha;
        return new()
        {
            Repository = repository,
            Commits = commits,
            FirstParents = [.. commits.Where(_ => random.Next(2) == 0).Select(c => c.Sha)],
            Tags = [.. Enumerable.Range(0, random.Next(4)).Select(i => new GitTag($"v{i}", Known(), Time(random)))],
            LineRecords = [.. Enumerable.Range(0, random.Next(4)).Select(_ => new LineRecord(Known(), [.. Enumerable.Range(0, random.Next(3)).Select(_ => new AttestedRange("src/a.cs", random.Next(1, 99), random.Next(100, 200), random.Next(2) == 0, "s_1"))]))],
            Checkpoints = [.. Enumerable.Range(0, random.Next(4)).Select(i => new CheckpointRecord($"{i:x12}", i == 0 ? "" : "feature/x", [.. Enumerable.Range(0, random.Next(3)).Select(k => Session(random, k))]))],
            PatchIds = Enumerable.Range(0, random.Next(4)).Select(_ => (Sha: Sha(random), Id: Sha(random))).OrderBy(p => p.Sha, StringComparer.Ordinal).ToDictionary(p => p.Sha, p => p.Id, StringComparer.Ordinal),
        };
    }

    public static CommitPatch Patch(string sha, int seed)
    {
        var random = new Random(seed);
        return new(sha, [.. Enumerable.Range(0, random.Next(4)).Select(_ => File(random))]);
    }

    public static string Sha(Random random)
    {
        var bytes = new byte[random.Next(8) == 0 ? 32 : 20];
        random.NextBytes(bytes);
        return Convert.ToHexStringLower(bytes);
    }

    private static FilePatch File(Random random)
    {
        var hunks = new List<Hunk>();
        var (old, @new, first) = (1, 1, 0);
        for (var i = random.Next(5); i > 0; i--)
        {
            var hunk = new Hunk(old += random.Next(50), random.Next(6), @new += random.Next(50), random.Next(6), first);
            hunks.Add(hunk);
            first += hunk.OldCount + hunk.NewCount;
        }

        return new(
            random.Next(4) == 0 ? null : "src/naïve file.cs",
            random.Next(4) == 0 ? null : random.Next(2) == 0 ? "src/naïve file.cs" : "src/other.cs",
            (FileTraits)random.Next(64),
            (FileTraits)random.Next(64),
            hunks,
            [.. Enumerable.Range(0, first).Select(_ => new LineText((ulong)random.NextInt64(long.MinValue, long.MaxValue)))]);
    }

    private static CheckpointSession Session(Random random, int number) => new(
        random.Next(2) == 0 ? "" : "claude-code",
        $"s-{number}",
        Time(random),
        random.Next(9),
        random.Next(2) == 0 ? null : new(new(random.Next(), random.NextInt64(), random.Next(), 0, random.Next()), random.Next(), random.Next(99)),
        random.Next(2) == 0 ? null : new(random.Next(), random.Next(), random.Next(), random.Next(), random.Next()),
        [.. Enumerable.Range(0, random.Next(3)).Select(i => $"src/{i}.cs")]);

    private static GitIdentity Person(Random random) => new(Names[random.Next(Names.Length)], $"p{random.Next(3)}@example.com");

    private static DateTimeOffset Time(Random random) => random.Next(10) switch
    {
        0 => DateTimeOffset.MinValue,
        1 => DateTimeOffset.MaxValue,
        2 => DateTimeOffset.UnixEpoch.AddTicks(-123_456_789),
        _ => Given.Noon.AddSeconds(random.Next(-100_000_000, 100_000_000)),
    };

    private static MessageFacts Message(Random random, int depth) => random.Next(2) == 0 ? new() { Title = (ulong)random.NextInt64() } : new()
    {
        Title = ulong.MaxValue - (ulong)random.Next(),
        Request = random.Next(2) == 0 ? null : random.Next(),
        MergedBranch = random.Next(2) == 0 ? "" : "feature/x",
        Revert = random.Next(2) == 0 ? null : Revert(random, depth),
        RevertsSha = random.Next(2) == 0 ? "" : Sha(random)[..random.Next(7, 40)],
        RevertsRequest = random.Next(2) == 0 ? null : random.Next(),
        CherryPickedFrom = random.Next(2) == 0 ? "" : Sha(random),
        CoAuthors = [.. Enumerable.Range(0, random.Next(3)).Select(_ => Person(random))],
        Sessions = [.. Enumerable.Range(0, random.Next(3)).Select(i => new SessionMark("claude-code", $"s-{i}"))],
        Tickets = [.. Enumerable.Range(0, random.Next(3)).Select(i => $"SHOP-{i}")],
        Marks = (MessageMarks)random.Next(8),
        Fixes = [.. Enumerable.Range(0, random.Next(3)).Select(_ => Sha(random)[..random.Next(7, 40)])],
    };

    private static RevertSubject Revert(Random random, int depth) =>
        new((ulong)random.NextInt64(), random.Next(2) == 0 ? null : random.Next(), depth > 0 && random.Next(2) == 0 ? Revert(random, depth - 1) : null);
}
