using Shiprank.Core.Delivery;
using Shiprank.Core.Organisation;
using Shiprank.Core.Score;

namespace Shiprank.Core.Badges;

/// <summary>A change that ended an incident.</summary>
/// <param name="Causers">People with a part in what the incident blames; empty: it blames nothing, so nobody can be said not to have caused it.</param>
public sealed record Mend(string Repository, string Sha, IncidentEvent Incident, IReadOnlySet<string> Causers);

/// <summary>What badges are judged by. Usage is not in it.</summary>
public sealed record BadgeFacts
{
    public required ScoreResult Score { get; init; }

    public required OrganisationFile Organisation { get; init; }

    /// <summary>People that a group needs to be shown.</summary>
    public required int LeastGroup { get; init; }

    public IReadOnlyList<IncidentEvent> Incidents { get; init; } = [];

    /// <summary>Ids of people who approved a change before it was merged, by repository and sha.</summary>
    public IReadOnlyDictionary<(string Repository, string Sha), IReadOnlySet<string>> Reviewers { get; init; } = new Dictionary<(string, string), IReadOnlySet<string>>();

    /// <summary>Changes that name a ticket which had an owner when they were merged.</summary>
    public IReadOnlySet<(string Repository, string Sha)> Ticketed { get; init; } = new HashSet<(string, string)>();

    public IReadOnlyList<Mend> Mends { get; init; } = [];
}
