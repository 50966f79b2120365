using Shiprank.Core.Delivery;
using Shiprank.Core.Delivery.Graph;
using Shiprank.Core.Delivery.Lines;

namespace Shiprank.Core.Score.Dora;

/// <summary>
/// Which changes of a repository mend which others, by what somebody stated: reverts, <c>Fixes:</c> lines, and incidents. A change mends an
/// incident when it was merged after the incident was opened and either names it (a ticket key of its messages or of its request is the
/// incident's id) or is listed by it: an incident can't be caused by what was merged later. Nothing is guessed from lines.
/// </summary>
internal sealed class DefectLinks
{
    private readonly Reverts reverts;
    private readonly RevertIndex bySubject;
    private readonly Dictionary<int, List<int>> reverted = [];
    private readonly Dictionary<int, List<int>> fixes = [];
    private readonly Dictionary<int, List<int>> fixedBy = [];
    private readonly Dictionary<int, List<IncidentEvent>> mends = [];
    private readonly Dictionary<IncidentEvent, List<int>> mendedBy = [];

    public DefectLinks(RepositoryScorer scorer, IReadOnlyList<IncidentEvent> incidents)
    {
        (reverts, bySubject) = (scorer.Ledger.Reverts, scorer.Reverts);
        foreach (var (change, by) in reverts.All)
        {
            foreach (var revert in by) Add(reverted, revert.By, change);
        }

        var byId = incidents.ToLookup(i => i.Id, StringComparer.OrdinalIgnoreCase);
        var bySha = incidents.SelectMany(i => i.Changes.Select(sha => (Incident: i, Change: scorer.ChangeOf(sha)))).Where(x => x.Change >= 0).ToLookup(x => x.Change, x => x.Incident);
        foreach (var change in scorer.Changes)
        {
            foreach (var target in scorer.Facts.FixesOf(change).Select(scorer.ChangeOf).Where(t => t >= 0 && t != change.Index).Distinct())
            {
                Add(fixes, change.Index, target);
                Add(fixedBy, target, change.Index);
            }

            foreach (var incident in scorer.Facts.TicketsOf(change).SelectMany(key => byId[key]).Concat(bySha[change.Index]).Where(i => i.OpenedAt <= change.At).Distinct())
            {
                Add(mends, change.Index, incident);
                Add(mendedBy, incident, change.Index);
            }
        }
    }

    /// <summary>Changes that the change takes out, reverts apart: to take a revert out mends nothing.</summary>
    public IEnumerable<int> TakenOutBy(int change) => reverted.GetValueOrDefault(change, []).Where(c => !bySubject.IsRevert(c));

    /// <summary>Changes that take the change out.</summary>
    public IEnumerable<int> RevertersOf(int change) => reverts.Of(change).Select(r => r.By);

    /// <summary>Changes that the change says to fix.</summary>
    public IEnumerable<int> FixedBy(int change) => fixes.GetValueOrDefault(change, []);

    /// <summary>Changes that say to fix the change.</summary>
    public IEnumerable<int> FixersOf(int change) => fixedBy.GetValueOrDefault(change, []);

    /// <summary>Incidents that the change mends.</summary>
    public IEnumerable<IncidentEvent> MendedBy(int change) => mends.GetValueOrDefault(change, []);

    /// <summary>Changes that mend the incident.</summary>
    public IEnumerable<int> MendersOf(IncidentEvent incident) => mendedBy.GetValueOrDefault(incident, []);

    private static void Add<TKey, TValue>(Dictionary<TKey, List<TValue>> index, TKey key, TValue value)
        where TKey : notnull
    {
        if (!index.TryGetValue(key, out var list)) index[key] = list = [];
        list.Add(value);
    }
}
