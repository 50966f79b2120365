using Shiprank.Engine.Demo.Code;
using Shiprank.Engine.Demo.Git;
using Shiprank.Engine.Demo.Paper;

namespace Shiprank.Engine.Demo.History;

/// <summary>Everything that the parts of one repository's story share.</summary>
internal sealed class Site
{
    public Site(Repository repository, Roster roster, DemoOptions options, FastImport import)
    {
        Repository = repository;
        Roster = roster;
        Options = options;
        Import = import;
        Chance = new($"{options.Seed}:{repository.Name}");
        Bench = new(new($"{options.Seed}:{repository.Name}:code"));
        Agenda = new(options.AsOf);
        Notebook = new(new($"{options.Seed}:{repository.Name}:notes"));
        Trunk = new(import, Notebook);
        Tickets = new(options, new($"{options.Seed}:{repository.Name}:tickets"));
    }

    public Repository Repository { get; }

    public Roster Roster { get; }

    public DemoOptions Options { get; }

    public FastImport Import { get; }

    public Chance Chance { get; }

    public Workbench Bench { get; }

    public Agenda Agenda { get; }

    public Notebook Notebook { get; }

    public Trunk Trunk { get; }

    public Tickets Tickets { get; }

    public EventPaper Events { get; } = new();

    public List<Session> Sessions { get; } = [];

    /// <summary>Changes of people that touch code, in the order in which they landed.</summary>
    public List<Landed> Changes { get; } = [];

    /// <summary>Who approves every other request; null: nobody does more of it than others.</summary>
    public Person? Reviewer => Roster.OfRepository(Repository.Name).FirstOrDefault(p => p.Role == CastRole.Reviewer);

    public int Requests { get; private set; }

    public int NextRequest() => ++Requests;

    /// <summary>Someone of the same repository who was there on the day, the person apart; null in a repository of one.</summary>
    public Person? Colleague(Person person, DateTimeOffset now)
    {
        var day = DateOnly.FromDateTime(now.UtcDateTime);
        var others = Roster.OfRepository(Repository.Name).Where(p => p != person && p.WorksOn(day)).ToList();
        return others.Count == 0 ? null : Chance.Pick(others);
    }

    /// <summary>The same, for what is committed: null when the one drawn reviews only.</summary>
    public Person? Coder(Person person, DateTimeOffset now) => Colleague(person, now) is { Role: not CastRole.Reviewer } coder ? coder : null;
}
