using Shiprank.Core.Caps;

namespace Shiprank.Cli.Commands.Hook;

/// <summary>What hooks saw, a line each, until <c>shiprank collect</c> sends it. Two files at most: when one is full, the one before it is given up.</summary>
internal static class HookSpool
{
    public const string ContentType = "application/x-ndjson";

    private const string Sending = "sending-";

    public const int MostBytes = 4 * 1024 * 1024;

    public static void Add(HookFolder folder, CapEvent entry)
    {
        using var held = FileLock.Take(folder.Spool + ".lock");
        if (held is null) return;
        if (new FileInfo(folder.Spool) is { Exists: true, Length: > MostBytes }) File.Move(folder.Spool, Earlier(folder.Spool), overwrite: true);
        var options = new FileStreamOptions { Mode = FileMode.Append, Access = FileAccess.Write, BufferSize = 0 };
        if (!OperatingSystem.IsWindows()) options.UnixCreateMode = UnixFileMode.UserRead | UnixFileMode.UserWrite;
        using var stream = new FileStream(folder.Spool, options);
        stream.Write([.. CapEventJson.Line(entry), (byte)'\n']);
    }

    /// <summary>Files of lines that are ready to be sent, out of the way of hooks that go on writing; each is deleted by who sent it.</summary>
    public static IReadOnlyList<string> ToSend(string dataFolder)
    {
        var folder = HookFolder.PathIn(dataFolder);
        var spool = Path.Combine(folder, "events.jsonl");
        if (!Directory.Exists(folder)) return [];
        using (FileLock.Take(spool + ".lock"))
        {
            var next = $"{Sending}{Environment.ProcessId}-{Environment.TickCount64}";
            if (File.Exists(Earlier(spool))) File.Move(Earlier(spool), Path.Combine(folder, next + "-earlier"));
            if (File.Exists(spool)) File.Move(spool, Path.Combine(folder, next));
        }

        return [.. Directory.EnumerateFiles(folder, Sending + "*").Order(StringComparer.Ordinal)];
    }

    public static string Earlier(string spool) => spool + ".earlier";
}
