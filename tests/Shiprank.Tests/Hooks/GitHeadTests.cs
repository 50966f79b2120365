using Shiprank.Sources.Hooks;

namespace Shiprank.Tests.Hooks;

public sealed class GitHeadTests
{
    [Fact]
    public void A_branch_is_read_from_below_and_from_a_worktree()
    {
        using var folder = new TemporaryFolder();
        folder.Write("shop/.git/HEAD", "ref: refs/heads/feature/PAY-123-refund\n");
        folder.Write("shop/.git/config", "[core]\n\tbare = false\n[remote \"origin\"]\n\turl = https://ada:secret@git.example.com/acme/shop.git\n");
        folder.Write("shop/.git/worktrees/fix/HEAD", "ref: refs/heads/fix/PAY-9\n");
        folder.Write("shop/.git/worktrees/fix/commondir", "../..\n");
        folder.Write("fix/.git", $"gitdir: {folder.Path}/shop/.git/worktrees/fix\n");
        Directory.CreateDirectory(folder.At("shop/src/deep/x").Replace("/x", "", StringComparison.Ordinal));

        Assert.Equal(new GitHead("feature/PAY-123-refund", "acme/shop"), GitHead.Of(Path.Combine(folder.Path, "shop", "src", "deep")));
        Assert.Equal(new GitHead("fix/PAY-9", "acme/shop"), GitHead.Of(Path.Combine(folder.Path, "fix")));
    }

    [Theory]
    [InlineData("0123456789abcdef0123456789abcdef01234567\n", "")]
    [InlineData("", "")]
    [InlineData("ref: refs/heads/main", "main")]
    public void A_head_that_is_on_no_branch_names_none(string head, string branch)
    {
        using var folder = new TemporaryFolder();
        folder.Write("shop/.git/HEAD", head);

        Assert.Equal(new GitHead(branch, "shop"), GitHead.Of(Path.Combine(folder.Path, "shop")));
    }

    [Fact]
    public void What_is_no_repository_names_nothing()
    {
        using var folder = new TemporaryFolder();
        folder.Write("a/.git", "not a gitdir");

        Assert.Equal(GitHead.None, GitHead.Of(Path.Combine(folder.Path, "a")));
        Assert.Equal(GitHead.None, GitHead.Of(Path.Combine(folder.Path, "missing\0")));
        Assert.Equal(GitHead.None, GitHead.Of(""));
    }
}
