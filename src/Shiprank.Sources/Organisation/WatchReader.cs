using System.Net.Mail;
using Shiprank.Core.Money.Alerts;
using Shiprank.Core.Organisation;

namespace Shiprank.Sources.Organisation;

/// <summary>The parts <c>watch</c> and <c>alerts</c> of the organisation file.</summary>
internal sealed class WatchReader(ConnectionsReader connections, Func<string, string> absolute, MailSettings? mail)
{
    private const decimal MostUsd = 9_000_000_000m;

    private static readonly AlertTopic[] topics = Enum.GetValues<AlertTopic>();

    public static WatchSettings Watch(YamlSection root)
    {
        if (root.Section("watch", "jobs", "tickets", "rework", "change_failure", "reverts", "weeks") is not { } section) return WatchSettings.None;
        return new()
        {
            Jobs = Jobs(section),
            TicketOver = section.Section("tickets", "over") is { } tickets ? Usd(tickets, "over", needed: true) : null,
            Rework = Rate(section, "rework"),
            ChangeFailure = Rate(section, "change_failure"),
            Reverts = Rate(section, "reverts"),
            Weeks = section.Integer("weeks", WatchSettings.None.Weeks, 1, 52),
        };
    }

    public AlertSettings Alerts(YamlSection root)
    {
        if (root.Section("alerts", "folder", "channels") is not { } section) return AlertSettings.None;
        return new() { Folder = section.Text("folder") is { Length: > 0 } folder ? absolute(folder) : null, Channels = [.. Channels(section)] };
    }

    private static JobLimits? Jobs(YamlSection watch)
    {
        if (watch.Section("jobs", "over", "usual", "least") is not { } section) return null;
        if (!section.Has("over") && !section.Has("usual")) section.Problem("over", "\"jobs\" says nothing that a run may cost", "over: 20, or usual: 6");
        return new(Usd(section, "over", needed: false), section.Has("usual") ? section.Number("usual", 6, 0.1m, 1000) : null, section.Integer("least", 5, 3, 1000));
    }

    private static decimal? Usd(YamlSection section, string key, bool needed)
    {
        if (section.Has(key)) return section.Number(key, 1, 0.000001m, MostUsd);
        if (needed) section.Problem(key, $"\"{key}\" is missing", $"{key}: an amount of USD");
        return null;
    }

    private static RateLine? Rate(YamlSection watch, string key)
    {
        if (watch.Section(key, "over", "least") is not { } section) return null;
        if (!section.Has("over")) section.Problem("over", "\"over\" is missing", "over: a part of one, such as 0.25");
        return new(section.Number("over", 1, 0, 1), section.Integer("least", 20, 5, 100_000));
    }

    private IEnumerable<AlertChannel> Channels(YamlSection alerts)
    {
        foreach (var section in alerts.Sections("channels", "form", "webhook_env", "webhook_file", "to", "about"))
        {
            var (webhook, to) = (connections.Secret(section, "webhook"), section.Texts("to"));
            ChannelForm? form = section.Required("form") switch { "slack" => ChannelForm.Slack, "teams" => ChannelForm.Teams, "mail" => ChannelForm.Mail, _ => null };
            if (form is null && section.Has("form")) section.Problem("form", "\"form\" is none of the known ones", "slack, teams or mail");
            if (form == ChannelForm.Mail && mail is null) section.Problem("form", "\"mail\" of the digest is missing: alerts go by the same server");
            if (form == ChannelForm.Mail && to.Count == 0) section.Problem("to", "nobody is named", "to: [finops@example.com]");
            if (form is ChannelForm.Slack or ChannelForm.Teams && webhook.IsEmpty) section.Problem("webhook_env", "no webhook is named", "webhook_env: the name of an environment variable, or webhook_file: a path");
            foreach (var address in to.Where(a => a.Any(char.IsControl) || !MailAddress.TryCreate(a, out var read) || read.Address != a)) section.Problem("to", "an entry of \"to\" is not an e-mail address");
            yield return new(new("", form ?? ChannelForm.Slack, webhook, to), About(section));
        }
    }

    private static HashSet<AlertTopic> About(YamlSection section)
    {
        var words = section.TextOrTexts("about");
        HashSet<AlertTopic> about = [];
        foreach (var word in words)
        {
            var at = Array.FindIndex(topics, t => t.ToString().Equals(word, StringComparison.OrdinalIgnoreCase));
            if (at < 0) section.Problem("about", $"there are no alerts about \"{word}\"", "budgets, jobs, quality, signals");
            else about.Add(topics[at]);
        }

        return about.Count > 0 ? about : [.. topics];
    }
}
