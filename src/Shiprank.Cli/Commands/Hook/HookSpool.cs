using Shiprank.Core.Caps;

namespace Shiprank.Cli.Commands.Hook;

/// <summary>What hooks saw, a line each, until <c>shiprank collect</c> sends it. Two files at most: when one is full, the one before it is given up.</summary>
internal static class HookSpool
{
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

    public static string Earlier(string spool) => spool + ".earlier";
}
