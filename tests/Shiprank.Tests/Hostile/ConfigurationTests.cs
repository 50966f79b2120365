using System.Diagnostics;
using Shiprank.Sources.Git;
using Shiprank.Sources.Git.Running;
using Shiprank.Tests.Cli;
using Shiprank.Tests.EndToEnd;
using Shiprank.Tests.Git;

namespace Shiprank.Tests.Hostile;

/// <summary>Whatever a repository, its folder or the caller's environment names, git runs nothing of it and reads what it was told to read.</summary>
public sealed class ConfigurationTests : IDisposable
{
    private readonly Trap trap = new();
    private readonly Site site = new();

    public ConfigurationTests() => Assert.SkipWhen(OperatingSystem.IsWindows(), "the trap is a shell script");

    public void Dispose()
    {
        trap.Dispose();
        site.Dispose();
    }

    [Fact]
    public void No_program_that_a_repository_names_runs()
    {
        var shop = Arm();
        site.SyncWhole();
        Assert.Contains("\"nd\"", Told("score"), StringComparison.Ordinal);
        Told($"change {site.Shas[^1]}");
        using var bare = new CliRun { WorkingDirectory = shop };
        bare.Run("--json");
        Assert.Contains(site.Shas[^1], bare.Out, StringComparison.Ordinal);
        Assert.False(trap.Sprung, trap.Sprung ? File.ReadAllText(trap.Mark) : "");

        // The trap is one: git itself runs into it.
        TemporaryRepository.RunIn(shop, 0, [], "-c", "core.worktree=" + shop, "-c", "core.pager=cat", "diff", "--ext-diff", "HEAD~1", "HEAD");
        Assert.True(trap.Sprung);
    }

    [Fact]
    public void A_partial_clone_runs_no_program_to_fetch_what_it_lacks()
    {
        var shop = Arm();
        var blob = site.Shop.Run("rev-parse", "HEAD:src/part_1.py");
        var file = Path.Combine(shop, ".git/objects", blob[..2], blob[2..]);
        File.SetAttributes(file, FileAttributes.Normal);
        File.Delete(file);
        site.Shop.Run("config", "extensions.partialClone", "origin");
        site.Shop.Run("config", "core.repositoryFormatVersion", "1");

        foreach (var remote in (string[])[$"ext::{trap.Program} %S", "https://example.com/shop.git", "ssh://example.com/shop.git", "/nowhere"])
        {
            site.Shop.Run("config", "remote.origin.url", remote);
            Assert.Equal(Shiprank.Cli.ExitCode.Partial, site.Sync());
            Assert.Contains("repos/shop", site.Run.Error, StringComparison.Ordinal);
            site.Shop.Run("config", "--unset-all", "remote.origin.vcs");
            site.Shop.Run("config", "remote.origin.vcs", "trap");
        }

        Assert.False(trap.Sprung);
    }

    [Fact]
    public void The_callers_environment_does_not_redirect_the_reading()
    {
        var shop = Arm();
        using var other = new TemporaryRepository();
        other.Write("other.txt", "other\n");
        other.Commit();
        site.SyncWhole("plain");
        var whole = site.Told("plain");
        var git = Path.Combine(other.Path, ".git");
        var (code, _, error) = Run(
            site.Folder,
            new()
            {
                ["GIT_DIR"] = git, ["GIT_WORK_TREE"] = other.Path, ["GIT_COMMON_DIR"] = git, ["GIT_OBJECT_DIRECTORY"] = Path.Combine(git, "objects"), ["GIT_INDEX_FILE"] = "/dev/null",
                ["GIT_NAMESPACE"] = "other", ["GIT_REPLACE_REF_BASE"] = "refs/heads/", ["GIT_GRAFT_FILE"] = "/dev/full", ["GIT_SHALLOW_FILE"] = "/dev/full", ["GIT_CEILING_DIRECTORIES"] = "/",
                ["GIT_EXTERNAL_DIFF"] = trap.Program, ["GIT_SSH"] = trap.Program, ["GIT_SSH_COMMAND"] = trap.Program, ["GIT_ASKPASS"] = trap.Program, ["GIT_PAGER"] = trap.Program,
                ["GIT_EDITOR"] = trap.Program, ["GIT_PROXY_COMMAND"] = trap.Program, ["GIT_EXEC_PATH"] = Path.GetDirectoryName(trap.Program), ["GIT_CONFIG_COUNT"] = "1",
                ["GIT_CONFIG_KEY_0"] = "diff.external", ["GIT_CONFIG_VALUE_0"] = trap.Program, ["GIT_CONFIG_PARAMETERS"] = $"'diff.external={trap.Program}'",
                ["GIT_CONFIG_GLOBAL"] = Path.Combine(shop, ".git/config"), ["GIT_CONFIG_SYSTEM"] = Path.Combine(shop, ".git/config"), ["GIT_DIFF_OPTS"] = "--unified=9", ["GIT_TRACE"] = "1",
                ["PAGER"] = trap.Program, ["SSH_ASKPASS"] = trap.Program, ["EDITOR"] = trap.Program, ["LC_ALL"] = "de_DE.UTF-8", ["TZ"] = "Pacific/Apia",
            },
            "sync", "--events", site.At("events.jsonl"), "--config", site.At("shiprank.yaml"), "--data", site.At("data"));

        Assert.Equal((0, ""), (code, error));
        Assert.False(trap.Sprung);
        Assert.Equal(whole, site.Told());
    }

    [Fact]
    public void A_file_called_git_in_the_folder_where_shiprank_is_called_is_not_run()
    {
        var shop = site.At("repos/shop");
        trap.PlaceAt(Path.Combine(shop, "git"));
        var path = Environment.GetEnvironmentVariable("PATH");
        foreach (var arguments in (string[][])[["--json"], ["doctor"], ["demo", "--weeks", "1", "--out", site.At("demo")]])
        {
            Run(shop, new() { ["PATH"] = $".:{Path.PathSeparator}{path}:" }, arguments);
            Assert.False(trap.Sprung, string.Join(' ', arguments));
        }
    }

    [Fact]
    public void Git_is_looked_for_in_whole_paths_alone()
    {
        using var folder = new TemporaryFolder();
        var program = Path.Combine(folder.Path, "bin", "git");
        trap.PlaceAt(program);
        File.WriteAllText(Path.Combine(folder.Path, "git"), "not a program");
        Assert.Equal(program, GitProgram.Find($":.:bin:./bin:{folder.Path}:{folder.Path}/bin"));
        Assert.Null(GitProgram.Find($".:{folder.Path}"));
        Assert.Null(GitProgram.Find(""));
        Assert.Null(GitProgram.Find(null));
    }

    [Fact]
    public void A_repository_of_another_user_is_read()
    {
        Assert.SkipUnless(Environment.IsPrivilegedProcess, "only a privileged user can give a folder away");
        using (var chown = Process.Start("chown", ["-R", "65534:65534", site.At("repos/shop")])) chown.WaitForExit();
        Assert.ThrowsAny<Exception>(() => site.Shop.Run("log"));
        site.SyncWhole();
    }

    [Fact]
    public void A_folder_in_a_repository_is_not_that_repository_whatever_its_path_is()
    {
        using var outer = new TemporaryFolder();
        var repository = Path.Combine(outer.Path, "a:b");
        new TestGit(repository).Init().Commit("outer");
        Directory.CreateDirectory(Path.Combine(repository, "inner/.git"));
        foreach (var inner in (string[])["inner", ".git/objects"])
        {
            Assert.Contains("not a git repository", GitRepository.Open(Path.Combine(repository, inner), "shop", null).Problem.Reason, StringComparison.Ordinal);
        }

        Assert.True(GitRepository.Open(repository, "shop", null).Succeeded);
    }

    /// <summary>The site's repository with the trap everywhere; its commits are as they were.</summary>
    private string Arm()
    {
        var shop = site.At("repos/shop");
        site.Run.Write("repos/shop/.gitattributes", "* diff=trap filter=trap merge=trap\n");
        site.Run.Write("repos/shop/src/.gitattributes", "* diff=included\n");
        File.WriteAllText(Path.Combine(shop, ".git/info/attributes"), "");
        site.Grow(2);
        trap.Set(shop);
        trap.Disarm();
        return shop;
    }

    private string Told(string command)
    {
        site.Ask($"{command} --json --as-of {Site.Until}");
        return site.Run.Out;
    }

    private static (int Code, string Out, string Error) Run(string folder, Dictionary<string, string?> variables, params string[] arguments)
    {
        var start = new ProcessStartInfo(Environment.GetEnvironmentVariable("DOTNET_HOST_PATH") ?? "dotnet", [Path.Combine(AppContext.BaseDirectory, "shiprank.dll"), .. arguments])
        {
            WorkingDirectory = folder,
            UseShellExecute = false,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        };
        foreach (var (name, value) in variables) start.Environment[name] = value;
        start.Environment["HOME"] = folder;
        using var process = Process.Start(start)!;
        var error = process.StandardError.ReadToEndAsync();
        var output = process.StandardOutput.ReadToEnd();
        process.WaitForExit();
        return (process.ExitCode, output, error.Result);
    }
}
