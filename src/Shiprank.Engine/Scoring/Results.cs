using Shiprank.Core.Attribution.Spend;
using Shiprank.Core.Attribution.Spend.Flow;
using Shiprank.Core.Organisation;
using Shiprank.Core.Score.Restating;
using Shiprank.Store;

namespace Shiprank.Engine.Scoring;

/// <summary>Keeps what was computed, so that questions about spend and its fate are answered without computing again.</summary>
public static class Results
{
    /// <summary>Brings the results of the last run to those of <paramref name="facts"/> and logs which figures that restates.</summary>
    /// <returns>What was restated.</returns>
    public static IReadOnlyList<Restatement> Save(IStore store, Facts facts, CancellationToken cancel = default) => Save(store, facts, r => r, cancel);

    /// <inheritdoc cref="Save(IStore, Facts, CancellationToken)"/>
    /// <param name="logged">Changes what the log is to say of a restatement.</param>
    /// <param name="stated">What was stated before; null: as the store has it.</param>
    public static IReadOnlyList<Restatement> Save(IStore store, Facts facts, Func<Restatement, Restatement> logged, CancellationToken cancel, StatedResults? stated = null)
    {
        store.SaveCostCentres(CostCentres(facts.Workspace.Organisation), cancel);
        store.SaveTeams(Teams(facts.Workspace.Organisation), cancel);
        var restated = (stated ?? store.ReadResults(cancel)) is { } before ? Restatements.Of(before, facts.Score, SpendByDay(facts)) : [];
        restated = [.. restated.Select(logged)];
        store.ReplaceResults(facts.Score, Fates(facts.Usage, facts.Spend), restated, cancel);
        store.ReplaceAwards(Standing.Of(facts).Awards, facts.AsOf, cancel);
        return restated;
    }

    private static Dictionary<(DateOnly Day, SpendFate Fate), long> SpendByDay(Facts facts) => facts.Spend
        .GroupBy(p => (Day: DateOnly.FromDateTime(p.Row.At.UtcDateTime), p.Fate))
        .ToDictionary(g => g.Key, g => g.Sum(p => p.Amount.NanoUsd ?? 0));

    /// <param name="spend">The parts of each row follow each other.</param>
    internal static List<UsageFate> Fates(IReadOnlyList<StoredUsage> usage, IReadOnlyList<SpendPart> spend)
    {
        var keys = usage.ToDictionary(u => (u.Row.Tool, u.Row.Key), u => u.RowKey);
        var fates = new List<UsageFate>(spend.Count);
        for (var at = 0; at < spend.Count;)
        {
            var (row, end) = (spend[at].Row, at + 1);
            while (end < spend.Count && ReferenceEquals(spend[end].Row, row)) end++;
            Add(fates, keys[(row.Tool, row.Key)], [.. Enumerable.Range(at, end - at).Select(i => spend[i])]);
            at = end;
        }

        return fates;
    }

    internal static List<PersonSpan> Teams(OrganisationFile organisation) =>
        [.. organisation.Teams.SelectMany(t => t.Members.Select(m => new PersonSpan(m.Person, t.Id, m.From, m.To)))];

    /// <summary>The part that the response counts with goes first.</summary>
    private static void Add(List<UsageFate> fates, Guid row, IReadOnlyList<SpendPart> parts)
    {
        if (parts is [var only])
        {
            fates.Add(Fate(row, only));
            return;
        }

        var counting = SpendFlow.CountingOf(parts);
        foreach (var part in parts.Where(p => !ReferenceEquals(p, counting)).Prepend(counting)) fates.Add(Fate(row, part) with { Amount = new(part.Amount.Tokens, part.Amount.NanoCredits) });
    }

    private static UsageFate Fate(Guid row, SpendPart part) =>
        new(row, part.Fate, part is { Repository: { } repository, Change: { } sha } ? new ChangeRef(repository, sha) : null, part.Amount.NanoUsd ?? 0)
        {
            Evidence = part.Evidence,
            Repository = part.Row.Repository,
        };

    internal static List<PersonSpan> CostCentres(OrganisationFile organisation) =>
    [
        .. organisation.Teams.Where(t => t.CostCentre is not null)
            .SelectMany(t => t.Members.Select(m => new PersonSpan(m.Person, t.CostCentre!, m.From, m.To))),
    ];
}
