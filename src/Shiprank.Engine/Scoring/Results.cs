using Shiprank.Core.Attribution.Spend;
using Shiprank.Core.Score.Restating;
using Shiprank.Store;

namespace Shiprank.Engine.Scoring;

/// <summary>Keeps what was computed, so that questions about spend and its fate are answered without computing again.</summary>
public static class Results
{
    /// <summary>Brings the results of the last run to those of <paramref name="facts"/> and logs which figures that restates.</summary>
    /// <returns>What was restated.</returns>
    public static IReadOnlyList<Restatement> Save(IStore store, Facts facts, CancellationToken cancel = default)
    {
        store.SaveCostCentres(CostCentres(facts.Workspace), cancel);
        var restated = store.ReadResults(cancel) is { } before ? Restatements.Of(before, facts.Score, SpendByDay(facts)) : [];
        store.ReplaceResults(facts.Score, Fates(facts), restated, cancel);
        return restated;
    }

    private static Dictionary<(DateOnly Day, SpendFate Fate), long> SpendByDay(Facts facts) => facts.Spend
        .GroupBy(p => (Day: DateOnly.FromDateTime(p.Row.At.UtcDateTime), p.Fate))
        .ToDictionary(g => g.Key, g => g.Sum(p => p.Amount.NanoUsd ?? 0));

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
