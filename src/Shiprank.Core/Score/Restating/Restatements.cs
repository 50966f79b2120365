using Shiprank.Core.Attribution.Spend;
using Shiprank.Core.Money;

namespace Shiprank.Core.Score.Restating;

/// <summary>
/// Compares a run with the one before: each cell and each day's spend by fate that had been stated and is another now. What happened on the
/// earlier run's as-of day or later is news and no restatement, and a run as of an earlier moment restates nothing.
/// </summary>
public static class Restatements
{
    /// <param name="spendNano">Nano-USD of the new run by UTC day and fate.</param>
    /// <returns>In order of day and subject.</returns>
    public static IReadOnlyList<Restatement> Of(StatedResults before, ScoreResult after, IReadOnlyDictionary<(DateOnly Day, SpendFate Fate), long> spendNano)
    {
        if (after.AsOf < before.AsOf) return [];
        var today = DateOnly.FromDateTime(before.AsOf.UtcDateTime);
        return [.. Cells(before, after).Concat(Spend(before, after, spendNano)).Where(r => r.Day < today).OrderBy(r => r.Day).ThenBy(r => r.Subject, StringComparer.Ordinal).ThenBy(r => r.Person, StringComparer.Ordinal)];
    }

    private static IEnumerable<Restatement> Cells(StatedResults before, ScoreResult after)
    {
        var causes = new CauseFinder(before, after);
        var were = before.Cells.ToDictionary(c => (c.Repository, c.Service, c.Day, c.Person));
        var are = after.Cells.ToDictionary(c => (c.Repository, c.Service, c.Day, c.Person));
        foreach (var key in were.Keys.Union(are.Keys))
        {
            var (was, now) = (were.GetValueOrDefault(key), are.GetValueOrDefault(key));
            if (was?.NdNano == (now is null ? null : Nano.Of(now.Nd))) continue;
            var cause = causes.Of(key.Repository, key.Service, [.. was?.Changes ?? [], .. now?.Changes ?? []]);
            var isClosed = was is not null ? !was.Provisional : Closed(key.Day, before, after.Policy);
            yield return new($"nd {key.Service}", key.Person, key.Day, was?.NdNano, now is null ? null : Nano.Of(now.Nd), cause, isClosed);
        }
    }

    private static IEnumerable<Restatement> Spend(StatedResults before, ScoreResult after, IReadOnlyDictionary<(DateOnly Day, SpendFate Fate), long> now)
    {
        long Total(IReadOnlyDictionary<(DateOnly Day, SpendFate Fate), long> of, DateOnly day) => Enum.GetValues<SpendFate>().Sum(f => of.GetValueOrDefault((day, f)));
        foreach (var (day, fate) in before.SpendNano.Keys.Union(now.Keys))
        {
            long? was = before.SpendNano.TryGetValue((day, fate), out var old) ? old : null;
            long? its = now.TryGetValue((day, fate), out var known) ? known : null;
            if ((was ?? 0) == (its ?? 0)) continue;
            var cause = Total(before.SpendNano, day) == Total(now, day) ? "its changes became something else" : "usage or prices of the day told later";
            yield return new($"spend {SpendFates.Name(fate)}", null, day, was, its, cause, Closed(day, before, after.Policy));
        }
    }

    private static bool Closed(DateOnly day, StatedResults before, Policy policy) =>
        day.AddDays(policy.SurvivalDays) < DateOnly.FromDateTime(before.AsOf.UtcDateTime);
}
