using System.ComponentModel;
using System.Diagnostics;

namespace Shiprank.Sources.Git.Running;

/// <summary>Looks at a git process from time to time and ends one that stands still or swallows the machine's memory (<see cref="GitLimits"/>).</summary>
internal sealed class GitWatch : IDisposable
{
    private const int LooksInPatience = 8;
    private static readonly TimeSpan Longest = TimeSpan.FromSeconds(1);

    private readonly Process process;
    private readonly GitLimits limits;
    private readonly Action end;
    private readonly Timer timer;
    private readonly int patience;
    private volatile bool waiting;
    private long read;
    private (long Read, TimeSpan Cpu) before;
    private int still;

    /// <param name="end">Ends the process.</param>
    public GitWatch(Process process, GitLimits limits, Action end)
    {
        (this.process, this.limits, this.end) = (process, limits, end);
        var pause = limits.Patience / LooksInPatience < Longest ? limits.Patience / LooksInPatience : Longest;
        patience = (int)Math.Ceiling(limits.Patience / pause);
        timer = new(_ => Look(), null, pause, pause);
    }

    /// <summary>Why the process was ended; null when it was not.</summary>
    public string? Reason { get; private set; }

    /// <summary>The output, with a note of when it is waited for.</summary>
    public Stream Over(Stream output) => new Watched(output, this);

    public void Dispose() => timer.Dispose();

    private void Look()
    {
        try
        {
            process.Refresh();
            if (process.HasExited) return;
            if (process.PrivateMemorySize64 > limits.Memory)
            {
                Stop($"it took more than {limits.Memory >> 20} MB of memory");
                return;
            }

            var now = (Interlocked.Read(ref read), process.TotalProcessorTime);
            still = waiting && now == before ? still + 1 : 0;
            before = now;
            if (still >= patience) Stop($"it stood still for {limits.Patience.TotalSeconds:0} seconds");
        }
        catch (Exception e) when (e is InvalidOperationException or Win32Exception)
        {
            // It ended, or was disposed of, between the question and the answer.
            Debug.WriteLine(e.Message);
        }
    }

    private void Stop(string reason)
    {
        Reason = reason;
        end();
    }

    private sealed class Watched(Stream inner, GitWatch watch) : OneWayStream
    {
        public override int Read(Span<byte> buffer)
        {
            watch.waiting = true;
            var count = inner.Read(buffer);
            Interlocked.Add(ref watch.read, count);
            watch.waiting = false;
            return count;
        }
    }
}
