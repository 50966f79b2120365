using Shiprank.Core.Attribution;
using Shiprank.Core.Attribution.Spend;
using Shiprank.Core.Delivery;
using Shiprank.Core.Score;
using Shiprank.Core.Usage;

namespace Shiprank.Engine.Proof.World;

/// <summary>What a sync would have read of a team.</summary>
internal sealed record PlayedTeam
{
    public required TeamScene Scene { get; init; }

    public required RepositoryHistory History { get; init; }

    public required IReadOnlyDictionary<string, CommitPatch> Patches { get; init; }

    public required DeliveryEvents Events { get; init; }

    public required IReadOnlyList<WorkSession> Sessions { get; init; }

    public required IReadOnlyList<SessionEdit> Edits { get; init; }

    public ScoreInput Input(Policy policy) => new()
    {
        Organisation = Scene.Organisation,
        Histories = [History],
        Patches = (_, commits) => commits.Select(c => Patches[c.Sha]),
        Events = Events,
        Usage = Usage(),
        Sessions = Sessions,
        Edits = Edits,
        Policy = policy,
        AsOf = Calendar.AsOf,
    };

    /// <summary>Everybody's usage is covered, unless it is on an account that nobody meters.</summary>
    private UsageEvidence Usage() => new(
        Scene.Sessions.Where(s => s.Metered).GroupBy(s => s.Engineer).ToDictionary(g => Scene.Person(g.Key).Id, IReadOnlyList<DateTimeOffset> (g) => [.. g.SelectMany(s => new[] { s.StartedAt, s.EndedAt })], StringComparer.Ordinal),
        Scene.People.Select(p => p.Id).ToHashSet(StringComparer.Ordinal));
}
