using System.Buffers;

namespace Shiprank.Sources.Organisation;

/// <summary>Addresses that a mirror may be fetched from: <c>https://…</c>, <c>ssh://…</c>, <c>user@host:path</c>, and <c>file:///…</c> where it is allowed.</summary>
internal static class RepositoryAddress
{
    public const string Remedy = "https://, ssh:// or git@host:path; a token's place is named under `forges`";

    private static readonly SearchValues<char> HostSigns = SearchValues.Create("abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789.-_@");

    /// <returns>What is wrong with it; null when nothing is.</returns>
    public static string? Flaw(string url)
    {
        if (url.Length == 0 || url[0] == '-' || url.Any(c => char.IsWhiteSpace(c) || char.IsControl(c))) return "\"url\" is not an address";
        if (!url.Contains("://", StringComparison.Ordinal)) return IsShort(url) ? null : "\"url\" is not an address";
        if (!Uri.TryCreate(url, UriKind.Absolute, out var uri)) return "\"url\" is not an address";
        if (uri.Scheme is not ("https" or "ssh" or "file")) return $"\"url\" has the scheme {uri.Scheme}, which is not fetched from";
        if (uri.UserInfo.Contains(':') || (uri.Scheme == "https" && uri.UserInfo.Length > 0)) return "\"url\" holds a name or a password";
        return uri.Scheme != "file" && uri.Host.Length == 0 ? "\"url\" names no host" : null;
    }

    /// <summary><c>git@host:path</c>; <c>helper::address</c> would run a program of that name.</summary>
    private static bool IsShort(string url) =>
        url.IndexOf(':', StringComparison.Ordinal) is > 0 and var colon
        && colon + 1 < url.Length && url[colon + 1] is not (':' or '/' or '-')
        && url.AsSpan(0, colon).Count('@') == 1 && url[0] != '@'
        && !url.AsSpan(0, colon).ContainsAnyExcept(HostSigns)
        && url[url.IndexOf('@', StringComparison.Ordinal) + 1] is not ('-' or ':');
}
