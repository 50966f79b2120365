using Shiprank.Core.Attribution;
using Shiprank.Core.Delivery;
using Shiprank.Core.Score;
using Shiprank.Store;

namespace Shiprank.Engine.Scoring;

/// <summary>The stored facts as they stand at as-of, and the score computed from them.</summary>
public sealed class Facts
{
    private readonly IStore store;
    private readonly Workspace workspace;

    private Facts(IStore store, Workspace workspace, DateTimeOffset asOf, CancellationToken cancel)
    {
        (this.store, this.workspace, AsOf) = (store, workspace, asOf);
        Events = EventLog.From(store.ReadEvents(cancel)).At(asOf);
        Histories = [.. workspace.Organisation.Repositories.Select(r => store.ReadHistory(r.Name, cancel)).OfType<RepositoryHistory>()];
        Usage = [.. store.ReadUsage(new(AsOf: asOf), cancel)];
    }

    public DateTimeOffset AsOf { get; }

    public DeliveryEvents Events { get; }

    public IReadOnlyList<RepositoryHistory> Histories { get; }

    public IReadOnlyList<StoredUsage> Usage { get; }

    public Workspace Workspace => workspace;

    public IStore Store => store;

    public static Facts Read(IStore store, Workspace workspace, DateTimeOffset asOf, CancellationToken cancel = default) => new(store, workspace, asOf, cancel);

    public ScoreResult Score(CancellationToken cancel = default) => ScoreEngine.Compute(new()
    {
        Organisation = workspace.Organisation,
        Histories = Histories,
        Patches = (repository, commits) => store.ReadPatches(repository, [.. commits.Select(c => c.Sha)], cancel),
        Events = Events,
        Usage = Evidence(),
        Policy = workspace.Policy,
        AsOf = AsOf,
    });

    private UsageEvidence Evidence() => new(
        Usage.Where(u => u.Row.Person is not null).GroupBy(u => u.Row.Person!, StringComparer.Ordinal)
            .ToDictionary(g => g.Key, IReadOnlyList<DateTimeOffset> (g) => [.. g.Select(u => u.Row.OccurredAt)], StringComparer.Ordinal),
        workspace.Organisation.Usage.Where(u => u.Person is not null).Select(u => workspace.People.Named(u.Person!).Id).ToHashSet(StringComparer.Ordinal),
        new HashSet<string>(StringComparer.Ordinal));
}
