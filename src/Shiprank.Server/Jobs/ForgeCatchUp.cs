using Shiprank.Core;
using Shiprank.Core.Organisation;
using Shiprank.Engine;
using Shiprank.Engine.Backfill;
using Shiprank.Sources.ForgeApi;

namespace Shiprank.Server.Jobs;

/// <summary>
/// Asks forges for what hooks did not tell, where a token is configured: of each repository once an hour at most, and at once when a delivery left
/// something out.
/// </summary>
internal sealed class ForgeCatchUp
{
    private static readonly TimeSpan AtMost = TimeSpan.FromHours(1);

    /// <summary>A limit that is used up for longer is for the next time.</summary>
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(30);

    private readonly TimeProvider clock;
    private readonly Backfiller backfiller;
    private readonly Lazy<IReadOnlyDictionary<ForgeKind, IReadOnlyList<(RepositoryEntry Repository, ForgeProject Project)>>> repositories;
    private readonly Dictionary<string, DateTimeOffset> asked = new(StringComparer.Ordinal);

    public ForgeCatchUp(ServerOptions options, Workspace workspace)
    {
        clock = options.Clock;
        backfiller = new(options.Store, workspace, options.Variable, options.Clock, Patience);
        repositories = new(() => Enum.GetValues<ForgeKind>().Where(backfiller.HasToken).ToDictionary(kind => kind, kind => backfiller.On(kind, CancellationToken.None)));
    }

    /// <returns>What stood in the way.</returns>
    public async Task<IReadOnlyList<Problem>> Run(SyncWork work, CancellationToken cancel)
    {
        List<Problem> problems = [];
        foreach (var (forge, all) in repositories.Value)
        {
            var now = clock.GetUtcNow();
            var due = all.Where(r => work.Names.Contains(r.Repository.Name) && (work.Incomplete.Contains(r.Repository.Name) || !asked.TryGetValue(r.Repository.Name, out var last) || now - last >= AtMost)).ToList();
            if (due.Count == 0) continue;
            foreach (var (repository, _) in due) asked[repository.Name] = now;
            problems.AddRange((await backfiller.Run(forge, due, since: null, cancel: cancel)).Problems);
        }

        return problems;
    }
}
