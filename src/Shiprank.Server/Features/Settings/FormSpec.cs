namespace Shiprank.Server.Features.Settings;

public enum FieldKind
{
    Text,

    /// <summary>Several texts, one a line.</summary>
    Lines,
    Day,
    Tick,
    Choice,

    /// <summary>Names the thing: it is fixed once it is written.</summary>
    Fixed,

    /// <summary>A person's id, with those of the file offered.</summary>
    Person,
    Hidden,
}

public sealed record FieldSpec(string Name, string Label, FieldKind Kind = FieldKind.Text, string Hint = "", IReadOnlyList<string>? Choices = null);

/// <summary>The fields of one kind of form.</summary>
/// <param name="Act">What the form asks for, as <see cref="FormEdits"/> knows it.</param>
public sealed record FormSpec(string Act, string Title, IReadOnlyList<FieldSpec> Fields)
{
    public static readonly FormSpec General = new("general", "The organisation",
    [
        new("organisation", "Name"),
        new("time_zone", "Time zone of reports’ days", Hint: "A name of the IANA list, such as Europe/Berlin. The score’s days are always UTC."),
        new("adoption_target", "Adoption target, %", Hint: "Share of people with usage in a week."),
        new("activity_board", "Activity board", FieldKind.Tick, "Shows usage by person as a list, in KiroRank’s manner. Off unless you switch it on; nobody is ranked by it."),
        new("tickets", "How a ticket key looks", Hint: "A regular expression."),
        new("bots", "Bots", FieldKind.Lines, "Globs over name, address and login. *[bot] is built in."),
        new("exclude", "Paths that don’t count", FieldKind.Lines, "Globs, for all repositories."),
        new("include", "Paths that count though excluded", FieldKind.Lines),
    ]);

    public static readonly FormSpec Person = new("person", "A person",
    [
        new("id", "Id", FieldKind.Fixed, "Names the person in teams, sources and events. It can’t be changed later."),
        new("name", "Name"),
        new("emails", "E-mail addresses in git", FieldKind.Lines, "One a line."),
        new("logins", "Logins on forges", FieldKind.Lines, "One a line."),
        new("share", "Shares their row", FieldKind.Tick, "On the board of people. Without it they count in sums only."),
    ]);

    public static readonly FormSpec Team = new("team", "A team",
    [
        new("id", "Id", FieldKind.Fixed, "It can’t be changed later."),
        new("name", "Name"),
        new("cost_centre", "Cost centre", Hint: "Who pays for the usage of its members."),
    ]);

    public static readonly FormSpec Member = new("member", "A membership",
    [
        new("team", "Team", FieldKind.Hidden), new("index", "", FieldKind.Hidden),
        new("person", "Person", FieldKind.Person),
        new("from", "First day", FieldKind.Day, "Empty: since ever."),
        new("to", "Last day", FieldKind.Day, "Empty: still there."),
    ]);

    public static readonly FormSpec Repository = new("repository", "A repository",
    [
        new("name", "Name", FieldKind.Fixed, "In events and documents. It can’t be changed later."),
        new("path", "Path of a clone", Hint: "Relative to the organisation file, or absolute."),
        new("url", "Address", Hint: "Without a path: Shiprank keeps a mirror of it."),
        new("default_branch", "Default branch", Hint: "Empty: what HEAD names."),
        new("exclude", "Paths that don’t count", FieldKind.Lines, "Globs, added to those of the organisation."),
        new("include", "Paths that count though excluded", FieldKind.Lines),
    ]);

    public static readonly FormSpec Service = new("service", "A service",
    [
        new("repository", "Repository", FieldKind.Hidden),
        new("name", "Name", FieldKind.Fixed, "A first entry takes the place of the service that every repository has by itself."),
        new("paths", "Paths", FieldKind.Lines, "Prefixes; none: everything that no other service has."),
        new("tags", "Release tags", Hint: "A pattern, such as api@*."),
        new("environment", "Environment", Hint: "Empty: production."),
        new("mode", "What tells of a deployment", FieldKind.Choice, Choices: FormEdits.Modes),
        new("deployed_by", "Deployed by", FieldKind.Lines, "Workflows, pipelines or jobs whose runs are its deployments."),
    ]);

    public static readonly FormSpec Usage = new("usage", "A home with agents’ logs",
    [
        new("index", "", FieldKind.Hidden),
        new("path", "Home directory", Hint: "Relative to the organisation file, or absolute."),
        new("person", "Whose", FieldKind.Person),
    ]);

    private static readonly IReadOnlyList<FormSpec> all = [General, Person, Team, Member, Repository, Service, Usage];

    public static FormSpec? Of(string act) => all.FirstOrDefault(s => s.Act == act);
}
