using Shiprank.Core;

namespace Shiprank.Cli.Commands.Connect;

/// <summary>Puts a settings file in the place of the one before, whole or not at all.</summary>
internal static class SettingsWriter
{
    /// <param name="secret">It has a token in it: a file that is new is for its owner alone.</param>
    /// <returns>What went wrong; null when it is written.</returns>
    public static Problem? Write(string file, string text, bool secret)
    {
        try
        {
            // A link stays one: what it leads to is written.
            var target = new FileInfo(file).LinkTarget is null ? file : File.ResolveLinkTarget(file, returnFinalTarget: true)?.FullName ?? file;
            Directory.CreateDirectory(Path.GetDirectoryName(target)!);
            var next = target + ".shiprank-new";
            File.Delete(next);
            var mode = OperatingSystem.IsWindows() ? (UnixFileMode?)null
                : File.Exists(target) ? File.GetUnixFileMode(target)
                : secret ? UnixFileMode.UserRead | UnixFileMode.UserWrite
                : UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.GroupRead | UnixFileMode.OtherRead;
            var options = new FileStreamOptions { Mode = FileMode.CreateNew, Access = FileAccess.Write };
            if (!OperatingSystem.IsWindows()) options.UnixCreateMode = UnixFileMode.UserRead | UnixFileMode.UserWrite;
            using (var stream = new FileStream(next, options))
            {
                using var writer = new StreamWriter(stream);
                writer.Write(text);
                writer.Flush();
                stream.Flush(flushToDisk: true);
            }

            if (mode is { } known && !OperatingSystem.IsWindows()) File.SetUnixFileMode(next, known);
            File.Move(next, target, overwrite: true);
            return null;
        }
        catch (Exception failure) when (failure is IOException or UnauthorizedAccessException)
        {
            return new(file, 0, $"it can't be written: {failure.Message}", "see who may write there; managed settings belong to the machine's administrator");
        }
    }

    /// <returns>What went wrong; null when it is gone.</returns>
    public static Problem? Delete(string file)
    {
        try
        {
            File.Delete(file);
            return null;
        }
        catch (Exception failure) when (failure is IOException or UnauthorizedAccessException)
        {
            return new(file, 0, $"it can't be removed: {failure.Message}");
        }
    }
}
