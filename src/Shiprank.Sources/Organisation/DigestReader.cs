using System.Net.Mail;
using Shiprank.Core.Organisation;

namespace Shiprank.Sources.Organisation;

/// <summary>The <c>digest</c> part of the organisation file.</summary>
internal sealed class DigestReader(ConnectionsReader connections, Func<string, string> absolute, IEnumerable<string> teams)
{
    private readonly HashSet<string> teams = [.. teams];

    public DigestSettings Read(YamlSection root)
    {
        if (root.Section("digest", "base_url", "folder", "mail", "teams", "people", "allow_private_addresses") is not { } section) return DigestSettings.None;
        var mail = Mail(section);
        var (channels, people) = (Channels(section, mail).ToList(), section.Flag("people", otherwise: false));
        if (people && mail is null) section.Problem("people", "digests of people go by mail, and \"mail\" is missing");
        return new()
        {
            BaseUrl = Base(section),
            Folder = section.Text("folder") is { Length: > 0 } folder ? absolute(folder) : null,
            Mail = mail,
            Channels = channels,
            People = people,
            AllowPrivate = section.Flag("allow_private_addresses", otherwise: false),
        };
    }

    /// <summary>With a slash at its end, so that pages lie below it.</summary>
    private static Uri? Base(YamlSection section)
    {
        if (section.Text("base_url") is not { } text) return null;
        if (Uri.TryCreate(text.TrimEnd('/') + "/", UriKind.Absolute, out var address) && address.Scheme is "http" or "https" && address is { UserInfo.Length: 0, Query.Length: 0, Fragment.Length: 0 }) return address;
        section.Problem("base_url", "\"base_url\" is not an address of pages", "such as https://shiprank.example.com");
        return null;
    }

    private MailSettings? Mail(YamlSection digest)
    {
        if (digest.Section("mail", "host", "port", "from", "user", "password_env", "password_file") is not { } section) return null;
        var (host, from, user, password) = (section.Required("host"), section.Required("from"), section.Text("user"), connections.Secret(section, "password"));
        if (from.Length > 0 && !IsAddress(from)) section.Problem("from", "\"from\" is not an e-mail address");
        if (user is not null && password.IsEmpty) section.Problem("user", "whoever signs in needs a password", "password_env or password_file");
        var local = host is "localhost" or "127.0.0.1" or "::1";
        return new(host, section.Integer("port", local ? 25 : 587, 1, 65535), !local, from, user, password);
    }

    private IEnumerable<DigestChannel> Channels(YamlSection digest, MailSettings? mail)
    {
        foreach (var section in digest.Sections("teams", "team", "form", "webhook_env", "webhook_file", "to"))
        {
            var team = section.Required("team");
            if (team.Length > 0 && !teams.Contains(team)) section.Problem("team", $"no team has the id \"{team}\"", EditDistance.Nearest(team, teams) is { } nearest ? $"the nearest id is \"{nearest}\"" : "the file lists no teams");
            var (webhook, to) = (connections.Secret(section, "webhook"), section.Texts("to"));
            ChannelForm? form = section.Required("form") switch
            {
                "slack" => ChannelForm.Slack,
                "teams" => ChannelForm.Teams,
                "mail" => ChannelForm.Mail,
                _ => null,
            };
            if (form is null && section.Has("form")) section.Problem("form", "\"form\" is none of the known ones", "slack, teams or mail");
            if (form == ChannelForm.Mail && mail is null) section.Problem("form", "\"mail\" of the digest is missing");
            if (form == ChannelForm.Mail && to.Count == 0) section.Problem("to", "nobody is named", "to: [team@example.com]");
            if (form is ChannelForm.Slack or ChannelForm.Teams && webhook.IsEmpty) section.Problem("webhook_env", "no webhook is named", "webhook_env: the name of an environment variable, or webhook_file: a path");
            foreach (var address in to.Where(a => !IsAddress(a))) section.Problem("to", "an entry of \"to\" is not an e-mail address");
            yield return new(team, form ?? ChannelForm.Slack, webhook, to);
        }
    }

    private static bool IsAddress(string text) => !text.Any(char.IsControl) && MailAddress.TryCreate(text, out var address) && address.Address == text;
}
