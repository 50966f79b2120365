using System.Security.Cryptography;
using System.Text;
using Shiprank.Core;

namespace Shiprank.Sources.Organisation;

/// <summary>A configuration file as read: its text and the SHA-256 (lower-case hex) of its bytes.</summary>
/// <param name="Marked">Begins with a byte order mark, which is not part of the text.</param>
public sealed record ConfigurationText(string Text, string Sha256, bool Marked = false)
{
    private const int Largest = 8 * 1024 * 1024;
    private static readonly UTF8Encoding Strict = new(encoderShouldEmitUTF8Identifier: false, throwOnInvalidBytes: true);

    public static Result<ConfigurationText> Read(string path)
    {
        try
        {
            using var stream = new FileStream(path, FileMode.Open, FileAccess.Read, FileShare.ReadWrite | FileShare.Delete);
            if (stream.Length > Largest) return new Problem(path, 0, $"larger than {Largest / (1024 * 1024)} MB: not a configuration file");
            using var content = new MemoryStream();
            stream.CopyTo(content);
            var bytes = content.GetBuffer().AsSpan(0, (int)content.Length);
            var marked = bytes.StartsWith(Encoding.UTF8.Preamble);
            return new ConfigurationText(Strict.GetString(marked ? bytes[3..] : bytes), HashOf(bytes), marked);
        }
        catch (DecoderFallbackException)
        {
            return new Problem(path, 0, "not valid UTF-8");
        }
        catch (FileNotFoundException)
        {
            return new Problem(path, 0, "there is no such file");
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            return new Problem(path, 0, $"can't be read: {e.Message}");
        }
    }

    internal static string HashOf(ReadOnlySpan<byte> bytes) => Convert.ToHexStringLower(SHA256.HashData(bytes));
}
