using System.Text;
using Shiprank.Core;

namespace Shiprank.Engine.Digests;

/// <summary>Digests in a folder, three files each: <c>2026-W47-team-checkout.md</c>, <c>.html</c> and <c>.txt</c>. Each is there whole or not at all.</summary>
public static class DigestFiles
{
    /// <returns>Path without its ending.</returns>
    public static Result<string> Write(Digest digest, string folder)
    {
        var path = Path.Join(folder, $"{DigestWeek.Name(digest.Week)}-{Safe(digest.Subject)}");
        try
        {
            Directory.CreateDirectory(folder);
            Put(path + ".md", DigestText.Markdown(digest));
            Put(path + ".html", DigestText.Html(digest));
            Put(path + ".txt", DigestText.Plain(digest));
            return path;
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            return new Problem(folder, 0, $"the digest can't be written: {e.Message}", "mend digest.folder");
        }
    }

    private static void Put(string path, string text)
    {
        File.WriteAllText(path + ".part", text, new UTF8Encoding(false));
        File.Move(path + ".part", path, overwrite: true);
    }

    private static string Safe(string subject) => string.Concat(subject.Select(c => char.IsAsciiLetterOrDigit(c) || c is '-' or '_' or '.' ? c : '-'));
}
