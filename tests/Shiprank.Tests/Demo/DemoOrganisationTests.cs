using Shiprank.Engine.Demo;

namespace Shiprank.Tests.Demo;

[Collection(SmallDemo.Name)]
public sealed class DemoOrganisationTests(SmallDemo small)
{
    [Fact]
    public void Two_writes_give_the_same_files_and_the_same_refs()
    {
        using var again = new DemoFolder(SmallDemo.Options);
        Assert.Equal(small.Folder.Fingerprint(), again.Fingerprint());
    }

    [Fact]
    public void Another_seed_gives_another_organisation_of_the_same_shape()
    {
        using var other = new DemoFolder(SmallDemo.Options with { Seed = 2 });
        Assert.NotEqual(small.Folder.Facts.Repositories.Select(r => r.Head), other.Facts.Repositories.Select(r => r.Head));
        Assert.Equal(small.Folder.Facts.Cast.Select(c => c.Role), other.Facts.Cast.Select(c => c.Role));
    }

    [Fact]
    public void Git_finds_nothing_wrong_with_the_repositories()
    {
        foreach (var repository in small.Folder.Facts.Repositories)
        {
            Assert.Equal("", small.Folder.Git(repository.Name, "fsck", "--strict", "--no-progress"));
            Assert.Equal(repository.Head, small.Folder.Git(repository.Name, "rev-parse", "main"));
            Assert.Equal($"{repository.Changes}", small.Folder.Git(repository.Name, "rev-list", "--count", "--first-parent", "main"));
            Assert.Equal($"{repository.Merges}", small.Folder.Git(repository.Name, "rev-list", "--count", "--merges", "--first-parent", "main"));
            Assert.Equal(repository.Tags, small.Folder.Git(repository.Name, "tag").Split('\n', StringSplitOptions.RemoveEmptyEntries).Length);
        }
    }

    [Fact]
    public void Only_the_default_branch_is_left_beside_tags_and_notes()
    {
        foreach (var repository in small.Folder.Facts.Repositories)
        {
            Assert.Equal("refs/heads/main", small.Folder.Git(repository.Name, "for-each-ref", "--format=%(refname)", "refs/heads"));
        }
    }

    [Fact]
    public void A_folder_that_holds_something_is_refused()
    {
        var result = DemoOrganisation.Write(small.Folder.Path, SmallDemo.Options, cancel: TestContext.Current.CancellationToken);
        Assert.False(result.Succeeded);
        Assert.Contains("there already", result.Problem.Reason, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(0, 24)]
    [InlineData(105, 24)]
    [InlineData(6, 15)]
    [InlineData(6, 61)]
    public void Options_outside_their_range_are_refused(int weeks, int people)
    {
        using var folder = new TemporaryFolder();
        Assert.False(DemoOrganisation.Write(folder.Path, new() { Weeks = weeks, People = people }, cancel: TestContext.Current.CancellationToken).Succeeded);
        Assert.Empty(Directory.EnumerateFileSystemEntries(folder.Path));
    }

    [Fact]
    public void A_cancelled_run_leaves_nothing_behind()
    {
        using var folder = new TemporaryFolder();
        using var stop = CancellationTokenSource.CreateLinkedTokenSource(TestContext.Current.CancellationToken);
        Assert.ThrowsAny<OperationCanceledException>(() => DemoOrganisation.Write(folder.Path, SmallDemo.Options, new Once(stop.Cancel), stop.Token));
        Assert.Empty(Directory.EnumerateFileSystemEntries(folder.Path));
    }

    [Fact]
    public void What_a_killed_run_left_is_written_anew()
    {
        using var folder = new TemporaryFolder();
        folder.Write(".unfinished-demo/repos/shop/HEAD", "half");
        folder.Write("repos/shop/HEAD", "half");
        Assert.True(DemoOrganisation.Write(folder.Path, SmallDemo.Options, cancel: TestContext.Current.CancellationToken).Succeeded);
        Assert.Equal(small.Folder.Facts.Repositories[0].Head, new TestGit(Path.Combine(folder.Path, "repos", "shop")).Run("rev-parse", "main"));
        Assert.False(Directory.Exists(Path.Combine(folder.Path, ".unfinished-demo")));
    }

    [Fact]
    public void A_file_in_the_way_of_the_folder_is_a_problem_and_no_exception()
    {
        using var folder = new TemporaryFolder();
        var file = folder.Write("taken", "");
        Assert.False(DemoOrganisation.Write(Path.Combine(file, "demo"), SmallDemo.Options, cancel: TestContext.Current.CancellationToken).Succeeded);
    }

    private sealed class Once(Action what) : IProgress<string>
    {
        public void Report(string value) => what();
    }
}
