using System.Diagnostics;
using System.Globalization;
using Shiprank.Core;
using Shiprank.Core.Delivery;
using Shiprank.Sources.Git;
using Shiprank.Sources.Git.Patches;

namespace Shiprank.Tests.Git;

public sealed class IncompleteCloneTests
{
    private static string Folder(TemporaryRepository repository, string name) => Path.Combine(repository.Path, ".git", name);

    private static Problem? Drain(PatchStream stream)
    {
        while (stream.TryRead(out _)) { }

        return stream.Problem;
    }

    private static PatchRequest[] Requests(GitRepository repository)
    {
        var history = repository.ReadHistory(_ => MessageFacts.None, [], TestContext.Current.CancellationToken).Value.History;
        return [.. history.Commits.Select(c => new PatchRequest(c.Sha, c.Parents.Count > 0 ? c.Parents[0] : null))];
    }

    private static TemporaryRepository Grown(int commits = 4)
    {
        var repository = new TemporaryRepository();
        for (var i = 0; i < commits; i++)
        {
            repository.Write("a.txt", string.Create(CultureInfo.InvariantCulture, $"line {i}\n"));
            repository.Commit();
        }

        return repository;
    }

    [Fact]
    public void A_folder_that_is_gone_is_said()
    {
        var problem = GitRepository.Open(Path.Combine(Path.GetTempPath(), "shiprank-was-never-there"), "shop", null).Problem;
        Assert.Contains("does not exist", problem.Reason, StringComparison.Ordinal);
        Assert.NotEmpty(problem.Remedy);
    }

    [Fact]
    public void A_folder_inside_another_repository_is_not_that_repository()
    {
        using var repository = Grown();
        Directory.CreateDirectory(Path.Combine(repository.Path, "sub"));
        Assert.Contains("not a git repository", GitRepository.Open(Path.Combine(repository.Path, "sub"), "shop", null).Problem.Reason, StringComparison.Ordinal);
    }

    [Fact]
    public void A_branch_that_is_not_there_is_said()
    {
        using var repository = Grown();
        Assert.Contains("no branch trunk", GitRepository.Open(repository.Path, "shop", "trunk").Problem.Reason, StringComparison.Ordinal);
        Assert.True(GitRepository.Open(repository.Path, "shop", "main").Succeeded);
    }

    [Fact]
    public void An_empty_repository_is_said()
    {
        using var repository = new TemporaryRepository();
        Assert.Contains("HEAD points to no commit", GitRepository.Open(repository.Path, "shop", null).Problem.Reason, StringComparison.Ordinal);
    }

    [Fact]
    public void A_branch_of_origin_alone_is_found_and_a_bare_clone_read()
    {
        using var repository = Grown();
        var clone = Folder(repository, "clone");
        repository.Run("branch", "other");
        repository.Run("clone", "-q", "file://" + repository.Path, clone);
        Assert.True(GitRepository.Open(clone, "shop", "other").Succeeded);
        var bare = Folder(repository, "bare");
        repository.Run("clone", "-q", "--bare", "file://" + repository.Path, bare);
        Assert.Equal(4, Requests(GitRepository.Open(bare, "shop", "other").Value).Length);
    }

    [Fact]
    public void A_repository_that_vanishes_between_two_reads_is_a_problem()
    {
        using var repository = Grown();
        var opened = repository.Open();
        Directory.Delete(repository.Path, recursive: true);
        Assert.Contains("gone", opened.ReadHistory(_ => MessageFacts.None, [], TestContext.Current.CancellationToken).Problem.Reason, StringComparison.Ordinal);
        using var stream = opened.ReadPatches([new(opened.Head, null)], TemporaryRepository.Hasher, TestContext.Current.CancellationToken);
        Assert.NotNull(Drain(stream));
    }

    [Fact]
    public void A_shallow_clone_is_read_and_said()
    {
        using var repository = Grown();
        var clone = Folder(repository, "shallow");
        repository.Run("clone", "-q", "--depth", "2", "file://" + repository.Path, clone);

        var opened = GitRepository.Open(clone, "shop", null).Value;
        var (history, warnings) = opened.ReadHistory(_ => MessageFacts.None, [], TestContext.Current.CancellationToken).Value;

        Assert.True(opened.IsShallow);
        Assert.Equal(2, history.FirstParents.Count);
        Assert.Empty(history.Commits[0].Parents);
        Assert.Contains("--unshallow", Assert.Single(warnings).Remedy, StringComparison.Ordinal);
        Assert.Equal(2, TemporaryRepository.Read(opened, Requests(opened)).Count);
    }

    [Fact]
    public void A_clone_without_file_contents_is_said_and_never_fetched()
    {
        using var repository = Grown();
        repository.Run("config", "uploadpack.allowFilter", "true");
        repository.Run("config", "uploadpack.allowAnySHA1InWant", "true");
        var clone = Folder(repository, "partial");
        repository.Run("clone", "-q", "--filter=blob:none", "--no-checkout", "file://" + repository.Path, clone);
        var opened = GitRepository.Open(clone, "shop", null).Value;
        var before = Directory.GetFiles(Path.Combine(clone, ".git", "objects", "pack")).Length;

        using (var stream = opened.ReadPatches(Requests(opened), TemporaryRepository.Hasher, TestContext.Current.CancellationToken))
        {
            Assert.Contains("--refetch", Drain(stream)!.Remedy, StringComparison.Ordinal);
        }

        Assert.Equal(before, Directory.GetFiles(Path.Combine(clone, ".git", "objects", "pack")).Length);
        TemporaryRepository.RunIn(clone, 0, [], "remote", "remove", "origin");
        using var alone = opened.ReadPatches(Requests(opened), TemporaryRepository.Hasher, TestContext.Current.CancellationToken);
        Assert.Contains("--refetch", Drain(alone)!.Remedy, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("HEAD:a.txt")]
    [InlineData("HEAD~2:a.txt")]
    [InlineData("HEAD~1^{tree}")]
    [InlineData("HEAD~1")]
    public void A_damaged_or_absent_object_never_shortens_the_patches_silently(string name)
    {
        foreach (var damage in (Action<string>[])[File.Delete, path => File.WriteAllText(path, "damaged")])
        {
            using var repository = Grown();
            var requests = Requests(repository.Open());
            var oid = repository.Run("rev-parse", name).Trim();
            var file = Folder(repository, $"objects/{oid[..2]}/{oid[2..]}");
            File.SetAttributes(file, FileAttributes.Normal);
            damage(file);

            var opened = repository.Open();
            using var stream = opened.ReadPatches(requests, TemporaryRepository.Hasher, TestContext.Current.CancellationToken);
            var problem = Drain(stream);

            Assert.NotNull(problem);
            Assert.True(problem.Remedy.Length > 0, problem.Reason);
        }
    }

    [Fact]
    public void A_missing_commit_fails_the_history()
    {
        using var repository = Grown();
        var oid = repository.Run("rev-parse", "HEAD~2").Trim();
        File.Delete(Folder(repository, $"objects/{oid[..2]}/{oid[2..]}"));
        Assert.NotEmpty(repository.Open().ReadHistory(_ => MessageFacts.None, [], TestContext.Current.CancellationToken).Problem.Reason);
    }

    [Fact]
    public void A_killed_git_is_a_problem()
    {
        using var repository = Grown(1);
        var head = repository.Head();
        using var stream = repository.Open().ReadPatches(Enumerable.Repeat(new PatchRequest(head, null), 200_000), TemporaryRepository.Hasher, TestContext.Current.CancellationToken);
        Assert.True(stream.TryRead(out _));
        using (var git = Process.GetProcessById(stream.ProcessId)) git.Kill();
        Assert.Contains("exit code", Drain(stream)!.Reason, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_cancelled_read_throws_and_leaves_no_process()
    {
        using var repository = Grown(1);
        var head = repository.Head();
        using var cancel = new CancellationTokenSource();
        using var stream = repository.Open().ReadPatches(Enumerable.Repeat(new PatchRequest(head, null), 200_000), TemporaryRepository.Hasher, cancel.Token);
        Assert.True(stream.TryRead(out _));
        var id = stream.ProcessId;
        await cancel.CancelAsync();
        Assert.Throws<OperationCanceledException>(() => stream.TryRead(out _));
        stream.Dispose();
        Assert.Throws<ArgumentException>(() => Process.GetProcessById(id));
    }
}
