using Shiprank.Core.Attribution.Spend.Flow;
using Shiprank.Core.Organisation;
using Shiprank.Core.Score;
using Shiprank.Engine.Periods;
using Shiprank.Engine.Scoring;

namespace Shiprank.Engine.Activity;

/// <summary>A person's usage in a window, with what it became.</summary>
/// <param name="Days">Days with a response.</param>
public sealed record ActivityRow(PersonEntry Person, int Days, FlowAmount Amount, IReadOnlyDictionary<SpendGroup, FlowAmount> Groups);

/// <summary>
/// Who uses agents most, as usage boards show it: by tokens, with the fate of the spend beside each row so that nobody takes volume for work.
/// People who don't share are in the sums and in no row.
/// </summary>
/// <param name="Rows">Most tokens first, then by id.</param>
/// <param name="Others">People with usage who don't share.</param>
public sealed record ActivityView(ScoreWindow Window, IReadOnlyList<ActivityRow> Rows, int Others, FlowAmount OthersAmount, FlowAmount Total)
{
    public static ActivityView Of(Standing standing, ScoreWindow window)
    {
        var entries = standing.Workspace.Organisation.People.ToDictionary(p => p.Id, StringComparer.Ordinal);
        var people = standing.Spend.ByPerson(window).GroupBy(s => s.Person, StringComparer.Ordinal).ToList();
        var sharing = people.Where(p => entries.TryGetValue(p.Key, out var entry) && entry.Share).ToList();
        var others = people.Except(sharing).ToList();
        return new(
            window,
            [.. sharing.Select(p => new ActivityRow(
                    entries[p.Key],
                    p.Select(s => s.Day).Distinct().Count(),
                    FlowAmount.Sum(p.Select(s => s.Amount)),
                    PeriodSums.ByGroup(p.Select(s => new Spend.DaySpend(s.Day, s.Fate, s.Amount)))))
                .OrderByDescending(r => r.Amount.Tokens).ThenBy(r => r.Person.Id, StringComparer.Ordinal)],
            others.Count,
            FlowAmount.Sum(others.SelectMany(p => p.Select(s => s.Amount))),
            FlowAmount.Sum(people.SelectMany(p => p.Select(s => s.Amount))));
    }
}
