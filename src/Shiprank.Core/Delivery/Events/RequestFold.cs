namespace Shiprank.Core.Delivery;

/// <summary>
/// One request from what was told of it in pieces. A forge's snapshot may lack what another one had: who opened it, the commit that
/// merged it, the exact time of its end. Reviews come apart. The result is the same in whatever order the pieces came.
/// </summary>
internal static class RequestFold
{
    /// <param name="versions">Of one request, the standing one last.</param>
    public static RequestEvent Of(IReadOnlyList<EventEntry<RequestEvent>> versions, IEnumerable<ReviewEvent> reviews)
    {
        var last = versions[^1];
        return WithReviews(last.IsSnapshot ? Completed(versions) : last.Event, reviews);
    }

    private static RequestEvent Completed(IReadOnlyList<EventEntry<RequestEvent>> versions)
    {
        var request = versions[^1].Event;
        var newestFirst = versions.Reverse().Select(v => v.Event).ToList();
        return request with
        {
            Author = newestFirst.Find(v => v.Author.Length > 0)?.Author ?? "",
            MergeSha = request.MergedAt is null ? null : newestFirst.Find(v => v is { MergedAt: not null, MergeSha: not null })?.MergeSha,
            MergedAt = Earliest(newestFirst, v => v.MergedAt),
            ClosedAt = Earliest(newestFirst, v => v.ClosedAt),
        };
    }

    /// <summary>When the state began that the newest version is in: a snapshot that was taken later may know only that it is over.</summary>
    private static DateTimeOffset? Earliest(IEnumerable<RequestEvent> newestFirst, Func<RequestEvent, DateTimeOffset?> end) =>
        newestFirst.Select(end).TakeWhile(time => time is not null).Min();

    private static RequestEvent WithReviews(RequestEvent request, IEnumerable<ReviewEvent> reviews)
    {
        var all = reviews.ToList();
        if (all.Count == 0) return request;
        return request with
        {
            ReviewKnown = true,
            Approvals = [.. request.Approvals.Concat(Approvals(all)).Distinct().OrderBy(a => a.At).ThenBy(a => a.Person, StringComparer.Ordinal)],
        };
    }

    /// <summary>Each reviewer's last word counts; a comment is none, and what was dismissed was never said.</summary>
    private static IEnumerable<Approval> Approvals(IEnumerable<ReviewEvent> reviews) => reviews
        .Where(r => r.State is ReviewState.Approved or ReviewState.ChangesRequested)
        .GroupBy(r => r.Person, StringComparer.OrdinalIgnoreCase)
        .Select(g => g.OrderBy(r => r.At).ThenBy(r => r.Id, StringComparer.Ordinal).Last())
        .Where(r => r.State == ReviewState.Approved)
        .Select(r => new Approval(r.Person, r.At));
}
