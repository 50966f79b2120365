using System.Globalization;
using Shiprank.Core.Organisation;

namespace Shiprank.Tests.Organisation.Editing;

/// <summary>A small organisation at random, and the pairs that its file is written from.</summary>
internal sealed class RandomOrganisation
{
    private static readonly string[] Ids = ["ada", "bob", "cid", "dot", "eve"];
    private static readonly string[] TeamIds = ["checkout", "search", "data"];
    private static readonly string[] RepositoryNames = ["shop", "docs"];
    private readonly Random random;

    public RandomOrganisation(int seed)
    {
        random = new(seed);
        People = [.. Ids.Take(random.Next(5)).Select(Person)];
        Teams = [.. TeamIds.Take(random.Next(4)).Select(Team)];
        Repositories = [.. RepositoryNames.Take(random.Next(3)).Select(Repository)];
        Usage = [.. Enumerable.Range(0, random.Next(3)).Select(i => new UsageSourceEntry("home", $"homes/{i}", People.Count > 0 && Chance(60) ? Any(People).Id : null))];
    }

    public IReadOnlyList<PersonEntry> People { get; }

    public IReadOnlyList<TeamEntry> Teams { get; }

    public IReadOnlyList<RepositoryEntry> Repositories { get; }

    public IReadOnlyList<UsageSourceEntry> Usage { get; }

    public string Write(int layout)
    {
        List<(string, object?)> root = [("organisation", "Northwind")];
        Section("people", [.. People.Select(Pairs)]);
        Section("teams", [.. Teams.Select(Pairs)]);
        if (Chance(40)) root.Add(("adoption_target", "0.75".ToCharArray()));
        Section("repositories", [.. Repositories.Select(Pairs)]);
        Section("usage", [.. Usage.Select(Pairs)]);
        if (Chance(30)) root.Add(("bots", new object?[] { "*[bot]", "renovate@*" }));
        if (Chance(20)) root.Add(("policy", "default"));
        return new RandomLayout(layout).Write(root);

        void Section(string key, object?[] items)
        {
            if (items.Length > 0) root.Insert(random.Next(root.Count + 1), (key, items));
            else if (Chance(40)) root.Add((key, Chance(50) ? null : items));
        }
    }

    public T Any<T>(IReadOnlyList<T> items) => items[random.Next(items.Count)];

    public bool Chance(int percent) => random.Next(100) < percent;

    private static object Pairs(PersonEntry p)
    {
        List<(string, object?)> pairs = [("id", p.Id)];
        if (p.Name != p.Id) pairs.Add(("name", p.Name));
        if (p.Emails.Count > 0) pairs.Add(("emails", p.Emails.Cast<object?>().ToArray()));
        if (p.Logins.Count > 0) pairs.Add(("logins", p.Logins.Cast<object?>().ToArray()));
        if (p.Share) pairs.Add(("share", "true".ToCharArray()));
        return pairs;
    }

    private static object Pairs(TeamEntry t)
    {
        List<(string, object?)> pairs = [("id", t.Id)];
        if (t.CostCentre is { } centre) pairs.Add(("cost_centre", centre));
        if (t.Members.Count > 0) pairs.Add(("members", t.Members.Select(Pairs).ToArray()));
        if (t.Name != t.Id) pairs.Add(("name", t.Name));
        return pairs;
    }

    private static object Pairs(MembershipEntry m)
    {
        List<(string, object?)> pairs = [("person", m.Person)];
        if (m.From is { } from) pairs.Add(("from", Date(from)));
        if (m.To is { } to) pairs.Add(("to", Date(to)));
        return pairs;
    }

    private static object Pairs(RepositoryEntry r)
    {
        List<(string, object?)> pairs = [("name", r.Name), ("path", $"repos/{r.Name}")];
        if (r.Services.Any(s => s.Name != r.Name)) pairs.Add(("services", r.Services.Select(Pairs).ToArray()));
        if (r.Exclude.Count > 0) pairs.Add(("exclude", r.Exclude.Cast<object?>().ToArray()));
        return pairs;
    }

    private static object Pairs(ServiceEntry s)
    {
        List<(string, object?)> pairs = [("name", s.Name)];
        if (s.Paths.Count > 0) pairs.Add(("paths", s.Paths.Cast<object?>().ToArray()));
        if (s.Tags is { } tags) pairs.Add(("tags", tags));
        return pairs;
    }

    private static object Pairs(UsageSourceEntry u)
    {
        List<(string, object?)> pairs = [("kind", u.Kind), ("path", u.Path)];
        if (u.Person is { } person) pairs.Add(("person", person));
        return pairs;
    }

    private static char[] Date(DateOnly day) => day.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture).ToCharArray();

    private PersonEntry Person(string id) => new(
        id, Chance(70) ? $"{id} O-Example: the {random.Next(9)}" : id, [.. Enumerable.Range(0, random.Next(4)).Select(i => $"{id}{i}@example.com")], Chance(50) ? [id] : [], Chance(40));

    private TeamEntry Team(string id) => new(id, Chance(50) ? $"{id} team" : id, Chance(50) ? "CC-" + random.Next(9) : null, People.Count == 0 ? [] : [.. Enumerable.Range(0, random.Next(4)).Select(_ => Member())]);

    private MembershipEntry Member() => new(Any(People).Id, Chance(50) ? new DateOnly(2026, 1, 1 + random.Next(9)) : null, Chance(30) ? new DateOnly(2026, 5, 1 + random.Next(9)) : null);

    private RepositoryEntry Repository(string name) => new()
    {
        Name = name,
        Path = name,
        Exclude = Chance(30) ? ["**/gen/**", "*.lock"] : [],
        Services = Chance(60)
            ? [.. Enumerable.Range(0, 1 + random.Next(3)).Select(i => new ServiceEntry($"{name}-{i}", Chance(50) ? [$"s{i}/"] : [], Chance(30) ? $"s{i}@*" : null, "production", DeploymentMode.Auto))]
            : [new(name, [], null, "production", DeploymentMode.Auto)],
    };
}
