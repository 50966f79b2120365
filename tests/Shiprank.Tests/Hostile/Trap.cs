using Shiprank.Tests.Git;

namespace Shiprank.Tests.Hostile;

/// <summary>A program that leaves a mark when anything runs it, and a repository whose configuration names it wherever git can be told to run one.</summary>
internal sealed class Trap : IDisposable
{
    private readonly TemporaryFolder folder = new();

    public Trap()
    {
        Mark = Path.Combine(folder.Path, "ran");
        Program = Script("trap");
        Hooks = Directory.CreateDirectory(Path.Combine(folder.Path, "hooks")).FullName;
        foreach (var hook in (string[])["post-checkout", "post-index-change", "pre-auto-gc", "reference-transaction", "post-commit", "fsmonitor-watchman", "post-rewrite"]) Script($"hooks/{hook}");
    }

    /// <summary>Exists once the program ran; each run adds a line.</summary>
    public string Mark { get; }

    public string Program { get; }

    public string Hooks { get; }

    public bool Sprung => File.Exists(Mark);

    public void Disarm() => File.Delete(Mark);

    /// <summary>An executable at the path that leaves the mark.</summary>
    public void PlaceAt(string path)
    {
        Directory.CreateDirectory(Path.GetDirectoryName(path)!);
        File.WriteAllText(path, $"#!/bin/sh\necho \"$0 $*\" >> '{Mark}'\ncat 2>/dev/null\nexit 0\n");
        if (!OperatingSystem.IsWindows()) File.SetUnixFileMode(path, UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute);
    }

    /// <summary>Names the program in the repository's configuration, attributes and hooks.</summary>
    public void Set(string repository)
    {
        var included = Path.Combine(folder.Path, "included");
        File.WriteAllText(included, $"[diff \"included\"]\n\ttextconv = {Program}\n\tcommand = {Program}\n[core]\n\tpager = {Program}\n");
        foreach (var (key, value) in Keys(included)) TemporaryRepository.RunIn(repository, 0, [], "config", "--add", key, value);
        var git = Path.Combine(repository, ".git");
        foreach (var hook in Directory.GetFiles(Hooks)) File.Copy(hook, Path.Combine(git, "hooks", Path.GetFileName(hook)), overwrite: true);
    }

    public void Dispose() => folder.Dispose();

    private IEnumerable<(string Key, string Value)> Keys(string included) =>
    [
        ("core.fsmonitor", Program), ("core.hooksPath", Hooks), ("core.pager", Program), ("pager.log", Program), ("pager.diff", Program), ("core.editor", Program),
        ("core.sshCommand", Program), ("core.gitProxy", Program), ("core.askPass", Program), ("core.alternateRefsCommand", Program), ("sequence.editor", Program),
        ("diff.external", Program), ("diff.trap.command", Program), ("diff.trap.textconv", Program), ("diff.trap.cachetextconv", "true"), ("interactive.diffFilter", Program),
        ("filter.trap.clean", Program), ("filter.trap.smudge", Program), ("filter.trap.process", Program), ("filter.trap.required", "true"), ("merge.trap.driver", Program),
        ("alias.log", $"!{Program}"), ("alias.diff-tree", $"!{Program}"), ("alias.cat-file", $"!{Program}"), ("alias.trap", $"!{Program}"),
        ("uploadpack.packObjectsHook", Program), ("credential.helper", $"!{Program}"), ("credential.https://example.com.helper", $"!{Program}"),
        ("gpg.program", Program), ("gpg.ssh.program", Program), ("gpg.ssh.allowedSignersFile", Program), ("log.showSignature", "true"),
        ("include.path", included), ("includeIf.gitdir:**.path", included), ("trailer.trap.command", Program), ("trailer.trap.cmd", Program),
        ("remote.origin.url", $"ext::{Program} %S"), ("remote.origin.vcs", "trap"), ("remote.origin.uploadpack", Program), ("remote.origin.promisor", "true"),
        ("protocol.allow", "always"), ("protocol.ext.allow", "always"), ("url.ext::.insteadOf", "https://"), ("submodule.trap.update", $"!{Program}"),
        ("browser.trap.cmd", Program), ("difftool.trap.cmd", Program), ("mergetool.trap.cmd", Program), ("tar.trap.command", Program), ("format.pretty", "%G?%GS%GK"),
        ("log.mailmap", "true"), ("mailmap.file", "/dev/null"), ("fetch.bundleURI", "https://example.com/bundle"), ("core.worktree", "/"), ("attr.tree", "HEAD"),
    ];

    private string Script(string name)
    {
        var path = Path.Combine(folder.Path, name);
        PlaceAt(path);
        return path;
    }
}
