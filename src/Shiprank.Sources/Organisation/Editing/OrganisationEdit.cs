using Shiprank.Core;
using Shiprank.Core.Organisation;

namespace Shiprank.Sources.Organisation.Editing;

/// <summary>One alteration of what an organisation file says. It names things as the file does, and leaves alone what it is not about.</summary>
public sealed class OrganisationEdit
{
    private readonly Func<YamlMap, Result<IReadOnlyList<YamlEdit>>> plan;
    private readonly Func<YamlMap, IReadOnlyList<YamlStep>?> part;

    private OrganisationEdit(string subject, Func<YamlMap, IReadOnlyList<YamlStep>?> part, Func<YamlMap, Result<IReadOnlyList<YamlEdit>>> plan) =>
        (Subject, this.part, this.plan) = (subject, part, plan);

    /// <summary>What it is about, in words of the file: <c>person ada</c>.</summary>
    public string Subject { get; }

    /// <summary>Adds a person or changes the one with this id.</summary>
    public static OrganisationEdit PutPerson(PersonEntry person) => Put(
        "person", new(["people"], "id", person.Id),
        EntryField.Text("name", person.Name, person.Id), EntryField.Texts("emails", person.Emails), EntryField.Texts("logins", person.Logins), EntryField.Flag("share", person.Share));

    /// <summary>Says that a person of the file has left, or is back.</summary>
    public static OrganisationEdit SetActive(string id, bool active) => new($"person {id}", new OrganisationPlace(["people"], "id", id).Find, root =>
        new OrganisationPlace(["people"], "id", id).Find(root) is { } path
            ? new EntryField("active", YamlModel.Word(active ? "true" : "false"), YamlModel.Word("true")).Edits((YamlMap)YamlModel.Find(root, path)!, path).ToList()
            : Missing("person", id));

    /// <summary>Takes a person out of the file, out of all teams, and from the usage sources that name them.</summary>
    public static OrganisationEdit RemovePerson(string id) => new($"person {id}", new OrganisationPlace(["people"], "id", id).Find, root =>
    {
        if (new OrganisationPlace(["people"], "id", id).Find(root) is not { } path) return Missing("person", id);
        List<YamlEdit> edits = [];
        foreach (var team in Indices(root, ["teams"])) edits.AddRange(Naming(root, ["teams", team, "members"], id).Select(m => new RemoveValue(["teams", team, "members", m])));
        edits.AddRange(Naming(root, ["usage"], id).Select(u => new RemoveValue(["usage", u, "person"])));
        edits.Add(new RemoveValue(path));
        return edits;
    });

    /// <summary>Gives an address (with an @) or a login to a person of the file.</summary>
    public static OrganisationEdit Match(string identity, string person) => new($"person {person}", new OrganisationPlace(["people"], "id", person).Find, root =>
    {
        if (new OrganisationPlace(["people"], "id", person).Find(root) is not { } path) return Missing("person", person);
        IReadOnlyList<YamlStep> list = [.. path, identity.Contains('@', StringComparison.Ordinal) ? "emails" : "logins"];
        var known = YamlModel.Find(root, list) is YamlList texts && texts.Items.Any(t => t is YamlScalar s && string.Equals(s.Text.Trim(), identity, StringComparison.OrdinalIgnoreCase));
        return known ? Array.Empty<YamlEdit>() : new YamlEdit[] { new AddItem(list, YamlModel.Text(identity)) };
    });

    /// <summary>Adds a team or changes the one with this id; its members stay as they are.</summary>
    public static OrganisationEdit PutTeam(string id, string? name, string? costCentre) => Put(
        "team", new(["teams"], "id", id), EntryField.Text("name", name, id), EntryField.Text("cost_centre", costCentre));

    public static OrganisationEdit RemoveTeam(string id) => Remove("team", new(["teams"], "id", id));

    /// <summary>Adds a membership, or changes the one at a place among the team's members.</summary>
    public static OrganisationEdit PutMember(string team, int? index, MembershipEntry member) => InList(
        $"team {team}", root => new OrganisationPlace(["teams"], "id", team).Find(root) is { } path ? [.. path, "members"] : null, Missing("team", team), index,
        EntryField.Text("person", member.Person), EntryField.Date("from", member.From), EntryField.Date("to", member.To));

    public static OrganisationEdit RemoveMember(string team, int index) => FromList(
        $"team {team}", root => new OrganisationPlace(["teams"], "id", team).Find(root) is { } path ? [.. path, "members"] : null, Missing("team", team), index);

    /// <summary>Adds a repository or changes the one with this name; its services stay as they are.</summary>
    /// <param name="path">As it is to stand in the file: relative to it, or absolute.</param>
    public static OrganisationEdit PutRepository(string name, string? path, string? url, string? defaultBranch, IReadOnlyList<string> exclude, IReadOnlyList<string> include) => Put(
        "repository", new(["repositories"], "name", name),
        EntryField.Text("path", path), EntryField.Text("url", url), EntryField.Text("default_branch", defaultBranch), EntryField.Texts("exclude", exclude), EntryField.Texts("include", include));

    public static OrganisationEdit RemoveRepository(string name) => Remove("repository", new(["repositories"], "name", name));

    /// <summary>Adds a service to a repository or changes the one with this name.</summary>
    public static OrganisationEdit PutService(string repository, ServiceEntry service) => new(
        $"service {service.Name} of {repository}",
        root => OrganisationPlace.ServiceOf(root, repository, service.Name)?.Find(root),
        root => OrganisationPlace.ServiceOf(root, repository, service.Name) is { } place
            ? Plan(root, place, Fields(service))
            : Missing("repository", repository));

    public static OrganisationEdit RemoveService(string repository, string service) => new(
        $"service {service} of {repository}",
        root => OrganisationPlace.ServiceOf(root, repository, service)?.Find(root),
        root => OrganisationPlace.ServiceOf(root, repository, service)?.Find(root) is { } path ? new YamlEdit[] { new RemoveValue(path) } : Missing("service", service));

    /// <summary>Adds a usage source, or changes the one at a place in the list.</summary>
    /// <param name="path">As it is to stand in the file.</param>
    public static OrganisationEdit PutUsage(int? index, string kind, string? path, string? person) => InList(
        "usage", _ => ["usage"], Missing("list", "usage"), index, EntryField.Text("kind", kind), EntryField.Text("path", path), EntryField.Text("person", person));

    public static OrganisationEdit RemoveUsage(int index) => FromList("usage", _ => ["usage"], Missing("list", "usage"), index);

    /// <summary>The organisation's name, its zone, policy and ticket pattern; null takes the key away.</summary>
    /// <param name="key">A key of the file's top level whose value is a text.</param>
    public static OrganisationEdit SetText(string key, string? text) => Top(EntryField.Text(key, text));

    /// <param name="key"><c>bots</c>, <c>exclude</c> or <c>include</c>.</param>
    public static OrganisationEdit SetTexts(string key, IReadOnlyList<string> texts) => Top(EntryField.Texts(key, texts));

    public static OrganisationEdit SetAdoptionTarget(decimal share) => Top(EntryField.Number("adoption_target", share, new OrganisationFile().AdoptionTarget));

    public static OrganisationEdit SetActivityBoard(bool on) => Top(EntryField.Flag("activity_board", on));

    internal Result<IReadOnlyList<YamlEdit>> Plan(YamlMap root) => plan(root);

    /// <summary>The path of the entry that it is about; null when the file does not have it yet.</summary>
    internal IReadOnlyList<YamlStep>? Part(YamlMap root) => part(root) is { } path && YamlModel.Find(root, path) is not null ? path : null;

    private static OrganisationEdit Top(EntryField field) => new(field.Key, _ => [field.Key], root => field.Edits(root, []).ToList());

    private static OrganisationEdit Put(string kind, OrganisationPlace place, params EntryField[] fields) => new($"{kind} {place.Id}", place.Find, root => Plan(root, place, fields));

    private static OrganisationEdit Remove(string kind, OrganisationPlace place) =>
        new($"{kind} {place.Id}", place.Find, root => place.Find(root) is { } path ? new YamlEdit[] { new RemoveValue(path) } : Missing(kind, place.Id));

    private static Result<IReadOnlyList<YamlEdit>> Plan(YamlMap root, OrganisationPlace place, EntryField[] fields)
    {
        if (place.Find(root) is not { } path) return new YamlEdit[] { new AddItem(place.List, NewEntry([new(place.IdKey, YamlModel.Text(place.Id)), .. fields])) };
        var entry = (YamlMap)YamlModel.Find(root, path)!;
        return fields.SelectMany(f => f.Edits(entry, path)).ToList();
    }

    private static OrganisationEdit InList(string subject, Func<YamlMap, IReadOnlyList<YamlStep>?> list, Problem missing, int? index, params EntryField[] fields) => new(subject, list, root =>
    {
        if (list(root) is not { } path) return missing;
        if (index is not { } at) return new YamlEdit[] { new AddItem(path, NewEntry(fields)) };
        if (YamlModel.Find(root, [.. path, at]) is not YamlMap entry) return Gone(subject);
        return fields.SelectMany(f => f.Edits(entry, [.. path, at])).ToList();
    });

    private static OrganisationEdit FromList(string subject, Func<YamlMap, IReadOnlyList<YamlStep>?> list, Problem missing, int index) => new(subject, list, root =>
    {
        if (list(root) is not { } path) return missing;
        return YamlModel.Find(root, [.. path, index]) is null ? Gone(subject) : new YamlEdit[] { new RemoveValue([.. path, index]) };
    });

    private static EntryField[] Fields(ServiceEntry service) =>
    [
        EntryField.Texts("paths", service.Paths), EntryField.Text("tags", service.Tags), EntryField.Text("environment", service.Environment, "production"),
        EntryField.Text("mode", OrganisationReader.ModeName(service.Mode), "auto"), EntryField.Texts("deployed_by", service.DeployedBy),
    ];

    private static YamlMap NewEntry(IEnumerable<EntryField> fields) => YamlModel.Map(fields.Where(f => !f.IsImplied).Select(f => (f.Key, f.Value!)));

    private static IEnumerable<int> Indices(YamlMap root, IReadOnlyList<YamlStep> path) => YamlModel.Find(root, path) is YamlList list ? Enumerable.Range(0, list.Items.Count) : [];

    /// <summary>Items that name a person, the last first: one that is taken away moves none that is still to go.</summary>
    private static IEnumerable<int> Naming(YamlMap root, IReadOnlyList<YamlStep> path, string person) =>
        Indices(root, path).Where(i => YamlModel.Find(root, [.. path, i]) is YamlMap map && OrganisationPlace.Text(map, "person") == person).Reverse();

    private static Problem Missing(string kind, string name) => new(name, 0, $"the organisation file has no {kind} \"{name}\"", "it may have been renamed or removed meanwhile: look at the page again");

    private static Problem Gone(string subject) => new(subject, 0, "the entry is not there any more", "look at the page again");
}
