using Shiprank.Core.Attribution.Spend.Flow;
using Shiprank.Core.Organisation;
using Shiprank.Core.Score;
using Shiprank.Engine.Periods;
using Shiprank.Engine.Scoring;
using Shiprank.Engine.Signals;
using Shiprank.Engine.Spend;

namespace Shiprank.Engine.Activity;

/// <summary>A person's usage in a window, with what it became.</summary>
/// <param name="Days">Days with a response.</param>
public sealed record ActivityRow(PersonEntry Person, int Days, FlowAmount Amount, IReadOnlyDictionary<SpendGroup, FlowAmount> Groups);

/// <summary>
/// Who uses agents most, as usage boards show it: by tokens, with the fate of the spend beside each row so that nobody takes volume for work.
/// People who don't share are in the sums and in no row.
/// </summary>
/// <param name="Rows">Most tokens first, then by id.</param>
/// <param name="Others">People with usage who don't share; 0 in days for which their sum may not be shown: then it is in no sum here.</param>
/// <param name="LeftOut">
/// Usage of days that an open question is about, of people who share: it is in the total and in no row. It says how much, not whose; who doesn't share has no
/// row that it could be left out of.
/// </param>
public sealed record ActivityView(ScoreWindow Window, IReadOnlyList<ActivityRow> Rows, int Others, FlowAmount OthersAmount, FlowAmount Total, FlowAmount LeftOut)
{
    public const string Withheld = "usage by person is not shown: so few people don’t share that theirs could be reckoned from the others’";

    /// <summary>Null where it may not be shown: what the few who don't share used would be what is left.</summary>
    public static ActivityView? Of(Standing standing, ScoreWindow window, QuestionedDays questioned)
    {
        if (!standing.Shield.ShowsActivity) return null;
        window = standing.Shield.Whole(window);
        var entries = standing.Workspace.Organisation.People.ToDictionary(p => p.Id, StringComparer.Ordinal);
        var people = standing.Spend.ByPerson(window).GroupBy(s => s.Person, StringComparer.Ordinal).ToList();
        var sharing = people.Where(p => entries.TryGetValue(p.Key, out var entry) && entry.Share).ToList();
        var others = people.Except(sharing).ToList();
        var rows = sharing.Select(p => (Person: entries[p.Key], Shown: p.Where(s => !questioned.Has(p.Key, s.Day)).ToList())).Where(p => p.Shown.Count > 0).ToList();
        var left = FlowAmount.Sum(sharing.SelectMany(p => p.Where(s => questioned.Has(p.Key, s.Day)).Select(s => s.Amount)));
        var mine = FlowAmount.Sum(sharing.SelectMany(p => p.Select(s => s.Amount)));
        var rest = FlowAmount.Sum(others.SelectMany(p => p.Select(s => s.Amount)));
        var shown = standing.Shown(window, SpendFilter.None) is { LeftOut: 0 } whole ? whole : null;
        return new(
            window,
            [.. rows.Select(p => new ActivityRow(
                    p.Person,
                    p.Shown.Select(s => s.Day).Distinct().Count(),
                    FlowAmount.Sum(p.Shown.Select(s => s.Amount)),
                    PeriodSums.ByGroup(p.Shown.Select(s => new DaySpend(s.Day, s.Fate, s.Amount)))))
                .OrderByDescending(r => r.Amount.Tokens).ThenBy(r => r.Person.Id, StringComparer.Ordinal)],
            shown is null ? 0 : others.Count,
            shown is null ? default : rest,
            shown is null ? mine : mine + rest, left);
    }
}
