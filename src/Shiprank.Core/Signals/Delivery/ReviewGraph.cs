using Shiprank.Core.Signals.Delivery.Statistics;

namespace Shiprank.Core.Signals.Delivery;

internal readonly record struct TimedApproval(string Person, ChangeFact Change, TimeSpan Took);

/// <summary>Approvals of one person's changes by another.</summary>
/// <param name="Expected">How many chance gives where both take part as often as they do.</param>
/// <param name="Pace">Middle of ln(time taken ÷ others' middle for that size); negative is faster.</param>
internal sealed record ReviewPair(string Author, string Reviewer, IReadOnlyList<TimedApproval> Approvals, double Expected, double Pace);

/// <summary>
/// Who approves whom. Chance is that of a random reviewer: within a team the author's approvals times the reviewer's part of the team's approvals, across
/// teams those of the repository. A circle of fewer reviewers than asked for tells nothing and is left out.
/// </summary>
internal sealed class ReviewGraph
{
    private readonly Dictionary<(string Author, string Reviewer), ReviewPair> pairs;

    private ReviewGraph(Dictionary<(string Author, string Reviewer), ReviewPair> pairs) => this.pairs = pairs;

    /// <summary>By author and reviewer.</summary>
    public IEnumerable<ReviewPair> Pairs => pairs.OrderBy(p => p.Key.Author, StringComparer.Ordinal).ThenBy(p => p.Key.Reviewer, StringComparer.Ordinal).Select(p => p.Value);

    public ReviewPair? Find(string author, string reviewer) => pairs.GetValueOrDefault((author, reviewer));

    public static ReviewGraph Of(DeliveryFacts facts, int leastReviewers)
    {
        var all = facts.Changes.Where(c => c is { Author: not null, OpenedAt: not null, Size: > 0 })
            .SelectMany(c => c.Approvals.Select(a => (Circle: Circle(facts, c, a.Person), Author: c.Author!, Approval: new TimedApproval(a.Person, c, a.At - c.OpenedAt!.Value)))).ToList();
        var pace = Paces(all.Select(a => a.Approval));
        var expected = new Dictionary<(string, string), double>();
        var kept = new List<(string Author, TimedApproval Approval)>();
        foreach (var circle in all.GroupBy(a => a.Circle))
        {
            var byReviewer = circle.GroupBy(a => a.Approval.Person, StringComparer.Ordinal).ToDictionary(g => g.Key, g => g.Count(), StringComparer.Ordinal);
            if (byReviewer.Count < leastReviewers) continue;
            var byAuthor = circle.GroupBy(a => a.Author, StringComparer.Ordinal).ToDictionary(g => g.Key, g => g.Count(), StringComparer.Ordinal);
            var total = circle.Count();
            foreach (var way in circle.GroupBy(a => (a.Author, Reviewer: a.Approval.Person)).Select(g => g.Key))
            {
                expected[way] = expected.GetValueOrDefault(way) + (byAuthor[way.Author] * (double)byReviewer[way.Reviewer] / Math.Max(1, total - byReviewer.GetValueOrDefault(way.Author)));
            }

            kept.AddRange(circle.Select(a => (a.Author, a.Approval)));
        }

        return new(kept.GroupBy(a => (a.Author, Reviewer: a.Approval.Person)).ToDictionary(g => g.Key, g => new ReviewPair(
            g.Key.Author, g.Key.Reviewer, [.. g.Select(a => a.Approval)], expected[g.Key], Medians.Median(g.Select(a => Log(a.Approval) - pace[SizeClass(a.Approval.Change)])))));
    }

    private static (string Team, string Repository) Circle(DeliveryFacts facts, ChangeFact change, string reviewer) =>
        facts.Teams.TryGetValue(change.Author!, out var team) && facts.Teams.TryGetValue(reviewer, out var its) && its == team ? (team, "") : ("", change.Repository);

    private static Dictionary<int, double> Paces(IEnumerable<TimedApproval> approvals) =>
        approvals.GroupBy(a => SizeClass(a.Change)).ToDictionary(g => g.Key, g => Medians.Median(g.Select(Log)));

    /// <summary>Half a minute more, so that seconds between two quick ones make no difference.</summary>
    private static double Log(TimedApproval approval) => Math.Log(Math.Max(0, approval.Took.TotalSeconds) + 30);

    private static int SizeClass(ChangeFact change) => (int)Math.Log2(change.Size) / 2;
}
