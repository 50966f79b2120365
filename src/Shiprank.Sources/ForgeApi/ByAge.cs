using System.Runtime.CompilerServices;
using System.Text.Json;

namespace Shiprank.Sources.ForgeApi;

/// <summary>
/// Reads a list that comes newest first. The span that is covered grows at both ends: the newest part is read again as far as an overlap reaches, for
/// what was told of it later; the middle is passed over; below the lower end reading goes on where an earlier run stopped.
/// </summary>
internal static class ByAge
{
    public static async IAsyncEnumerable<BackfillPage> Read(
        ForgeClient client, string host, ForgeList list, TimeSpan overlap, BackfillSpan? covered, DateTimeOffset since, [EnumeratorCancellation] CancellationToken cancel)
    {
        var asked = await client.Get(list.Query(since), cancel);
        DateTimeOffset? newest = null, oldest = null;
        var before = covered;
        while (true)
        {
            if (!asked.Succeeded)
            {
                yield return BackfillPage.Ended(asked.Problem);
                yield break;
            }

            var items = ForgeList.Items(asked.Value, host);
            if (!items.Succeeded)
            {
                yield return BackfillPage.Ended(items.Problem);
                yield break;
            }

            var tally = new PageTally();
            var isEnd = false;
            foreach (var item in items.Value)
            {
                var time = list.Time(item) ?? oldest ?? DateTimeOffset.MaxValue;
                if (time < since || IsDone(before, overlap, since, time))
                {
                    isEnd = true;
                    break;
                }

                newest ??= time;
                if (!IsKnown(before, overlap, time))
                {
                    var read = await list.Read(item, cancel);
                    if (!read.Succeeded)
                    {
                        yield return tally.Page(oldest is { } reached ? Grown(covered, reached, newest.Value) : null, read.Problem);
                        yield break;
                    }

                    tally.Add(read.Value);
                }

                oldest = time;
            }

            if (isEnd || asked.Value.Next is null)
            {
                var top = newest is { } first && !(first < covered?.To) ? first : covered?.To;
                yield return tally.Page(top is { } known ? new(Earlier(since, covered?.From), known) : null);
                yield break;
            }

            if (oldest is { } end) covered = Grown(covered, end, newest ?? end);
            yield return tally.Page(covered);
            asked = await client.Get(asked.Value.Next!, cancel);
        }
    }

    /// <summary>Everything from here down to <paramref name="since"/> was read before.</summary>
    private static bool IsDone(BackfillSpan? covered, TimeSpan overlap, DateTimeOffset since, DateTimeOffset time) =>
        covered is not null && covered.From <= since && time < covered.To - overlap;

    /// <summary>At the lower end there may be more of the same moment.</summary>
    private static bool IsKnown(BackfillSpan? covered, TimeSpan overlap, DateTimeOffset time) =>
        covered is not null && time > covered.From && time < covered.To - overlap;

    /// <summary>A new part on top counts once it meets what was covered; until then a break would leave a hole.</summary>
    private static BackfillSpan? Grown(BackfillSpan? covered, DateTimeOffset oldest, DateTimeOffset newest) =>
        covered is null ? new(oldest, newest)
        : oldest <= covered.To ? new(Earlier(covered.From, oldest), newest > covered.To ? newest : covered.To)
        : covered;

    private static DateTimeOffset Earlier(DateTimeOffset one, DateTimeOffset? other) => other < one ? other.Value : one;
}
