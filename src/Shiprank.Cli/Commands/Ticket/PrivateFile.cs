using Shiprank.Core;

namespace Shiprank.Cli.Commands.Ticket;

/// <summary>Files for their owner alone, written whole or not at all.</summary>
internal static class PrivateFile
{
    /// <returns>What went wrong; null when it is written.</returns>
    public static Problem? Write(string file, ReadOnlySpan<byte> bytes)
    {
        try
        {
            var folder = Path.GetDirectoryName(file)!;
            if (!Directory.Exists(folder))
            {
                if (OperatingSystem.IsWindows()) Directory.CreateDirectory(folder);
                else Directory.CreateDirectory(folder, UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute);
            }

            var next = $"{file}.{Environment.ProcessId}.new";
            var options = new FileStreamOptions { Mode = FileMode.Create, Access = FileAccess.Write };
            if (!OperatingSystem.IsWindows()) options.UnixCreateMode = UnixFileMode.UserRead | UnixFileMode.UserWrite;
            using (var stream = new FileStream(next, options)) stream.Write(bytes);
            File.Move(next, file, overwrite: true);
            return null;
        }
        catch (Exception refused) when (refused is IOException or UnauthorizedAccessException)
        {
            return new(file, 0, $"it can't be written: {refused.Message}", "see that Shiprank's data folder is writable for you");
        }
    }
}
