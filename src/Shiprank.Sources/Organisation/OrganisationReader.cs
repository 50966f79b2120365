using Shiprank.Core;
using Shiprank.Core.Attribution;
using Shiprank.Core.Delivery;
using Shiprank.Core.Organisation;
using Shiprank.Core.Signals;

namespace Shiprank.Sources.Organisation;

/// <summary>Reads and checks the organisation file <c>shiprank.yaml</c> (interfaces.md, section 1).</summary>
public sealed class OrganisationReader
{
    private static readonly (string, DeploymentMode)[] Modes =
        [("auto", DeploymentMode.Auto), ("events", DeploymentMode.Events), ("tags", DeploymentMode.Tags), ("trunk", DeploymentMode.Trunk)];

    private readonly List<Problem> problems = [];
    private readonly string folder;

    private readonly IReadOnlyList<SignalRule> rules;

    private OrganisationReader(string path, IReadOnlyList<SignalRule> rules) => (folder, this.rules) = (Path.GetDirectoryName(Path.GetFullPath(path)) ?? "/", rules);

    /// <summary>Reads the file; every problem is named with its line, not only the first. Paths become absolute, relative to the file.</summary>
    public static Reading<OrganisationFile> Read(string path)
    {
        var text = ConfigurationText.Read(path);
        return text.Succeeded ? Parse(text.Value.Text, path) : new(null, [text.Problem]);
    }

    /// <param name="path">Where the text comes from: for problems and for relative paths.</param>
    public static Reading<OrganisationFile> Parse(string yaml, string path) => Parse(yaml, path, [.. SignalCatalogue.All.Select(d => d.Rule)]);

    /// <param name="rules">Rules of signals that the file may speak of.</param>
    /// <inheritdoc cref="Parse(string, string)"/>
    internal static Reading<OrganisationFile> Parse(string yaml, string path, IReadOnlyList<SignalRule> rules)
    {
        var reader = new OrganisationReader(path, rules);
        var file = YamlTree.Parse(yaml, path, reader.problems) switch
        {
            YamlMap map => reader.File(map, path),
            null or YamlScalar { IsNull: true } => reader.Refuse(path, 0, "the file is empty"),
            var other => reader.Refuse(path, other.Line, "the file is not a set of keys and values"),
        };
        return reader.problems.Count == 0 ? new(file, []) : new(null, [.. reader.problems.OrderBy(p => p.Line)]);
    }

    /// <summary>A mode as the file writes it.</summary>
    internal static string ModeName(DeploymentMode mode) => Modes.First(m => m.Item2 == mode).Item1;

    private OrganisationFile? Refuse(string path, long line, string reason)
    {
        if (problems.Count == 0) problems.Add(new(path, line, reason));
        return null;
    }

    private OrganisationFile File(YamlMap map, string path)
    {
        var root = new YamlSection(
            map, path, problems,
            "organisation", "policy", "time_zone", "exclude", "include", "repositories", "people", "teams", "bots", "tickets", "usage", "adoption_target", "activity_board", "webhooks", "forges", "mirrors", "badges", "privacy", "digest", "access", "bills", "cost_centres", "chargeback", "budgets", "watch", "alerts", "finance", "prices", "caps", "gateway", "signals");
        var connections = new ConnectionsReader(Absolute);
        var forges = root.Section("forges", "github", "gitlab");
        var people = People(root);
        var ids = people.Select(p => p.Id).ToHashSet(StringComparer.Ordinal);
        var (repositories, teams, tickets) = (Repositories(root), Teams(root, ids), Tickets(root));
        var digest = new DigestReader(connections, Absolute, teams.Select(t => t.Id)).Read(root);
        var policy = root.Text("policy") ?? "default";
        var builtIn = PolicyReader.BuiltIn(policy);
        return new()
        {
            Name = root.Text("organisation") ?? "",
            PolicyName = (builtIn ?? PolicyReader.Default).Name,
            PolicyPath = builtIn is null ? Absolute(policy) : null,
            TimeZone = TimeZone(root),
            Exclude = root.Texts("exclude"),
            Include = root.Texts("include"),
            Repositories = repositories,
            People = people,
            Teams = teams,
            Bots = root.Texts("bots"),
            Tickets = tickets,
            Usage = Usage(root, ids),
            AdoptionTarget = root.Number("adoption_target", 0.8m, 0, 1),
            ActivityBoard = root.Flag("activity_board", otherwise: false),
            Webhooks = connections.Webhooks(root),
            GitHub = connections.Forge(forges, "github", ForgeEntry.GitHub),
            GitLab = connections.Forge(forges, "gitlab", ForgeEntry.GitLab),
            Mirrors = ConnectionsReader.Mirrors(root),
            Badges = new BadgesReader(Absolute).Badges(root, teams, repositories),
            Privacy = PrivacyReader.Read(root),
            Digest = digest,
            Access = new AccessReader(connections, ids).Read(root),
            Prices = new PricesReader(Absolute, ids, teams.Select(t => t.Id)).Read(root),
            Bills = new BillsReader(connections, Absolute).Read(root),
            Chargeback = new ChargebackReader(ids, teams).Read(root),
            Budgets = new BudgetsReader(repositories, teams, tickets).Read(root),
            Finance = FinanceReader.Read(root),
            Caps = new CapsReader(repositories, teams, ids).Read(root) with { Gateway = new GatewayReader(connections).Read(root) },
            Watch = WatchReader.Watch(root),
            Alerts = new WatchReader(connections, Absolute, digest.Mail).Alerts(root),
            Signals = new SignalsReader(connections, rules).Read(root),
        };
    }

    private string Absolute(string path) =>
        path == "~" || path.StartsWith("~/", StringComparison.Ordinal)
            ? Path.GetFullPath(Path.Join(Environment.GetFolderPath(Environment.SpecialFolder.UserProfile), path[1..]))
            : Path.GetFullPath(path, folder);

    private static string TimeZone(YamlSection root)
    {
        var zone = root.Text("time_zone") ?? "UTC";
        if (zone != "UTC" && !TimeZoneInfo.TryFindSystemTimeZoneById(zone, out _)) root.Problem("time_zone", $"unknown time zone \"{zone}\"", "a name of the IANA list, such as Europe/Berlin");
        return zone;
    }

    private static string Tickets(YamlSection root)
    {
        var pattern = root.Text("tickets") ?? new OrganisationFile().Tickets;
        try
        {
            if (MessageReader.TicketPattern(pattern).IsMatch("")) root.Problem("tickets", "\"tickets\" matches an empty text");
        }
        catch (Exception e) when (e is ArgumentException or NotSupportedException)
        {
            root.Problem("tickets", $"\"tickets\" is not a regular expression without look-arounds: {e.Message}");
        }

        return pattern;
    }

    private List<RepositoryEntry> Repositories(YamlSection root)
    {
        List<RepositoryEntry> repositories = [];
        foreach (var section in root.Sections("repositories", "name", "path", "url", "default_branch", "exclude", "include", "services"))
        {
            var name = section.Required("name");
            Distinct(section, "name", name, "repository", repositories.Select(r => r.Name));
            if (!section.Has("path") && !section.Has("url")) section.Problem("path", "a repository needs a \"path\" or a \"url\"");
            if (!section.Has("path") && section.Text("url") is { } url && RepositoryAddress.Flaw(url) is { } flaw) section.Problem("url", flaw, RepositoryAddress.Remedy);
            repositories.Add(new()
            {
                Name = name,
                Path = section.Text("path") is { } path ? Absolute(path) : null,
                Url = section.Text("url"),
                DefaultBranch = section.Text("default_branch"),
                Exclude = section.Texts("exclude"),
                Include = section.Texts("include"),
                Services = Services(section, name),
            });
        }

        return repositories;
    }

    private static List<ServiceEntry> Services(YamlSection repository, string repositoryName)
    {
        List<ServiceEntry> services = [];
        foreach (var section in repository.Sections("services", "name", "paths", "tags", "environment", "mode", "deployed_by"))
        {
            var name = section.Required("name");
            Distinct(section, "name", name, "service", services.Select(s => s.Name));
            var mode = section.Text("mode") ?? "auto";
            var known = Array.FindIndex(Modes, m => m.Item1 == mode);
            if (known < 0) section.Problem("mode", $"unknown mode \"{mode}\"", "auto, events, tags or trunk");
            services.Add(new(name, section.Texts("paths"), section.Text("tags"), section.Text("environment") ?? "production", known < 0 ? DeploymentMode.Auto : Modes[known].Item2) { DeployedBy = section.Texts("deployed_by") });
        }

        return services.Count > 0 ? services : [new(repositoryName, [], null, "production", DeploymentMode.Auto)];
    }

    private static List<PersonEntry> People(YamlSection root)
    {
        List<PersonEntry> people = [];
        Dictionary<string, string> addresses = new(StringComparer.OrdinalIgnoreCase);
        Dictionary<string, string> logins = new(StringComparer.OrdinalIgnoreCase);
        foreach (var section in root.Sections("people", "id", "name", "emails", "logins", "share", "active"))
        {
            var id = section.Required("id");
            Distinct(section, "id", id, "person", people.Select(p => p.Id));
            if (id == Party.Unattributed) section.Problem("id", $"the id \"{id}\" is taken: it stands for agents whose work belongs to nobody");
            var person = new PersonEntry(id, section.Text("name") ?? id, section.Texts("emails"), section.Texts("logins"), section.Flag("share", otherwise: false)) { Active = section.Flag("active", otherwise: true) };
            foreach (var address in person.Emails.Where(a => !a.Contains('@'))) section.Problem("emails", $"\"{address}\" is not an e-mail address");
            OneHolder(section, "emails", person.Emails, id, addresses);
            OneHolder(section, "logins", person.Logins, id, logins);
            people.Add(person);
        }

        return people;
    }

    private static List<TeamEntry> Teams(YamlSection root, HashSet<string> people)
    {
        List<TeamEntry> teams = [];
        foreach (var section in root.Sections("teams", "id", "name", "cost_centre", "members", "leads"))
        {
            var id = section.Required("id");
            Distinct(section, "id", id, "team", teams.Select(t => t.Id));
            List<MembershipEntry> members = [];
            foreach (var member in section.Sections("members", "person", "from", "to"))
            {
                var person = member.Required("person");
                if (person.Length > 0 && !people.Contains(person)) member.Problem("person", $"no person has the id \"{person}\"", Meant(person, people));
                var (from, to) = (member.Date("from"), member.Date("to"));
                if (from > to) member.Problem("to", $"\"to\" is before \"from\"");
                members.Add(new(person, from, to));
            }

            teams.Add(new(id, section.Text("name") ?? id, section.Text("cost_centre"), members) { Leads = AccessReader.People(section, "leads", people) });
        }

        return teams;
    }

    private List<UsageSourceEntry> Usage(YamlSection root, HashSet<string> people)
    {
        List<UsageSourceEntry> sources = [];
        foreach (var section in root.Sections("usage", "kind", "path", "person"))
        {
            var kind = section.Required("kind");
            var person = section.Text("person");
            if (kind.Length > 0 && kind is not ("home" or "otlp" or "runs")) section.Problem("kind", $"unknown kind \"{kind}\"", "home, otlp or runs");
            if (kind is "home" or "runs" && !section.Has("path")) section.Problem("path", $"{(kind == "home" ? "a home" : "a folder of runs")} needs a \"path\"");
            if (kind == "runs" && person is not null) section.Problem("person", "a trace of a run says itself whose it is", "leave it out");
            if (person is not null && !people.Contains(person)) section.Problem("person", $"no person has the id \"{person}\"", Meant(person, people));
            sources.Add(new(kind, section.Text("path") is { } path ? Absolute(path) : null, person));
        }

        return sources;
    }

    internal static string Meant(string id, IEnumerable<string> known) => EditDistance.Nearest(id, known) is { } nearest ? $"the nearest id is \"{nearest}\"" : "the file lists no people";

    private static void Distinct(YamlSection section, string key, string value, string what, IEnumerable<string> earlier)
    {
        if (value.Length > 0 && earlier.Contains(value, StringComparer.OrdinalIgnoreCase)) section.Problem(key, $"a second {what} named \"{value}\"");
    }

    private static void OneHolder(YamlSection section, string key, IReadOnlyList<string> values, string id, Dictionary<string, string> holders)
    {
        foreach (var value in values)
        {
            if (!holders.TryAdd(value, id) && holders[value] != id) section.Problem(key, $"\"{value}\" belongs to \"{holders[value]}\" already");
        }
    }
}
