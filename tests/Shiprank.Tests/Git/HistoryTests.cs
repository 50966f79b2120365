using Shiprank.Core.Delivery;
using Shiprank.Sources.Git;
using Shiprank.Sources.Git.Histories;

namespace Shiprank.Tests.Git;

public sealed class HistoryTests
{
    private static GitHistory Read(TemporaryRepository repository, params string[] deployed) =>
        repository.Open().ReadHistory(m => new MessageFacts { MergedBranch = m }, deployed, TestContext.Current.CancellationToken).Value;

    [Fact]
    public void Commits_come_parents_first_with_people_times_and_messages()
    {
        using var repository = new TemporaryRepository();
        repository.Write(".mailmap", "Ada Lovely <ada@example.org> <ada@example.com>\n");
        var root = repository.Commit("Subject\n\nBody: ünï");
        repository.Run("checkout", "-q", "-b", "topic");
        repository.Write("t", "t\n");
        var topic = repository.Commit("Topic");
        repository.Run("checkout", "-q", "main");
        repository.Write("m", "m\n");
        var main = repository.Commit("Main");
        var merge = repository.Merge("topic");

        var (history, warnings) = Read(repository);

        Assert.Empty(warnings);
        Assert.Equal([root, main, merge], history.FirstParents);
        Assert.Equal(4, history.Commits.Count);
        var seen = new HashSet<string>(StringComparer.Ordinal);
        foreach (var commit in history.Commits)
        {
            Assert.All(commit.Parents, p => Assert.Contains(p, seen));
            seen.Add(commit.Sha);
        }

        Assert.Equal([main, topic], history.Commits[^1].Parents);
        Assert.True(history.Commits[^1].IsMerge);
        var first = history.Commits[0];
        Assert.Equal(new GitIdentity("Ada Lovely", "ada@example.org"), first.Author);
        Assert.Equal(first.Author, first.Committer);
        Assert.Equal(DateTimeOffset.FromUnixTimeSeconds(1_750_000_060), first.AuthoredAt);
        Assert.Equal("Subject\n\nBody: ünï", first.Message.MergedBranch.TrimEnd('\n'));
        Assert.Empty(history.PatchIds);
    }

    [Fact]
    public void Tags_and_deployments_off_the_branch_bring_their_commits_and_patch_ids()
    {
        using var repository = new TemporaryRepository();
        repository.Write("a", "1\n2\n3\n");
        var root = repository.Commit();
        repository.Run("tag", "light");
        repository.Write("b", "fix\n");
        var fix = repository.Commit("Fix");
        repository.Run("checkout", "-q", "-b", "release", root);
        repository.Write("r", "release\n");
        repository.Commit("Release notes");
        repository.Run("cherry-pick", fix);
        var picked = repository.Head();
        repository.Run("tag", "-a", "-m", "Release", "v1.0.1");
        repository.Run("tag", "-a", "-m", "Tag of a tag", "nested", "v1.0.1");
        repository.Write("c", "hot\n");
        var hot = repository.Commit("Hot fix");
        repository.Run("checkout", "-q", "main");
        repository.Run("tag", "tree", "HEAD^{tree}");

        var (history, warnings) = Read(repository, hot[..8], "0123456789");

        Assert.Equal([("light", root), ("nested", picked), ("v1.0.1", picked)], history.Tags.Select(t => (t.Name, t.Sha)));
        Assert.Equal(DateTimeOffset.FromUnixTimeSeconds(1_750_000_060), history.Tags[0].At);
        Assert.Contains(history.Commits, c => c.Sha == hot);
        Assert.Equal([root, fix], history.FirstParents);
        Assert.NotEqual(fix, picked);
        Assert.Equal(history.PatchIds[fix], history.PatchIds[picked]);
        Assert.DoesNotContain(hot, history.PatchIds.Keys);
        Assert.DoesNotContain(root, history.PatchIds.Keys);
        Assert.Contains("0123456789", Assert.Single(warnings).Reason, StringComparison.Ordinal);
    }

    [Fact]
    public void Patch_ids_are_those_of_git()
    {
        using var repository = new TemporaryRepository();
        repository.Write("a", "1\n2\n3\n");
        var root = repository.Commit();
        repository.Run("checkout", "-q", "-b", "release");
        repository.Write("a", "1\nx\n3\n");
        var hot = repository.Commit();
        repository.Run("checkout", "-q", "main");
        repository.Write("a", "0\n1\n2\n3\n");
        var other = repository.Commit();

        var history = Read(repository, hot).History;

        var diff = System.Text.Encoding.UTF8.GetBytes(repository.Run("diff-tree", "-p", hot));
        Assert.NotEqual(history.PatchIds[hot], history.PatchIds[other]);
        Assert.Equal(repository.Run(diff, "patch-id", "--stable").Split(' ')[0], history.PatchIds[hot]);
        Assert.Equal(new[] { root, hot, other }.Order(StringComparer.Ordinal), history.PatchIds.Keys.Order(StringComparer.Ordinal));
    }

    [Fact]
    public void Attributes_of_the_clone_alone_are_warned_of()
    {
        using var repository = new TemporaryRepository();
        repository.Commit();
        repository.Write(".git/info/attributes", "*.txt -diff\n");

        Assert.Contains("attributes", Assert.Single(Read(repository).Warnings).Reason, StringComparison.Ordinal);
    }
}
