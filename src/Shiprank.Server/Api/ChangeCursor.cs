using System.Buffers.Text;
using System.Security.Cryptography;
using System.Text;
using Shiprank.Engine.Changes;

namespace Shiprank.Server.Api;

/// <summary>
/// A place in a list of changes: behind which change the next page begins, and of which question the list is the answer. New changes do not move it,
/// so no page repeats or misses what was in the list all the time.
/// </summary>
internal static class ChangeCursor
{
    private const int HashBytes = 8;

    public static bool IsOne(string text) => Parts(text) is not null;

    public static string At(ChangeRow row, string question) => Base64Url.EncodeToString(Encoding.UTF8.GetBytes($"{Hash(question)}\n{row.Repository}\n{row.Sha}"));

    /// <returns>Null when it is of another question.</returns>
    public static (string Repository, string Sha)? Read(string text, string question) =>
        Parts(text) is [var hash, var repository, var sha] && hash == Hash(question) ? (repository, sha) : null;

    private static string[]? Parts(string text)
    {
        if (text.Length is 0 or > 1000 || !Base64Url.IsValid(text)) return null;
        var parts = Encoding.UTF8.GetString(Base64Url.DecodeFromChars(text)).Split('\n');
        return parts.Length == 3 ? parts : null;
    }

    private static string Hash(string question) => Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(question)).AsSpan(0, HashBytes));
}
