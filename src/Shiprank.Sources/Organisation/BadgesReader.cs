using System.Text;
using Shiprank.Core.Badges;
using Shiprank.Core.Organisation;

namespace Shiprank.Sources.Organisation;

/// <summary>The part <c>badges</c> of the organisation file: which badges there are, what may stand on a status badge, who may embed them.</summary>
internal sealed class BadgesReader(Func<string, string> absolute)
{
    public BadgeSettings Badges(YamlSection root, IReadOnlyList<TeamEntry> teams, IReadOnlyList<RepositoryEntry> repositories)
    {
        if (root.Section("badges", "off", "definitions", "publish", "frame_ancestors", "issuer") is not { } section) return BadgeSettings.Default;
        return new()
        {
            Definitions = Definitions(section),
            Publish = Published(section, teams, repositories),
            FrameAncestors = Ancestors(section),
            Issuer = Issuer(section),
        };
    }

    private List<BadgeDefinition> Definitions(YamlSection section)
    {
        var own = section.Text("definitions") is { } path ? Own(section, absolute(path)) : [];
        var off = section.Texts("off");
        var known = BadgeLibrary.All.Concat(own).Select(b => b.Id).ToHashSet(StringComparer.Ordinal);
        foreach (var id in off.Where(id => !known.Contains(id))) section.Problem("off", $"no badge has the id \"{id}\"", EditDistance.Nearest(id, known) is { } nearest ? $"the nearest id is \"{nearest}\"" : "");
        return [.. BadgeLibrary.All.Where(b => own.All(o => o.Id != b.Id)).Concat(own).Where(b => !off.Contains(b.Id))];
    }

    private static IReadOnlyList<BadgeDefinition> Own(YamlSection section, string path)
    {
        var text = ConfigurationText.Read(path);
        if (!text.Succeeded)
        {
            section.Problem("definitions", $"{text.Problem.Where}: {text.Problem.Reason}");
            return [];
        }

        var read = BadgeReader.Read(Encoding.UTF8.GetBytes(text.Value.Text), path);
        if (read.Succeeded) return read.Value;
        section.Problem("definitions", read.Problem.ToString());
        return [];
    }

    private static List<PublishedFigure> Published(YamlSection badges, IReadOnlyList<TeamEntry> teams, IReadOnlyList<RepositoryEntry> repositories)
    {
        List<PublishedFigure> published = [];
        foreach (var section in badges.Sections("publish", "team", "repository", "metrics"))
        {
            var (team, repository) = (section.Text("team"), section.Text("repository"));
            if ((team is null) == (repository is null)) section.Problem("team", "an entry of \"publish\" is of a \"team\" or of a \"repository\"");
            if (team is not null && teams.All(t => t.Id != team)) section.Problem("team", $"no team has the id \"{team}\"", EditDistance.Nearest(team, teams.Select(t => t.Id)) is { } near ? $"the nearest id is \"{near}\"" : "");
            if (repository is not null && repositories.All(r => r.Name != repository)) section.Problem("repository", $"no repository is named \"{repository}\"");
            foreach (var word in section.Texts("metrics"))
            {
                if (PublishedMetrics.Of(word) is not { } metric) section.Problem("metrics", $"\"{word}\" can't be published", $"{string.Join(", ", PublishedMetrics.Words)}: never tokens or money");
                else if (metric == PublishedMetric.Nd && team is null) section.Problem("metrics", "\"nd\" is a figure of teams");
                else published.Add(team is not null ? new(HolderKind.Team, team, metric) : new(HolderKind.Repository, repository ?? "", metric));
            }
        }

        return published;
    }

    /// <summary>Origins alone: a policy that a browser reads has no place for anything else.</summary>
    private static List<string> Ancestors(YamlSection section)
    {
        List<string> origins = [];
        foreach (var text in section.Texts("frame_ancestors"))
        {
            if (Uri.TryCreate(text, UriKind.Absolute, out var origin) && origin.Scheme is "https" or "http" && origin.PathAndQuery == "/" && origin.UserInfo.Length == 0 && origin.Fragment.Length == 0 && !text.Contains('*')) origins.Add(origin.GetLeftPart(UriPartial.Authority));
            else section.Problem("frame_ancestors", $"\"{text}\" is not an origin", "such as https://people.example.com");
        }

        return origins;
    }

    private static string? Issuer(YamlSection section)
    {
        if (section.Text("issuer") is not { } text) return null;
        if (Uri.TryCreate(text, UriKind.Absolute, out var address) && (address.Scheme == "https" || (address.Scheme == "http" && address.IsLoopback)) && address.Query.Length == 0 && address.Fragment.Length == 0 && address.UserInfo.Length == 0) return address.AbsoluteUri.TrimEnd('/');
        section.Problem("issuer", "\"issuer\" is not an https address", "the address of this server as others reach it, such as https://shiprank.example.com");
        return null;
    }
}
