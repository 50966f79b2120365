using System.IO.Pipes;
using System.Runtime.InteropServices;

namespace Shiprank.Sources.Git.Running;

/// <summary>
/// Reads much at a time from a git that writes much. git fills a pipe by four kilobytes, and each of them wakes a reader that waits: for a history
/// of hundreds of megabytes that is a tenth of the whole processor time. So the pipe is made wide, and the reader lets it fill.
/// </summary>
/// <remarks>Only where the pipe can be made wide (Linux); a narrow one would be full before the reader comes back.</remarks>
internal sealed partial class BulkOutput(Stream inner) : OneWayStream
{
    private const int Width = 1 << 20;
    private const int SetPipeSize = 1031;

    /// <summary>A reading as short as this ends before waiting pays.</summary>
    private const long Start = 1 << 20;

    private const int Little = 1 << 16;
    private static readonly TimeSpan Pause = TimeSpan.FromMilliseconds(2);

    private long read;
    private int last = Little;

    /// <param name="pipe">Where the output comes from.</param>
    /// <param name="output">The output as it is read so far.</param>
    public static Stream Over(Stream pipe, Stream output) =>
        OperatingSystem.IsLinux() && pipe is PipeStream { SafePipeHandle: { } handle } && Control(handle, SetPipeSize, Width) >= Width ? new BulkOutput(output) : output;

    public override int Read(Span<byte> buffer)
    {
        if (read > Start && last < Little) Thread.Sleep(Pause);
        last = inner.Read(buffer);
        read += last;
        return last;
    }

    [LibraryImport("libc", EntryPoint = "fcntl", SetLastError = true)]
    private static partial int Control(SafeHandle pipe, int command, int value);
}
