using Shiprank.Engine.Demo.Code;

namespace Shiprank.Engine.Demo.History.Scenes;

/// <summary>
/// Where scripted scenes play: work of known people at known times. It has a bench and a chance of its own, and its changes are in no list that
/// others draw from, so that the rest of the history is the same with a scene as without it.
/// </summary>
internal sealed class Stage(Site site)
{
    private readonly Requests requests = new(site);

    public Workbench Bench { get; } = new(new($"{site.Options.Seed}:{site.Repository.Name}:scenes:code"), site.Bench);

    public Chance Chance { get; } = new($"{site.Options.Seed}:{site.Repository.Name}:scenes");

    /// <summary>An ordinary member of a team who shares, from the start to the end.</summary>
    /// <param name="place">0: the first of them; those who are missing in a small demo are the last, or whoever else the team has.</param>
    public Person Member(string team, int place)
    {
        var members = site.Roster.People.Where(p => p.Team.Id == team).ToList();
        var people = members.FindAll(p => p is { Role: CastRole.Regular, Share: true, Moved: null, Joined: null, Left: null });
        if (people.Count == 0) people = members.Count > 0 ? members : [.. site.Roster.People];
        return people[Math.Min(place, people.Count - 1)];
    }

    public Help Help(AgentTool tool, string model) => new(tool, Agents.NewSession(tool, Chance), model, Trace.None);

    /// <summary>Lands a change; its request was opened <paramref name="opened"/>.</summary>
    public Landed Land(Work work, DateTimeOffset now, DateTimeOffset opened, IReadOnlyList<(string Person, DateTimeOffset At)> approvals, Edit edit)
    {
        var change = site.Trunk.Squash(work, now, Forge.Sign(now), site.NextRequest(), [() => edit]);
        requests.Merged(change, work, opened, approvals);
        return change;
    }

    /// <summary>Logs a session of a person that helped with some work.</summary>
    /// <param name="written">What of it was committed; chance makes drafts of it.</param>
    public void Log(Person person, Help help, Work work, DateTimeOffset start, int minutes, int responses, IReadOnlyList<(SourceFile File, Block Block)> written, (SourceFile File, Block Block)? helper = null)
    {
        var drafts = Drafts.Of(written, written.Select(w => w.Block).ToHashSet<Block>(ReferenceEqualityComparer.Instance), Chance);
        site.Sessions.Add(new(
            person.Id, help.Tool, help.Session, help.Model, work.Team.Repository, work.Branch, work.Ticket,
            start, start.AddMinutes(minutes), responses, Chance.Between(18, 30) * 1000, [.. drafts.Select(d => d.Path)])
        {
            Written = drafts,
            Helper = helper is { } block ? Drafts.Of([block], new HashSet<Block>(ReferenceEqualityComparer.Instance) { block.Block }, Chance)[0] : null,
        });
    }
}
