using System.ComponentModel;
using System.Diagnostics;
using System.Text;
using Shiprank.Core;
using Shiprank.Sources.Git.Fetching;

namespace Shiprank.Sources.Git.Running;

/// <summary>
/// One git process on a pipe, shut off from the machine's and the user's configuration. Input is fed and messages are read on threads of their own,
/// so that no full pipe can stop the others.
/// </summary>
internal sealed class GitProcess : IDisposable
{
    private const int MaxMessages = 8192;
    private readonly Process process;
    private readonly string where;
    private readonly StringBuilder messages = new();
    private readonly Thread reader;
    private readonly Thread? feeder;
    private readonly GitWatch? watch;
    private readonly CancellationTokenRegistration cancelled;
    private volatile bool unread;
    private bool disposed;

    private GitProcess(Process process, string where, GitLimits? limits, Action<Stream>? feed, CancellationToken ct)
    {
        (this.process, this.where) = (process, where);
        watch = limits is null ? null : new(process, limits, Kill);
        Output = watch?.Over(process.StandardOutput.BaseStream) ?? process.StandardOutput.BaseStream;
        reader = new Thread(ReadMessages) { IsBackground = true };
        reader.Start();
        if (feed is null)
        {
            process.StandardInput.Close();
        }
        else
        {
            feeder = new Thread(() => Feed(feed)) { IsBackground = true };
            feeder.Start();
        }

        cancelled = ct.Register(Kill);
    }

    public Stream Output { get; }

    internal int Id => process.Id;

    /// <summary>The output of a git that writes hundreds of megabytes; in the place of <see cref="Output"/>.</summary>
    public Stream InBulk() => BulkOutput.Over(process.StandardOutput.BaseStream, Output);

    /// <param name="folder">Where git runs.</param>
    /// <param name="gitDir">The repository; null to let git look for it in <paramref name="folder"/> and nowhere above.</param>
    /// <param name="feed">Writes the standard input; it may block, and the pipe may break when git ends early.</param>
    /// <param name="userHome">As <see cref="GitIsolation.Apply"/>.</param>
    /// <param name="transport">As <see cref="GitIsolation.Apply"/>.</param>
    /// <param name="limits">Null for none: a process that waits for others.</param>
    public static Result<GitProcess> Start(
        string where, string folder, string? gitDir, IEnumerable<string> arguments, Action<Stream>? feed, CancellationToken ct,
        string? userHome = null, GitTransport? transport = null, GitLimits? limits = null)
    {
        if (GitProgram.Find() is not { } program) return new Problem(where, 0, "git can't be started: there is none on PATH", "install git and put it on PATH");
        var info = new ProcessStartInfo(program)
        {
            WorkingDirectory = folder,
            RedirectStandardInput = true,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
            StandardErrorEncoding = Encoding.UTF8,
            UseShellExecute = false,
            CreateNoWindow = true,
        };
        GitIsolation.Apply(info, folder, gitDir, userHome, transport);
        foreach (var argument in arguments) info.ArgumentList.Add(argument);
        try
        {
            var process = Process.Start(info) ?? throw new InvalidOperationException("no process");
            return new GitProcess(process, where, limits, feed, ct);
        }
        catch (Win32Exception e)
        {
            return Directory.Exists(folder)
                ? new Problem(where, 0, $"git can't be started: {e.Message}", "install git and put it on PATH")
                : new Problem(where, 0, "the folder is gone", "clone the repository there again or correct its path");
        }
    }

    /// <summary>Waits for the end. Null when git ended well; call it after the output was read to its end.</summary>
    public Problem? Finish()
    {
        process.WaitForExit();
        reader.Join();
        feeder?.Join();
        if (watch?.Reason is { } reason) return new Problem(where, 0, $"git was ended: {reason}", GitProblems.Ended);
        if (process.ExitCode == 0 && !unread) return null;
        return GitProblems.Of(where, process.ExitCode, Said);
    }

    /// <summary>The last of what git said on its standard error; whole after <see cref="Finish"/>.</summary>
    public string Said
    {
        get
        {
            lock (messages) return messages.ToString().Trim();
        }
    }

    public void Dispose()
    {
        if (disposed) return;
        disposed = true;
        cancelled.Dispose();
        watch?.Dispose();
        Kill();
        process.WaitForExit();
        reader.Join();
        feeder?.Join();
        process.Dispose();
    }

    private void Kill()
    {
        try
        {
            if (!process.HasExited) process.Kill(entireProcessTree: true);
        }
        catch (Exception e) when (e is InvalidOperationException or Win32Exception)
        {
            // It ended between the question and the kill: what was wanted.
            Debug.WriteLine(e.Message);
        }
    }

    private void Feed(Action<Stream> feed)
    {
        try
        {
            using var input = process.StandardInput.BaseStream;
            feed(input);
        }
        catch (IOException)
        {
            // git ended before it read everything: Finish says so.
            unread = true;
        }
    }

    private void ReadMessages()
    {
        var chunk = new char[1024];
        for (int read; (read = process.StandardError.Read(chunk, 0, chunk.Length)) > 0;)
        {
            lock (messages)
            {
                messages.Append(chunk, 0, read);
                if (messages.Length > MaxMessages) messages.Remove(0, messages.Length - MaxMessages);
            }
        }
    }
}
