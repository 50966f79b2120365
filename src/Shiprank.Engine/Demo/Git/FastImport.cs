using System.ComponentModel;
using System.Diagnostics;
using System.Globalization;
using System.Text;
using Shiprank.Sources.Git;
using Shiprank.Sources.Git.Running;

namespace Shiprank.Engine.Demo.Git;

/// <summary>
/// Writes one bare repository through one <c>git fast-import</c>. The repository is laid out by hand and git runs without any
/// configuration of the machine, so that nothing outside changes a sha.
/// </summary>
internal sealed class FastImport : IDisposable
{
    private readonly Process git;
    private readonly Stream into;
    private readonly Task<string> complaints;
    private int marks;

    private FastImport(Process git)
    {
        this.git = git;
        into = new BufferedStream(git.StandardInput.BaseStream, 1 << 16);
        complaints = git.StandardError.ReadToEndAsync();
    }

    /// <exception cref="Win32Exception">git can't be started.</exception>
    public static FastImport Open(string folder, string defaultBranch)
    {
        foreach (var part in (string[])["objects/info", "objects/pack", "refs/heads", "refs/tags"]) Directory.CreateDirectory(Path.Combine(folder, part));
        File.WriteAllText(Path.Combine(folder, "HEAD"), $"ref: refs/heads/{defaultBranch}\n");
        File.WriteAllText(Path.Combine(folder, "config"), "[core]\n\trepositoryformatversion = 0\n\tfilemode = true\n\tbare = true\n");
        var start = new ProcessStartInfo(GitProgram.Find() ?? throw new Win32Exception(2, "git is not on PATH"))
        {
            UseShellExecute = false,
            WorkingDirectory = folder,
            RedirectStandardInput = true,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        };
        foreach (var argument in (string[])["-c", "fastimport.unpackLimit=0", "--git-dir=.", "fast-import", "--quiet", "--done"]) start.ArgumentList.Add(argument);
        foreach (var name in start.Environment.Keys.Where(k => k.StartsWith("GIT_", StringComparison.Ordinal)).ToList()) start.Environment.Remove(name);
        start.Environment["GIT_CONFIG_NOSYSTEM"] = "1";
        start.Environment["GIT_CONFIG_GLOBAL"] = OperatingSystem.IsWindows() ? "NUL" : "/dev/null";
        return new(Process.Start(start)!);
    }

    public Made Commit(CommitDraft draft)
    {
        var mark = ++marks;
        Text($"commit {draft.Branch}\nmark :{mark}\nauthor {draft.Author}\ncommitter {draft.Committer}\n");
        Data(Encoding.UTF8.GetBytes(draft.Message));
        if (draft.From > 0) Text($"from :{draft.From}\n");
        if (draft.Merge > 0) Text($"merge :{draft.Merge}\n");
        foreach (var (from, to) in draft.Renamed) Text($"R {from} {to}\n");
        foreach (var path in draft.Deleted) Text($"D {path}\n");
        foreach (var (path, content) in draft.Files)
        {
            Text($"M 100644 inline {path}\n");
            Data(content);
        }

        Text($"\nget-mark :{mark}\n");
        into.Flush();
        return new(mark, git.StandardOutput.ReadLine() ?? throw new IOException($"git fast-import ended early: {complaints.Result}"));
    }

    /// <summary>A tag; without a tagger a light one.</summary>
    public void Tag(string name, int mark, Signature? tagger)
    {
        if (tagger is null)
        {
            Text($"reset refs/tags/{name}\nfrom :{mark}\n\n");
            return;
        }

        Text($"tag {name}\nfrom :{mark}\ntagger {tagger}\n");
        Data(Encoding.UTF8.GetBytes($"{name}\n"));
    }

    /// <summary>One commit of notes on <c>refs/notes/ai</c>.</summary>
    public void Notes(IReadOnlyList<(int Mark, string Text)> notes, Signature by)
    {
        Text($"commit refs/notes/ai\nmark :{++marks}\nauthor {by}\ncommitter {by}\n");
        Data("Notes added by 'git-ai'\n"u8);
        foreach (var (mark, text) in notes)
        {
            Text($"N inline :{mark}\n");
            Data(Encoding.UTF8.GetBytes(text));
        }

        Text("\n");
    }

    /// <summary>Removes a ref that was only needed on the way.</summary>
    public void Drop(string branch) => Text($"reset {branch}\nfrom {new string('0', 40)}\n\n");

    /// <exception cref="IOException">git did not accept what it was given.</exception>
    public void Finish()
    {
        Text("done\n");
        into.Flush();
        git.StandardInput.Close();
        git.WaitForExit();
        if (git.ExitCode != 0) throw new IOException($"git fast-import failed ({git.ExitCode.ToString(CultureInfo.InvariantCulture)}): {complaints.Result}");
    }

    public void Dispose()
    {
        if (!git.HasExited) git.Kill();

        // Until git is gone it writes, and its folder can't be removed.
        git.WaitForExit();
        git.Dispose();
    }

    private void Text(string text) => into.Write(Encoding.UTF8.GetBytes(text));

    private void Data(ReadOnlySpan<byte> data)
    {
        Text($"data {data.Length.ToString(CultureInfo.InvariantCulture)}\n");
        into.Write(data);
        Text("\n");
    }
}
