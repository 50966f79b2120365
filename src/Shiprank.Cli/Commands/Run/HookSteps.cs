using System.Text;
using Shiprank.Cli.Commands.Hook;
using Shiprank.Core.Caps;

namespace Shiprank.Cli.Commands.Run;

/// <summary>Calls of tools of one run that hooks on this machine saw, read from what they keep as it grows.</summary>
internal sealed class HookSteps(string dataFolder, string run)
{
    private readonly string spool = Path.Combine(HookFolder.PathIn(dataFolder), "events.jsonl");
    private readonly byte[] mark = Encoding.UTF8.GetBytes($"\"{run}\"");
    private long read = -1;
    private long steps;
    private long refused;
    private CapEvent? last;
    private readonly MemoryStream lines = new();

    /// <summary>The lines of this run, as they are kept; empty: hooks saw nothing.</summary>
    public byte[] Lines => lines.ToArray();

    /// <summary>Looks at what was there before the run, so that it is not read again.</summary>
    public void Begin() => read = new FileInfo(spool) is { Exists: true, Length: var length } ? length : 0;

    /// <summary>Steps so far; calls that a hook stopped, and the last of them.</summary>
    public (long Steps, long Refused, CapEvent? Last) Now()
    {
        try
        {
            var file = new FileInfo(spool);
            if (file.Exists && file.Length < read) ReadOn(spool + ".earlier", all: true);
            if (file.Exists) ReadOn(spool, all: false);
        }
        catch (Exception refusedBySystem) when (refusedBySystem is IOException or UnauthorizedAccessException)
        {
            // It is looked at again in a second.
            return (steps, refused, last);
        }

        return (steps, refused, last);
    }

    /// <param name="all">To the end of a file that was full; the new one is begun at its start.</param>
    private void ReadOn(string path, bool all)
    {
        if (all && !File.Exists(path))
        {
            read = 0;
            return;
        }

        using var stream = new FileStream(path, FileMode.Open, FileAccess.Read, FileShare.ReadWrite | FileShare.Delete);
        stream.Seek(Math.Min(read, stream.Length), SeekOrigin.Begin);
        var bytes = new byte[stream.Length - stream.Position];
        stream.ReadExactly(bytes);
        var whole = bytes.AsSpan().LastIndexOf((byte)'\n') + 1;
        foreach (var range in bytes.AsSpan(0, whole).Split((byte)'\n')) Count(bytes.AsSpan(0, whole)[range]);
        read = all ? 0 : read + whole;
    }

    private void Count(ReadOnlySpan<byte> line)
    {
        if (line.IndexOf(mark) < 0 || CapEventJson.Read(line) is not { } entry || entry.Run != run) return;
        if (lines.Length < HookSpool.MostBytes)
        {
            lines.Write(line);
            lines.WriteByte((byte)'\n');
        }

        if (entry.Kind == CapEventKind.Step) steps++;
        if (entry.Kind != CapEventKind.Refused) return;
        refused++;
        last = entry;
    }
}
