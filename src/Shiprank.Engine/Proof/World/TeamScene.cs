using Shiprank.Core.Delivery;
using Shiprank.Core.Organisation;

namespace Shiprank.Engine.Proof.World;

/// <summary>How often a team's repository goes to production.</summary>
internal enum Cadence
{
    Daily,
    EachMerge,
    TwiceAWeek,
}

/// <summary>A team, its repository and all that it does there. An attack makes another one of it; what it leaves alone stays the same to the bit.</summary>
internal sealed record TeamScene
{
    public required int Index { get; init; }

    public required IReadOnlyList<Engineer> People { get; init; }

    public required Cadence Cadence { get; init; }

    /// <summary>The code at the start.</summary>
    public required FileTree Base { get; init; }

    public required CommitPatch BasePatch { get; init; }

    public required RequestMaker Requests { get; init; }

    public required IReadOnlyList<Plan> Plans { get; init; }

    public required IReadOnlyList<AgentSession> Sessions { get; init; }

    public IReadOnlyList<WorkItemEvent> Tickets { get; init; } = [];

    /// <summary>Moments at which what runs is rolled out once more.</summary>
    public IReadOnlyList<DateTimeOffset> Redeployments { get; init; } = [];

    /// <summary>Shas of changes whose incidents nobody wrote down.</summary>
    public IReadOnlySet<string> Hushed { get; init; } = new HashSet<string>(StringComparer.Ordinal);

    public string Repository => FormattableString.Invariant($"repository-{Index:00}");

    public string TeamId => FormattableString.Invariant($"team-{Index:00}");

    /// <summary>The organisation as far as this team is concerned; everybody shares their row.</summary>
    public OrganisationFile Organisation => new()
    {
        Repositories = [new() { Name = Repository, Path = $"/code/{Repository}", Services = [new(Repository, [], null, "production", DeploymentMode.Events)] }],
        People = [.. People.Select(p => new PersonEntry(p.Id, p.Id, [p.Identity.Email], [], Share: true))],
        Teams = [new(TeamId, TeamId, null, [.. People.Select(p => new MembershipEntry(p.Id, null, null))])],
    };

    public Engineer Person(int index) => People.First(p => p.Index == index);

    public IEnumerable<Plan> MergedOf(int person) => Plans.Where(p => p.Author == person && p.IsMerged && Calendar.IsRanked(p.MergedAt!.Value));

    public IEnumerable<AgentSession> SessionsOf(int person) => Sessions.Where(s => s.Engineer == person && Calendar.IsRanked(s.StartedAt));

    /// <summary>Somebody else of the team, by turns.</summary>
    public int Colleague(int person, int turn = 0)
    {
        var others = People.Where(p => p.Index != person).ToList();
        return others[turn % others.Count].Index;
    }

    public TeamScene With(IEnumerable<Plan> more) => this with { Plans = [.. Plans, .. more] };

    public TeamScene With(IEnumerable<AgentSession> more) => this with { Sessions = [.. Sessions, .. more] };

    public TeamScene Replacing(IReadOnlyDictionary<int, Plan> byNumber) => this with { Plans = [.. Plans.Select(p => byNumber.GetValueOrDefault(p.Number, p))] };
}
