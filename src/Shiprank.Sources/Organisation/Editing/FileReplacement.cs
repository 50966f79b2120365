using System.Text;
using Shiprank.Core;

namespace Shiprank.Sources.Organisation.Editing;

/// <summary>Puts a text in the place of a configuration file: the old one or the new one at any moment, with the rights that it had.</summary>
public static class FileReplacement
{
    private static readonly Lock Gate = new();

    /// <param name="basedOn">SHA-256 of the file that the text was made from; empty: there was none.</param>
    /// <param name="changed">What stands there instead, when it is not what the text was made from; then nothing is written. Null inside: the file is gone.</param>
    /// <returns>What stood in the way; null when the text stands.</returns>
    public static Problem? Replace(string path, string text, string basedOn, bool marked, out Changed? changed)
    {
        changed = null;
        lock (Gate)
        {
            try
            {
                // A link stays a link: what it names is replaced.
                var target = (File.Exists(path) ? new FileInfo(path).ResolveLinkTarget(returnFinalTarget: true)?.FullName : null) ?? path;
                var now = File.Exists(target) ? ConfigurationText.Read(target) : (Result<ConfigurationText>?)null;
                if (now is { Succeeded: false } unreadable) return unreadable.Problem;
                if ((now?.Value.Sha256 ?? "") != basedOn)
                {
                    changed = new(now?.Value);
                    return null;
                }

                Write(target, text, marked);
                return null;
            }
            catch (Exception e) when (e is IOException or UnauthorizedAccessException)
            {
                return new Problem(path, 0, $"can't be written: {e.Message}", "give Shiprank's user the right to write there, or edit the file by hand");
            }
        }
    }

    private static void Write(string target, string text, bool marked)
    {
        Directory.CreateDirectory(Path.GetDirectoryName(Path.GetFullPath(target))!);
        var beside = $"{target}.{Environment.ProcessId}.new";
        try
        {
            using (var stream = new FileStream(beside, FileMode.Create, FileAccess.Write, FileShare.None))
            {
                if (marked) stream.Write(Encoding.UTF8.Preamble);
                stream.Write(Encoding.UTF8.GetBytes(text));
                stream.Flush(flushToDisk: true);
            }

            if (!OperatingSystem.IsWindows() && File.Exists(target)) File.SetUnixFileMode(beside, File.GetUnixFileMode(target));
            File.Move(beside, target, overwrite: true);
        }
        finally
        {
            File.Delete(beside);
        }
    }

    /// <summary>Somebody else's version; null when the file is gone.</summary>
    public sealed record Changed(ConfigurationText? Now);
}
