using System.Globalization;
using System.Runtime.CompilerServices;
using System.Text.Json;

namespace Shiprank.Sources.ForgeApi;

/// <summary>
/// Reads a list that comes in the order of last change, oldest first. What changes while it is read moves to its end, so pages are not counted: the next
/// request begins at the last change that was read, and only things of one and the same moment are paged through.
/// </summary>
internal static class ByChange
{
    /// <summary>A forge's list may show a change a little after a later one.</summary>
    private static readonly TimeSpan Lag = TimeSpan.FromMinutes(5);

    public static async IAsyncEnumerable<BackfillPage> Read(ForgeClient client, string host, ForgeList list, BackfillSpan? covered, DateTimeOffset since, [EnumeratorCancellation] CancellationToken cancel)
    {
        // Further back than ever before: from there anew, what is known is known.
        var before = covered is { } last && last.From <= since ? last : new(since, since);
        var to = Later(before.To - Lag, since);
        HashSet<string> seen = new(StringComparer.Ordinal);
        var asked = await client.Get(list.Query(to), cancel);
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

            var began = to;
            var tally = new PageTally();
            foreach (var item in items.Value)
            {
                var time = list.Time(item) ?? to;
                if (!seen.Add(Identity(item, time))) continue;
                var read = await list.Read(item, cancel);
                if (!read.Succeeded)
                {
                    yield return tally.Page(new(before.From, Later(to, before.To)), read.Problem);
                    yield break;
                }

                tally.Add(read.Value);
                if (time > to) to = time;
            }

            yield return tally.Page(new(before.From, Later(to, before.To)));
            if (asked.Value.Next is not { } next) yield break;
            asked = to > began ? await client.Get(list.Query(to), cancel) : await client.Get(next, cancel);
        }
    }

    private static DateTimeOffset Later(DateTimeOffset one, DateTimeOffset other) => one > other ? one : other;

    private static string Identity(JsonElement item, DateTimeOffset time) =>
        string.Create(CultureInfo.InvariantCulture, $"{(item.TryGetProperty("id", out var id) ? id.ToString() : item.ToString())} {time.UtcTicks}");
}
