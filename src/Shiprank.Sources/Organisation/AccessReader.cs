using System.Net;
using Shiprank.Core.Access;
using Shiprank.Core.Organisation;

namespace Shiprank.Sources.Organisation;

/// <summary>The part of the organisation file that says who may what, and how people sign in: <c>access</c>.</summary>
internal sealed class AccessReader(ConnectionsReader connections, HashSet<string> people)
{
    private const string HeaderSigns = "!#$%&'*+-.^_`|~";

    public AccessSettings Read(YamlSection root)
    {
        if (root.Section("access", "admins", "finops", "auditors", "oidc", "proxy", "base_url", "session_hours", "groups") is not { } section) return AccessSettings.None;
        var access = new AccessSettings
        {
            Admins = People(section, "admins", people),
            Finops = People(section, "finops", people),
            Auditors = People(section, "auditors", people),
            Oidc = Oidc(section),
            Proxy = Proxy(section),
            BaseUrl = BaseUrl(section),
            SessionHours = section.Integer("session_hours", AccessSettings.None.SessionHours, 1, 24 * 30),
            Groups = Groups(section),
        };
        if (access.IsConfigured && access.Admins.Count == 0 && !access.Groups.Values.Any(r => r.HasFlag(Roles.Admin))) section.Problem("admins", "people can sign in and nobody is an administrator", "admins: [id of a person]");
        return access;
    }

    /// <summary>Ids of people, each of whom the file has.</summary>
    public static IReadOnlyList<string> People(YamlSection section, string key, HashSet<string> people)
    {
        var ids = section.Texts(key);
        foreach (var id in ids.Where(id => !people.Contains(id))) section.Problem(key, $"no person has the id \"{id}\"", OrganisationReader.Meant(id, people));
        return ids;
    }

    private OidcSettings? Oidc(YamlSection access)
    {
        if (access.Section("oidc", "issuer", "client_id", "client_secret_env", "client_secret_file", "scopes", "person_claim", "groups_claim") is not { } section) return null;
        var issuer = section.Required("issuer");
        if (issuer.Length > 0 && !IsSafe(issuer)) section.Problem("issuer", "\"issuer\" is not an https address", "as the provider's own configuration writes it, such as https://id.example.com");
        var secret = connections.Places(section, "client_secret");
        var scopes = section.TextOrTexts("scopes");
        return new(issuer, section.Required("client_id"), secret, scopes.Count > 0 ? scopes : ["openid", "email", "profile"], section.Text("person_claim") ?? "email", section.Text("groups_claim"));
    }

    private static ProxySettings? Proxy(YamlSection access)
    {
        if (access.Section("proxy", "from", "user_header", "groups_header") is not { } section) return null;
        var from = section.TextOrTexts("from");
        if (from.Count == 0) section.Problem("from", "a proxy needs the addresses that it comes from", "from: [10.0.0.7], or a network such as 10.0.0.0/24");
        foreach (var address in from.Where(a => !IPAddress.TryParse(a, out _) && !IPNetwork.TryParse(a, out _))) section.Problem("from", $"\"{address}\" is neither an IP address nor a network", "10.0.0.7 or 10.0.0.0/24");
        if (from.Any(a => IPNetwork.TryParse(a, out var network) && network.PrefixLength == 0)) section.Problem("from", "every address would be trusted", "the addresses of the proxy alone");
        return new(from, Header(section, "user_header"), Header(section, "groups_header"));
    }

    private static string? Header(YamlSection section, string key)
    {
        var name = section.Text(key);
        if (name is not null && (name.Length == 0 || !name.All(c => char.IsAsciiLetterOrDigit(c) || HeaderSigns.Contains(c)))) section.Problem(key, $"\"{key}\" is not the name of a header");
        return name;
    }

    private static Uri? BaseUrl(YamlSection access)
    {
        if (access.Text("base_url") is not { } text) return null;
        if (IsSafe(text) && Uri.TryCreate(text.TrimEnd('/'), UriKind.Absolute, out var url) && url is { AbsolutePath: "/", Query: "", Fragment: "" }) return url;
        access.Problem("base_url", "\"base_url\" is not an https address without a path", "such as https://shiprank.example.com");
        return null;
    }

    private static Dictionary<string, Roles> Groups(YamlSection access)
    {
        Dictionary<string, Roles> groups = new(StringComparer.Ordinal);
        foreach (var entry in access.Entries("groups"))
        {
            var role = entry.Value is YamlScalar scalar ? RoleNames.Role(scalar.Text.Trim()) : null;
            if (role is null or Roles.Lead) access.Problem("groups", "a group gives a role that there is not", "member, finops, admin or auditor; leads stand with their teams");
            else groups[entry.Key] = role.Value;
        }

        return groups;
    }

    /// <summary>Plain http only within this machine.</summary>
    private static bool IsSafe(string text) => Uri.TryCreate(text, UriKind.Absolute, out var address) && (address.Scheme == "https" || (address.Scheme == "http" && address.IsLoopback)) && address.UserInfo.Length == 0 && address.Query.Length == 0 && address.Fragment.Length == 0;
}
