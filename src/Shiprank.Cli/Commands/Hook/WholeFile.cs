namespace Shiprank.Cli.Commands.Hook;

/// <summary>A file that is there whole or not at all.</summary>
internal static class WholeFile
{
    public static void Write(string file, ReadOnlySpan<byte> content)
    {
        var next = $"{file}.{Environment.ProcessId}-{Environment.CurrentManagedThreadId}.new";
        var options = new FileStreamOptions { Mode = FileMode.Create, Access = FileAccess.Write, BufferSize = 0 };
        if (!OperatingSystem.IsWindows()) options.UnixCreateMode = UnixFileMode.UserRead | UnixFileMode.UserWrite;
        using (var stream = new FileStream(next, options)) stream.Write(content);
        File.Move(next, file, overwrite: true);
    }
}
