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
            Assert.Equal(repository.Head, small.Folder.Git(repository.Name, "rev-parse", "main").Trim());
            Assert.Equal($"{repository.Changes}", small.Folder.Git(repository.Name, "rev-list", "--count", "--first-parent", "main").Trim());
            Assert.Equal($"{repository.Merges}", small.Folder.Git(repository.Name, "rev-list", "--count", "--merges", "--first-parent", "main").Trim());
            Assert.Equal(repository.Tags, small.Folder.Git(repository.Name, "tag").Split('\n', StringSplitOptions.RemoveEmptyEntries).Length);
        }
    }

    [Fact]
    public void Only_the_default_branch_is_left_beside_tags_and_notes()
    {
        foreach (var repository in small.Folder.Facts.Repositories)
        {
            Assert.Equal("refs/heads/main\n", small.Folder.Git(repository.Name, "for-each-ref", "--format=%(refname)", "refs/heads"));
        }
    }

    [Fact]
    public void A_folder_that_holds_something_is_refused()
    {
        var result = DemoOrganisation.Write(small.Folder.Path, SmallDemo.Options, cancel: TestContext.Current.CancellationToken);
        Assert.False(result.Succeeded);
        Assert.Contains("there already", result.Problem.Reason, StringComparison.Ordinal);
    }
}
