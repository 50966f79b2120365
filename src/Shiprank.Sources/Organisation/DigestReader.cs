using System.Net.Mail;
using Shiprank.Core.Organisation;

namespace Shiprank.Sources.Organisation;

/// <summary>The part <c>digest</c> of the organisation file: when weekly digests are made and where they go.</summary>
internal sealed class DigestReader(ConnectionsReader connections, Func<string, string> absolute)
{
    public DigestSettings Digest(YamlSection root, IReadOnlyList<TeamEntry> teams)
    {
        if (root.Section("digest", "hour", "off", "folder", "chats", "mail", "personal", "link") is not { } section) return DigestSettings.None;
        var mail = Mail(section);
        var personal = section.Flag("personal", otherwise: false);
        if (personal && mail is null) section.Problem("personal", "personal digests need a \"mail\" server");
        return new()
        {
            Hour = section.Integer("hour", 8, 0, 23),
            Off = Known(section, "off", teams),
            Folder = section.Text("folder") is { } folder ? absolute(folder) : null,
            Chats = Chats(section, teams),
            Mail = mail,
            Personal = personal,
            Link = Link(section),
        };
    }

    private List<ChatChannel> Chats(YamlSection digest, IReadOnlyList<TeamEntry> teams)
    {
        List<ChatChannel> chats = [];
        foreach (var section in digest.Sections("chats", "name", "kind", "url_env", "url_file", "teams", "allow_private"))
        {
            var name = section.Required("name");
            if (chats.Exists(c => string.Equals(c.Name, name, StringComparison.OrdinalIgnoreCase))) section.Problem("name", $"a second chat named \"{name}\"");
            if (name is "folder" or "mail") section.Problem("name", $"\"{name}\" is taken");
            var kind = section.Required("kind");
            if (kind.Length > 0 && kind is not ("slack" or "teams")) section.Problem("kind", $"unknown kind \"{kind}\"", "slack or teams");
            var address = connections.Places(section, "url");
            if (address.Variables.Count + address.Files.Count != 1) section.Problem("url_env", "one address is needed", "url_env: the name of an environment variable, or url_file: a path. It is a secret and never stands in this file");
            chats.Add(new(name, kind == "teams" ? ChatKind.Teams : ChatKind.Slack, address, Known(section, "teams", teams), section.Flag("allow_private", otherwise: false)));
        }

        return chats;
    }

    private MailServer? Mail(YamlSection digest)
    {
        if (digest.Section("mail", "host", "port", "tls", "from", "user", "password_env", "password_file") is not { } section) return null;
        var host = section.Required("host");
        var from = section.Required("from");
        if (from.Length > 0 && !MailAddress.TryCreate(from, out _)) section.Problem("from", "\"from\" is not an e-mail address");
        var tls = section.Flag("tls", otherwise: true);
        if (!tls && host is not ("localhost" or "127.0.0.1" or "::1")) section.Problem("tls", "without encryption mail goes to this machine alone", "localhost, or leave \"tls\" out");
        return new(host, section.Integer("port", tls ? 587 : 25, 1, 65535), tls, from, section.Text("user"), connections.Places(section, "password"));
    }

    private static string? Link(YamlSection section)
    {
        if (section.Text("link") is not { } text) return null;
        if (Uri.TryCreate(text, UriKind.Absolute, out var address) && address.Scheme is "https" or "http" && address.Query.Length == 0 && address.Fragment.Length == 0 && address.UserInfo.Length == 0) return address.AbsoluteUri.TrimEnd('/');
        section.Problem("link", "\"link\" is not an address", "the address of this server as readers reach it, such as https://shiprank.example.com");
        return null;
    }

    private static IReadOnlyList<string> Known(YamlSection section, string key, IReadOnlyList<TeamEntry> teams)
    {
        var ids = section.Texts(key);
        foreach (var id in ids.Where(id => teams.All(t => t.Id != id))) section.Problem(key, $"no team has the id \"{id}\"", EditDistance.Nearest(id, teams.Select(t => t.Id)) is { } nearest ? $"the nearest id is \"{nearest}\"" : "");
        return ids;
    }
}
