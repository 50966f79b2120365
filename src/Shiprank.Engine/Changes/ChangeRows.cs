using Shiprank.Core.Attribution.Spend;
using Shiprank.Core.Score;
using Shiprank.Engine.Scoring;
using Shiprank.Engine.Spend;

namespace Shiprank.Engine.Changes;

/// <summary>The rows of every change that was scored, made and sorted once for all lists.</summary>
internal sealed class ChangeRows
{
    private readonly Lazy<Dictionary<(string Repository, string Sha), ChangeRow>> byId;
    private readonly Dictionary<ChangeSort, Lazy<IReadOnlyList<ChangeRow>>> sorted;

    public ChangeRows(Standing standing)
    {
        All = [.. standing.Index.Changes.Select(g => Row(standing.Index, g))];
        byId = new(() => All.ToDictionary(r => (r.Repository, r.Sha)));
        sorted = Enum.GetValues<ChangeSort>().ToDictionary(s => s, s => new Lazy<IReadOnlyList<ChangeRow>>(() => Sorted(All, s)));
    }

    /// <summary>In the score's order.</summary>
    public IReadOnlyList<ChangeRow> All { get; }

    public IReadOnlyList<ChangeRow> In(ChangeSort sort) => sorted[sort].Value;

    /// <summary>Null for a change that was not scored.</summary>
    public ChangeRow? Find(string repository, string sha) => byId.Value.GetValueOrDefault((repository, sha));

    private static ChangeRow Row(StandingIndex index, IGrouping<(string Repository, string Sha), ScoredChange> services)
    {
        var hiding = index.Costs.Hiding(services.Key.Repository, services.Key.Sha, services.SelectMany(s => s.Parts.Select(p => p.Person)));
        var spend = default(ChangeSpend);
        var linked = hiding == 0 && index.Spend.TryGetValue(services.Key, out spend);
        return new(
            services.Key.Repository,
            services.Key.Sha,
            [.. services.OrderByDescending(c => c.Eligible).ThenByDescending(c => c.Alive).ThenBy(c => c.Service, StringComparer.Ordinal)],
            linked ? spend.Sessions : 0,
            linked ? spend.Link : LinkEvidence.None,
            linked ? spend.Amount : null,
            index.Nd.GetValueOrDefault(services.Key),
            hiding);
    }

    private static List<ChangeRow> Sorted(IReadOnlyList<ChangeRow> rows, ChangeSort sort)
    {
        var first = sort switch
        {
            ChangeSort.Cost => rows.OrderByDescending(r => r.CostUsd ?? -1).ThenByDescending(r => r.At),
            ChangeSort.Lines => rows.OrderByDescending(r => r.Eligible).ThenByDescending(r => r.At),
            _ => rows.OrderByDescending(r => r.At),
        };
        return [.. first.ThenBy(r => r.Repository, StringComparer.Ordinal).ThenBy(r => r.Sha, StringComparer.Ordinal)];
    }
}
