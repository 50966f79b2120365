using Shiprank.Core.Organisation;

namespace Shiprank.Sources.Forges;

/// <summary>
/// Finds the organisation's repository that a forge speaks of: by its <c>url</c>; else by owner and name, when one repository has them; else,
/// among those that the file gives no url, the one that is named like it. Two candidates are none. Safe for use from several threads.
/// </summary>
public sealed class ForgeRepositories
{
    private readonly Dictionary<string, RepositoryEntry?> byAddress = new(StringComparer.OrdinalIgnoreCase);
    private readonly Dictionary<string, RepositoryEntry?> byFullName = new(StringComparer.OrdinalIgnoreCase);
    private readonly Dictionary<string, RepositoryEntry?> byName = new(StringComparer.OrdinalIgnoreCase);

    public ForgeRepositories(OrganisationFile file)
    {
        foreach (var repository in file.Repositories)
        {
            if (repository.Url is { } url && Address(url) is { } address)
            {
                Add(byAddress, address, repository);
                Add(byFullName, address[(address.IndexOf('/') + 1)..], repository);
                continue;
            }

            Add(byName, repository.Name, repository);
            if (repository.Path is { } path && LastPart(path) is var folder && !folder.Equals(repository.Name, StringComparison.OrdinalIgnoreCase)) Add(byName, folder, repository);
        }
    }

    /// <param name="fullName">Owner and name: <c>northwind/shop</c>, of groups within groups all of them.</param>
    /// <param name="urls">Its addresses, as a payload has them; null ones are passed over.</param>
    public RepositoryEntry? Find(string fullName, params ReadOnlySpan<string?> urls)
    {
        foreach (var url in urls)
        {
            if (url is not null && Address(url) is { } address && byAddress.TryGetValue(address, out var found) && found is not null) return found;
        }

        var name = fullName.Trim('/');
        return byFullName.GetValueOrDefault(name) ?? byName.GetValueOrDefault(LastPart(name));
    }

    /// <summary>Host and path of <c>https://host/owner/name.git</c>, <c>ssh://git@host:22/owner/name</c> or <c>git@host:owner/name</c>; null for a folder.</summary>
    private static string? Address(string url)
    {
        var text = url.Trim();
        if (Uri.TryCreate(text, UriKind.Absolute, out var uri) && uri.Scheme is "http" or "https" or "ssh" or "git" or "git+ssh")
        {
            var path = Plain(uri.AbsolutePath);
            return uri.Host.Length > 0 && path.Length > 0 ? $"{uri.Host}/{path}" : null;
        }

        var colon = text.IndexOf(':');
        if (colon < 1 || text.Contains("://", StringComparison.Ordinal)) return null;
        var host = text[(text.LastIndexOf('@', colon) + 1)..colon];
        return host.Contains('/') || host.Length < 2 ? null : $"{host}/{Plain(text[(colon + 1)..])}";
    }

    private static string Plain(string path)
    {
        var plain = path.Trim('/');
        return plain.EndsWith(".git", StringComparison.OrdinalIgnoreCase) ? plain[..^4] : plain;
    }

    private static string LastPart(string path)
    {
        var plain = Plain(path.Replace('\\', '/'));
        return plain[(plain.LastIndexOf('/') + 1)..];
    }

    private static void Add(Dictionary<string, RepositoryEntry?> index, string key, RepositoryEntry repository)
    {
        if (!index.TryAdd(key, repository)) index[key] = null;
    }
}
