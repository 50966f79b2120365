namespace Shiprank.Sources.ForgeApi;

/// <summary>A repository as its forge addresses it.</summary>
/// <param name="Host">With its port unless that is the usual one.</param>
/// <param name="FullName">Owner and name; of groups within groups all of them.</param>
public sealed record ForgeProject(string Host, string FullName)
{
    /// <summary>Its address for https, as payloads have it.</summary>
    public string CloneUrl => $"https://{Host}/{FullName}.git";

    /// <param name="url"><c>https://host/owner/name.git</c>, <c>ssh://git@host/owner/name</c> or <c>git@host:owner/name</c>.</param>
    /// <returns>Null for anything else, such as a folder.</returns>
    public static ForgeProject? Of(string url)
    {
        var text = url.Trim();
        if (Uri.TryCreate(text, UriKind.Absolute, out var uri) && uri.Scheme is "https" or "http" or "ssh") return Of(uri.Scheme == "ssh" ? uri.Host : uri.Authority, uri.AbsolutePath);
        var colon = text.IndexOf(':', StringComparison.Ordinal);
        if (colon < 1 || text.Contains("://", StringComparison.Ordinal)) return null;
        return Of(text[(text.LastIndexOf('@', colon) + 1)..colon], text[(colon + 1)..]);
    }

    /// <summary>True when this is a repository of the forge that an API belongs to: <c>github.com</c> has <c>api.github.com</c>, all others theirs on the same host.</summary>
    public bool IsOn(Uri api) =>
        string.Equals(Host, api.Authority, StringComparison.OrdinalIgnoreCase) || string.Equals("api." + Host, api.Authority, StringComparison.OrdinalIgnoreCase)
        || (!Host.Contains(':') && string.Equals(Host, api.Host, StringComparison.OrdinalIgnoreCase));

    private static ForgeProject? Of(string host, string path)
    {
        var plain = Uri.UnescapeDataString(path).Trim('/');
        if (plain.EndsWith(".git", StringComparison.OrdinalIgnoreCase)) plain = plain[..^4];
        return host.Length > 1 && !host.Contains('/') && plain.Contains('/') ? new(host, plain) : null;
    }
}
