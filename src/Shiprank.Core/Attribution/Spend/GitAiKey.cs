using System.Security.Cryptography;
using System.Text;

namespace Shiprank.Core.Attribution.Spend;

/// <summary>
/// The key by which a git-ai note names a session: <c>s_</c> and the first digits of SHA-256 over <c>tool:conversation id</c>; without
/// <c>s_</c> in older notes. The number of digits is the writer's (14, 16, once 7), so keys are compared by their beginning.
/// </summary>
public static class GitAiKey
{
    /// <summary>Fewest digits that a writer ever used.</summary>
    public const int FewestDigits = 7;

    /// <summary>Digits of a note's key; null when it is no such key.</summary>
    public static string? Digits(string noteKey)
    {
        var digits = noteKey.StartsWith("s_", StringComparison.Ordinal) ? noteKey[2..] : noteKey;
        return digits.Length is >= FewestDigits and <= 64 && digits.All(char.IsAsciiHexDigitLower) ? digits : null;
    }

    /// <summary>The whole SHA-256 (64 digits) of a session, once for each name that git-ai has for its tool.</summary>
    public static IEnumerable<string> Of(SessionId session) =>
        Names(session.Tool).Select(tool => Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes($"{tool}:{session.Session}"))));

    private static string[] Names(string tool) => tool switch
    {
        "claude-code" => ["claude", tool],
        "copilot" => ["github-copilot", "github-copilot-cli", tool],
        "gemini-cli" => ["gemini", tool],
        "cursor" => [tool, "cursor-agent"],
        _ => [tool],
    };
}
