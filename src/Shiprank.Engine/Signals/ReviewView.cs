using Shiprank.Core.Score;
using Shiprank.Core.Signals.Review;
using Shiprank.Engine.Changes;
using Shiprank.Engine.Scoring;
using Shiprank.Store;

namespace Shiprank.Engine.Signals;

/// <summary>A drawn change that somebody may judge.</summary>
/// <param name="Worth">What they said already; null: nothing.</param>
public sealed record ReviewTask(DateOnly Week, ReviewedChange Change, ChangeRow Row, Worth? Worth);

/// <param name="Name"><c>2026-Q4</c>.</param>
public sealed record ReviewQuarter(string Name, ReviewEstimate Estimate);

/// <summary>How well the score tells what was worth shipping, by what reviewers said of changes that were drawn. Who said what, and of which change, is shown to nobody else.</summary>
/// <param name="Tasks">What the viewer may judge, what they have not first; empty for who is no person.</param>
/// <param name="Samples">What was drawn, the last week first.</param>
/// <param name="Answers">Answers that count.</param>
public sealed record ReviewView(bool IsOn, int PerWeek, IReadOnlyList<ReviewTask> Tasks, IReadOnlyList<ReviewSample> Samples, int Answers, ReviewEstimate Overall, IReadOnlyList<ReviewQuarter> Quarters)
{
    /// <param name="person">Who looks; null: nobody in particular.</param>
    public static ReviewView Of(Standing standing, IStore store, string? person, DateTimeOffset now)
    {
        var settings = standing.Workspace.Organisation.Signals.Review;
        var (samples, answers) = (store.ReadReviewSamples(), store.ReadReviewAnswers());
        List<ReviewAnswer> counting = [.. answers.Where(a => a.Worth != Worth.CantSay)];
        return new(
            settings.IsOn, settings.PerWeek, person is null ? [] : ToJudge(standing, samples, answers, person, now), [.. samples.OrderByDescending(s => s.Week)], counting.Count, Estimate(standing, counting),
            [.. counting.GroupBy(a => Quarter(a.Week), StringComparer.Ordinal).OrderBy(g => g.Key, StringComparer.Ordinal).Select(g => new ReviewQuarter(g.Key, Estimate(standing, g)))]);
    }

    /// <summary>Drawn changes of the last weeks that the person has no part in.</summary>
    internal static IReadOnlyList<ReviewTask> ToJudge(Standing standing, IReadOnlyList<ReviewSample> samples, IReadOnlyList<ReviewAnswer> answers, string person, DateTimeOffset now)
    {
        var oldest = IsoWeek.Monday(DateOnly.FromDateTime(now.UtcDateTime)).AddDays(-7 * ReviewDesk.Weeks);
        var said = answers.Where(a => a.Reviewer == person).ToDictionary(a => a.Change, a => a.Worth);
        return
        [
            .. samples.Where(s => s.Week >= oldest).OrderByDescending(s => s.Week).SelectMany(s => s.Changes.Select(c => (s.Week, Change: c, Row: standing.Index.Rows.Find(c.Repository, c.Sha))))
                .Where(c => c.Row is not null && !c.Row.People.Contains(person, StringComparer.Ordinal))
                .Select(c => new ReviewTask(c.Week, c.Change, c.Row!, said.TryGetValue(c.Change, out var worth) ? worth : null)).OrderBy(t => t.Worth is not null),
        ];
    }

    /// <summary>A change that several judged counts once, by their mean.</summary>
    private static ReviewEstimate Estimate(Standing standing, IEnumerable<ReviewAnswer> answers) => ReviewEstimate.Of(
    [
        .. answers.GroupBy(a => a.Change).Select(g => (Row: standing.Index.Rows.Find(g.Key.Repository, g.Key.Sha), Worth: g.Average(a => (decimal)(short)a.Worth)))
            .Where(c => c.Row is not null).Select(c => new JudgedChange(c.Worth, c.Row!.Nd)),
    ]);

    private static string Quarter(DateOnly day) => $"{day.Year}-Q{(day.Month + 2) / 3}";
}
