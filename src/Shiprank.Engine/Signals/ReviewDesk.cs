using Shiprank.Core.Access;
using Shiprank.Core.Score;
using Shiprank.Core.Signals;
using Shiprank.Core.Signals.Desk;
using Shiprank.Core.Signals.Review;
using Shiprank.Engine.Scoring;
using Shiprank.Store;

namespace Shiprank.Engine.Signals;

/// <summary>Draws changes of weeks that are over, and takes what reviewers say of them. Nothing of it goes into a score.</summary>
public sealed class ReviewDesk(IStore store, TimeProvider clock)
{
    /// <summary>Weeks back that are drawn when nobody was there to do it, and that may be judged.</summary>
    public const int Weeks = 8;

    /// <summary>Draws every week of the last ones that was not drawn; of each as many changes as the organisation file says.</summary>
    /// <returns>What is new.</returns>
    public IReadOnlyList<ReviewSample> Draw(Standing standing, CancellationToken cancel = default)
    {
        var settings = standing.Workspace.Organisation.Signals.Review;
        if (!settings.IsOn) return [];
        var drawn = store.ReadReviewSamples().Select(s => s.Week).ToHashSet();
        var now = AuditChain.Moment(clock.GetUtcNow());
        var current = IsoWeek.Monday(DateOnly.FromDateTime(standing.AsOf.UtcDateTime));
        List<ReviewSample> samples = [];
        for (var week = current.AddDays(-7 * Weeks); week < current; week = week.AddDays(7))
        {
            if (drawn.Contains(week)) continue;
            List<ReviewedChange> delivered = [.. standing.Index.Rows.All.Where(r => r.DeployedAt is { } at && IsoWeek.Monday(DateOnly.FromDateTime(at.UtcDateTime)) == week).Select(r => new ReviewedChange(r.Repository, r.Sha))];
            var seed = ReviewDraw.WeekSeed(settings.Seed, week);
            var sample = new ReviewSample(week, seed, now, ReviewDraw.Of(seed, delivered, settings.PerWeek));
            if (!store.DrawReviews(sample, cancel)) continue;
            store.Audit(new(now, TakenStep.Machine, "review.drawn", null, $"{week:yyyy-MM-dd} {sample.Changes.Count} of {delivered.Count}, seed {seed}"), cancel);
            samples.Add(sample);
        }

        return samples;
    }

    /// <returns>Why it was not taken; null: it was.</returns>
    public string? Answer(Standing standing, string person, ReviewedChange change, Worth worth, CancellationToken cancel = default)
    {
        if (ReviewView.ToJudge(standing, store.ReadReviewSamples(), [], person, clock.GetUtcNow()).FirstOrDefault(t => t.Change == change) is not { } asked) return "this change was not drawn, is too long ago, or is yours";
        store.AddReviewAnswer(new(asked.Week, change, person, worth, AuditChain.Moment(clock.GetUtcNow())), cancel);
        return null;
    }
}
