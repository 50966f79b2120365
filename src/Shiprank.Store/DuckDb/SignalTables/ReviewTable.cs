using Shiprank.Core.Signals.Review;
using Shiprank.Store.DuckDb.Interop;

namespace Shiprank.Store.DuckDb.SignalTables;

/// <summary>Changes that were drawn for review, and what was said of them.</summary>
internal static class ReviewTable
{
    /// <summary>A week is drawn once: what was drawn stays.</summary>
    public static bool Draw(DuckConnection connection, ReviewSample sample)
    {
        if (connection.Scalar("select 1 from review_samples where week = $1", sample.Week) is not null) return false;
        if (sample.Changes.Count == 0) connection.Run("insert into review_samples values ($1, 0, '', '', $2, $3)", sample.Week, sample.WeekSeed, sample.DrawnAt);
        for (var i = 0; i < sample.Changes.Count; i++)
        {
            connection.Run("insert into review_samples values ($1, $2, $3, $4, $5, $6)", sample.Week, i + 1L, StoredText.Clean(sample.Changes[i].Repository), StoredText.Clean(sample.Changes[i].Sha), sample.WeekSeed, sample.DrawnAt);
        }

        return true;
    }

    /// <summary>By week, in the order of the draw.</summary>
    public static List<ReviewSample> Samples(DuckConnection connection) =>
    [
        .. SignalTable.Rows(connection, "select week, place, repository, sha, week_seed, drawn_at from review_samples order by week, place",
            (r, i) => (Week: DuckTime.Day(r.Span<int>(0)[i]), Place: r.Span<int>(1)[i], Change: new ReviewedChange(r.Text(2, i), r.Text(3, i)), Seed: r.Text(4, i), At: DuckTime.Time(r.Span<long>(5)[i])))
            .GroupBy(r => r.Week).Select(g => new ReviewSample(g.Key, g.First().Seed, g.First().At, [.. g.Where(r => r.Place > 0).Select(r => r.Change)])),
    ];

    /// <summary>A reviewer has one answer to a change: the last.</summary>
    public static void Answer(DuckConnection connection, ReviewAnswer answer)
    {
        var (repository, sha, reviewer) = (StoredText.Clean(answer.Change.Repository), StoredText.Clean(answer.Change.Sha), StoredText.Clean(answer.Reviewer));
        connection.Run("delete from review_answers where repository = $1 and sha = $2 and reviewer = $3", repository, sha, reviewer);
        connection.Run("insert into review_answers values ($1, $2, $3, $4, $5, $6)", answer.Week, repository, sha, reviewer, (long)answer.Worth, answer.At);
    }

    /// <summary>In the order of time.</summary>
    public static List<ReviewAnswer> Answers(DuckConnection connection) => SignalTable.Rows(
        connection, "select week, repository, sha, reviewer, worth, said_at from review_answers order by said_at, repository, sha, reviewer",
        (r, i) => new ReviewAnswer(DuckTime.Day(r.Span<int>(0)[i]), new(r.Text(1, i), r.Text(2, i)), r.Text(3, i), (Worth)r.Span<short>(4)[i], DuckTime.Time(r.Span<long>(5)[i])));
}
