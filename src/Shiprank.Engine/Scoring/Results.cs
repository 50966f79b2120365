using Shiprank.Core.Attribution.Spend;
using Shiprank.Store;

namespace Shiprank.Engine.Scoring;

/// <summary>Keeps what was computed, so that questions about spend and its fate are answered without computing again.</summary>
public static class Results
{
    /// <summary>Replaces the results of the last run by those of <paramref name="facts"/>.</summary>
    public static void Save(IStore store, Facts facts, CancellationToken cancel = default)
    {
        store.SaveCostCentres(CostCentres(facts.Workspace), cancel);
        store.ReplaceResults(facts.Score, Fates(facts), cancel);
    }

    private static List<UsageFate> Fates(Facts facts)
    {
        var keys = facts.Usage.ToDictionary(u => (u.Row.Tool, u.Row.Key), u => u.RowKey);
        return [.. facts.Spend.Select(p => Fate(keys[(p.Row.Tool, p.Row.Key)], p))];
    }

    private static UsageFate Fate(Guid row, SpendPart part) => new(
        row, part.Fate, part is { Repository: { } repository, Change: { } sha } ? new ChangeRef(repository, sha) : null, part.Amount.NanoUsd ?? 0);

    private static List<CostCentreSpan> CostCentres(Workspace workspace) =>
    [
        .. workspace.Organisation.Teams.Where(t => t.CostCentre is not null)
            .SelectMany(t => t.Members.Select(m => new CostCentreSpan(m.Person, t.CostCentre!, m.From, m.To))),
    ];
}
