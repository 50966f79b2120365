using Shiprank.Core;
using Shiprank.Engine.Mirrors;
using Shiprank.Sources.Git;
using Shiprank.Sources.Git.Fetching;

namespace Shiprank.Tests.Git;

public sealed class MirrorTests : IDisposable
{
    private static readonly FetchAccess Files = new(AllowFile: true);

    private readonly TemporaryFolder folder = new();
    private readonly TestGit origin;

    public MirrorTests() => origin = new TestGit(folder.At("origin")).Init();

    private string Url => "file://" + origin.Folder;

    private string Folder => Path.Combine(folder.Path, "data", "mirrors", "shop.git");

    public void Dispose() => folder.Dispose();

    [Fact]
    public void A_mirror_holds_branches_tags_and_notes_and_nothing_is_checked_out()
    {
        var sha = origin.Commit("one");
        origin.Run("branch", "entire/checkpoints/v1");
        origin.Run("tag", "v1.0.0");
        origin.Run("update-ref", "refs/pull/1/head", sha);
        origin.Run("notes", "--ref", "ai", "add", "--message", "a note", sha);
        Assert.True(Mirror().Value);
        Assert.Equal(
            ["refs/heads/entire/checkpoints/v1", "refs/heads/main", "refs/notes/ai", "refs/tags/v1.0.0"],
            new TestGit(Folder).Run("for-each-ref", "--format=%(refname)").Split('\n'));
        Assert.False(File.Exists(Path.Combine(Folder, "FETCH_HEAD")));
        if (!OperatingSystem.IsWindows()) Assert.Equal(UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute, File.GetUnixFileMode(Path.GetDirectoryName(Folder)!));
        Assert.False(Directory.Exists(Path.Combine(Folder, "hooks")));
        Assert.Equal(sha, GitRepository.Open(Folder, "shop", null).Value.Head);
    }

    [Fact]
    public void A_mirror_follows_its_origin_through_force_pushes_deletions_and_a_new_default_branch()
    {
        origin.Commit("one");
        origin.Run("branch", "topic");
        Assert.True(Mirror().Value);
        Assert.False(Mirror().Value);
        origin.Run("checkout", "--quiet", "--orphan", "other");
        var rewritten = origin.Commit("rewritten");
        origin.Run("branch", "--force", "main", "other");
        origin.Run("branch", "--delete", "--force", "topic");
        origin.Run("branch", "topic/below", "other");
        origin.Run("checkout", "--quiet", "other");
        Assert.True(Mirror().Value);
        Assert.Equal($"{rewritten} refs/heads/main\n{rewritten} refs/heads/other\n{rewritten} refs/heads/topic/below", new TestGit(Folder).Run("for-each-ref", "--format=%(objectname) %(refname)"));
        Assert.Equal("refs/heads/other", new TestGit(Folder).Run("symbolic-ref", "HEAD"));
        Assert.False(Mirror().Value);
    }

    [Fact]
    public void An_origin_that_is_gone_leaves_the_mirror_as_it_was()
    {
        var sha = origin.Commit("one");
        Mirror();
        Directory.Move(origin.Folder, folder.At("moved"));
        var refused = Mirror().Problem;
        Assert.Equal("shop", refused.Where);
        Assert.Contains("can't be fetched", refused.Reason, StringComparison.Ordinal);
        Assert.Contains("stays in force", refused.Reason, StringComparison.Ordinal);
        Assert.Equal(sha, GitRepository.Open(Folder, "shop", null).Value.Head);
    }

    [Fact]
    public void A_mirror_that_could_not_be_made_is_not_there()
    {
        Assert.False(GitFetch.Mirror(Folder, "shop", "file://" + folder.At("nowhere"), Files, CancellationToken.None).Succeeded);
        Assert.False(Directory.Exists(Folder));
        origin.Commit("one");
        Assert.True(Mirror().Value);
        Assert.False(Directory.Exists(Folder + ".new"));
    }

    [Fact]
    public void What_a_killed_fetch_left_behind_does_not_stop_the_next_one()
    {
        origin.Commit("one");
        Directory.CreateDirectory(Folder + ".new/objects");
        Assert.True(Mirror().Value);
        foreach (var left in (string[])["packed-refs.lock", "HEAD.lock", "refs/heads/main.lock"]) File.WriteAllText(Path.Combine(Folder, left), "");
        origin.Run("checkout", "--quiet", "-b", "trunk");
        origin.Run("branch", "--delete", "--force", "main");
        origin.Commit("two");
        Assert.True(Mirror().Value);
    }

    [Fact]
    public void An_address_of_this_machine_is_refused_unless_it_is_allowed()
    {
        origin.Commit("one");
        var refused = GitFetch.Mirror(Folder, "shop", Url, new(AllowFile: false), CancellationToken.None).Problem;
        Assert.Contains("addresses of this machine", refused.Reason, StringComparison.Ordinal);
        Assert.Contains("allow_file", refused.Remedy, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("git://localhost/x")]
    [InlineData("http://localhost:1/x")]
    [InlineData("ext::touch %S")]
    public void Other_transports_are_refused_by_git_itself(string url) =>
        Assert.Contains("not fetched from", GitFetch.Mirror(Folder, "shop", url, Files, CancellationToken.None).Problem.Reason, StringComparison.Ordinal);

    [Fact]
    public void A_host_that_refuses_is_said_in_a_sentence_without_any_secret()
    {
        var refused = GitFetch.Mirror(Folder, "shop", "https://localhost:1/northwind/shop.git", new(false, new("s3cr3t-token")), CancellationToken.None).Problem;
        Assert.Contains("can't be reached", refused.Reason, StringComparison.Ordinal);
        Assert.DoesNotContain("s3cr3t", refused.ToString(), StringComparison.Ordinal);
    }

    [Fact]
    public void An_empty_origin_gives_an_empty_mirror()
    {
        Assert.True(Mirror().Succeeded);
        Assert.False(GitRepository.Open(Folder, "shop", null).Succeeded);
    }

    [Fact]
    public void A_clone_is_fetched_from_its_origin_and_its_own_branches_stay()
    {
        var first = origin.Commit("one");
        var clone = Clone();
        var second = origin.Commit("two");
        origin.Run("tag", "v2.0.0");
        Assert.True(GitFetch.Clone(clone.Folder, "shop", Files, CancellationToken.None).Value);
        Assert.Equal((first, second, second), (clone.Run("rev-parse", "main"), clone.Run("rev-parse", "origin/main"), clone.Run("rev-parse", "v2.0.0")));
        Assert.False(GitFetch.Clone(clone.Folder, "shop", Files, CancellationToken.None).Value);
    }

    [Fact]
    public void No_program_that_a_clone_names_runs_when_it_is_fetched()
    {
        origin.Commit("one");
        var clone = Clone();
        var proof = folder.At("proof");
        var program = folder.Write("program", $"#!/bin/sh\necho ran >> {proof}\n");
        if (!OperatingSystem.IsWindows()) File.SetUnixFileMode(program, UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute);
        foreach (var (key, value) in new[]
        {
            ("core.sshCommand", program), ("core.hooksPath", folder.At("hooks/x")[..^2]), ("core.gitProxy", program), ("core.askPass", program), ("credential.helper", program),
            ("core.alternateRefsCommand", program), ("core.fsmonitor", program), ("remote.origin.uploadpack", program), ($"remote.{Url}.uploadpack", program), ("gc.auto", "1"),
        })
        {
            clone.Run("config", key, value);
        }

        foreach (var hook in (string[])["reference-transaction", "post-update", "pre-auto-gc", "post-fetch"]) File.Copy(program, folder.At($"hooks/{hook}"));
        File.Copy(program, folder.At("clone/.git/hooks/reference-transaction"), overwrite: true);
        origin.Commit("two");
        Assert.True(GitFetch.Clone(clone.Folder, "shop", Files, CancellationToken.None).Value);
        Assert.False(File.Exists(proof), "a program of the clone ran");
        foreach (var url in (string[])["ssh://localhost:1/x", "https://localhost:1/x", $"ext::{program}", "git://localhost:1/x"])
        {
            clone.Run("config", "remote.origin.url", url);
            Assert.False(GitFetch.Clone(clone.Folder, "shop", Files, CancellationToken.None).Succeeded);
        }

        Assert.False(File.Exists(proof), "a program of the clone ran");

        // The trap is one: git itself springs it.
        clone.Run("config", "remote.origin.url", Url);
        clone.Run("config", "--unset", "remote.origin.uploadpack");
        clone.Run("config", "--unset", $"remote.{Url}.uploadpack");
        clone.Run("fetch", "--quiet", "--force", "origin", "+refs/heads/main:refs/remotes/origin/again");
        Assert.True(File.Exists(proof));
    }

    [Fact]
    public void A_cancelled_fetch_ends_as_cancelled()
    {
        origin.Commit("one");
        Assert.ThrowsAny<OperationCanceledException>(() => GitFetch.Mirror(Folder, "shop", Url, Files, new(canceled: true)));
        Assert.False(Directory.Exists(Folder));
    }

    [Theory]
    [InlineData("shop", "shop.git")]
    [InlineData("northwind/shop", "northwind%2Fshop.git")]
    [InlineData("..", "%2E..git")]
    [InlineData("a b:ü", "a%20b%3A%C3%BC.git")]
    public void Any_name_is_a_folder_of_its_own(string name, string expected) =>
        Assert.Equal(folder.At($"data/mirrors/{expected}"), MirrorFolder.Of(folder.At("data"), name));

    private Result<bool> Mirror() => GitFetch.Mirror(Folder, "shop", Url, Files, CancellationToken.None);

    private TestGit Clone()
    {
        origin.Run("clone", "--quiet", origin.Folder, folder.At("clone"));
        var clone = new TestGit(folder.At("clone"));
        clone.Run("config", "remote.origin.url", Url);
        return clone;
    }
}
