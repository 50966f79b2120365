using Shiprank.Core.Signals;

namespace Shiprank.Sources.Organisation;

/// <summary>The <c>signals</c> part of the organisation file: which rules are off, what they go by, who is asked when, where news go, what is drawn for review.</summary>
internal sealed class SignalsReader(ConnectionsReader connections, IReadOnlyList<SignalRule> rules)
{
    private const int MostDrawn = 100;
    private const int LongestSeed = 200;
    private const decimal Most = 1_000_000_000m;

    public SignalSettings Read(YamlSection root)
    {
        if (root.Section("signals", "off", "rules", "person_first_days", "webhooks", "review") is not { } section) return SignalSettings.Default;
        return new()
        {
            Off = Off(section),
            Set = section.Section("rules", [.. rules.Select(r => r.Id)]) is { } set ? Parameters(set) : SignalSettings.Default.Set,
            PersonFirstDays = section.Integer("person_first_days", SignalSettings.Default.PersonFirstDays, 0, 90),
            Webhooks = [.. Webhooks(section)],
            Review = Review(section),
        };
    }

    private HashSet<string> Off(YamlSection section)
    {
        var off = section.TextOrTexts("off").ToHashSet(StringComparer.Ordinal);
        foreach (var unknown in off.Where(o => rules.All(r => r.Id != o)))
        {
            section.Problem("off", $"there is no rule \"{unknown}\"", EditDistance.Nearest(unknown, rules.Select(r => r.Id)) is { } nearest ? $"the nearest name is \"{nearest}\"" : "shiprank signals --json lists them");
        }

        return off;
    }

    private Dictionary<(string, string), decimal> Parameters(YamlSection set)
    {
        Dictionary<(string, string), decimal> values = [];
        foreach (var rule in rules.Where(r => set.Has(r.Id)))
        {
            if (set.Section(rule.Id, [.. rule.Parameters.Select(p => p.Name)]) is not { } section) continue;
            foreach (var parameter in rule.Parameters.Where(p => section.Has(p.Name))) values[(rule.Id, parameter.Name)] = section.Number(parameter.Name, parameter.Default, -Most, parameter.Unit == "share" ? 1 : Most);
        }

        return values;
    }

    private IEnumerable<SignalWebhook> Webhooks(YamlSection signals)
    {
        foreach (var section in signals.Sections("webhooks", "url", "secret", "secret_env", "secret_file"))
        {
            var url = section.Required("url");
            if (url.Length > 0 && !(Uri.TryCreate(url, UriKind.Absolute, out var address) && (address.Scheme == Uri.UriSchemeHttps || (address.Scheme == Uri.UriSchemeHttp && address.IsLoopback)) && address.UserInfo.Length == 0))
            {
                section.Problem("url", "\"url\" is not an https address", "url: https://example.com/hooks/shiprank");
            }

            var secret = connections.Secret(section, "secret");
            if (secret.IsEmpty) secret = connections.Prefixed(section, "secret");
            if (secret.IsEmpty && !section.Has("secret")) section.Problem("secret", "no secret is named: what is posted is signed with it", "secret: env:NAME, or secret: file:PATH");
            yield return new(url, secret);
        }
    }

    private static ReviewSettings Review(YamlSection signals)
    {
        if (signals.Section("review", "per_week", "seed") is not { } section) return ReviewSettings.None;
        var seed = section.Required("seed");
        if (seed.Length > LongestSeed) section.Problem("seed", $"\"seed\" is longer than {LongestSeed} characters");
        return new(section.Integer("per_week", 5, 0, MostDrawn), seed);
    }
}
