using System.Text;
using Shiprank.Sources.Git;
using Shiprank.Sources.Git.Histories;
using Shiprank.Tests.Git;

namespace Shiprank.Tests.Hostile;

/// <summary>What a clone puts in the place of objects and parents is honoured and said; a circle ends.</summary>
public sealed class ReplacedTests
{
    private static TemporaryRepository Grown(int commits = 4)
    {
        var repository = new TemporaryRepository();
        for (var i = 0; i < commits; i++)
        {
            repository.Write("a.txt", string.Concat(Enumerable.Range(0, i + 1).Select(n => $"line {n}\n")));
            repository.Commit();
        }

        return repository;
    }

    [Fact]
    public void A_replaced_content_is_read_and_said()
    {
        using var repository = Grown();
        repository.Run("replace", repository.Run("rev-parse", "HEAD:a.txt").Trim(), repository.Blob("other\nother still\n"));
        var read = Reading.Of(repository).Whole();
        Assert.Contains("1 objects are replaced", Assert.Single(read.Warnings).Reason, StringComparison.Ordinal);
        Assert.NotEqual(0UL, read.History!.Replacements);
        Assert.Contains(TemporaryRepository.Line("other still"), read.Patches[^1].Files[0].Lines);
        Assert.Equal(2, read.Ledger().OwnersOf("a.txt")!.Length);
    }

    [Fact]
    public void Parents_from_grafts_and_from_replaced_commits_are_read_and_said()
    {
        using var repository = Grown();
        var (head, root) = (repository.Head(), repository.Run("rev-parse", "HEAD~3").Trim());
        repository.Write(".git/info/grafts", $"# a comment\n{head} {root}\n");
        var grafted = Reading.Of(repository).Whole();
        Assert.Contains("info/grafts", Assert.Single(grafted.Warnings).Reason, StringComparison.Ordinal);
        Assert.Equal([root, head], grafted.History!.FirstParents);
        Assert.Equal(3, grafted.Patches[^1].Files[0].Hunks[0].NewCount);

        File.Delete(Path.Combine(repository.Path, ".git/info/grafts"));
        repository.Run("replace", "--graft", head, root);
        var replaced = Reading.Of(repository).Whole();
        Assert.Contains("refs/replace", Assert.Single(replaced.Warnings).Reason, StringComparison.Ordinal);
        Assert.Equal([root, head], replaced.History!.FirstParents);
        Assert.NotEqual(grafted.History.Replacements, replaced.History.Replacements);
        repository.Run("replace", "-d", head);
        Assert.Equal(0UL, Reading.Of(repository).Whole().History!.Replacements);
    }

    [Fact]
    public void Commits_that_are_their_own_ancestors_are_refused()
    {
        using var repository = Grown();
        var (head, root) = (repository.Head(), repository.Run("rev-parse", "HEAD~3").Trim());
        foreach (var circle in new[] { $"{root} {repository.Run("rev-parse", "HEAD~1").Trim()}\n", $"{head} {head}\n", $"{root} {head}\n" })
        {
            repository.Write(".git/info/grafts", circle);
            Reading.Of(repository).Refused();
            Tail(repository);
        }
    }

    [Fact]
    public void Tags_and_trees_that_contain_themselves_end()
    {
        using var repository = Grown();
        repository.Run("tag", "-a", "-m", "x", "v1.0.0");
        var tag = repository.Run("rev-parse", "v1.0.0").Trim();
        var circle = repository.Add("tag", Encoding.ASCII.GetBytes($"object {tag}\ntype tag\ntag v1.0.0\ntagger {RawObjects.Ada}\n\nx\n"));
        repository.Point(circle, "refs/replace/" + tag);
        Assert.Equal("v1.0.0", Assert.Single(Reading.Of(repository).Whole().History!.Tags).Name);
        Tail(repository);
        repository.Run("replace", "-d", tag);

        var (before, inner) = (repository.Head(), repository.Run("rev-parse", "HEAD~1^{tree}").Trim());
        var tree = repository.Tree("40000", "a", inner);
        repository.CommitAt(tree, 1_750_100_000, before);
        repository.Point(tree, "refs/replace/" + inner);
        Reading.Of(repository).Refused();
        using var stream = repository.Open().ReadPatches([new(repository.Head(), before)], TemporaryRepository.Hasher, TestContext.Current.CancellationToken);
        Assert.False(stream.TryRead(out _));
        Assert.NotEmpty(stream.Problem!.Remedy);
    }

    [Fact]
    public void A_commit_graph_that_lies_is_not_believed()
    {
        using var repository = Grown();
        var whole = Reading.Of(repository).Whole();
        repository.Run("commit-graph", "write", "--reachable");
        var file = Path.Combine(repository.Path, ".git/objects/info/commit-graph");
        File.SetAttributes(file, FileAttributes.Normal);
        var bytes = File.ReadAllBytes(file);
        // The last bytes are commit data and a checksum: parents, generation and date of each commit.
        for (var i = bytes.Length - 120; i < bytes.Length; i++) bytes[i] ^= 0x11;
        File.WriteAllBytes(file, bytes);
        Assert.Equal(whole.History!.FirstParents, Reading.Of(repository).Whole().History!.FirstParents);
    }

    /// <summary>The bare command's reading ends too, with or without a result.</summary>
    private static void Tail(TemporaryRepository repository)
    {
        var tail = new HistoryTail(DateTimeOffset.MaxValue, DateTimeOffset.UnixEpoch, 20, 120);
        var read = GitRepository.OpenDefault(repository.Path, "shop").Value.ReadTail(_ => new(), tail, TestContext.Current.CancellationToken);
        if (!read.Succeeded) Assert.NotEmpty(read.Problem.Remedy);
    }
}
