using System.Text.Json;
using Shiprank.Core;
using Shiprank.Core.Delivery;

namespace Shiprank.Sources.ForgeApi;

/// <summary>What one object of an API came to. <paramref name="Problem"/>: it could not be read; the next ones may be.</summary>
internal sealed record ForgeItem(IReadOnlyList<StoredEvent> Events, Problem? Problem = null);

/// <summary>A kind of thing that a forge lists, and how one of its list becomes events.</summary>
/// <param name="Query">Path and query of its first page; of a list by change: from a moment on, oldest first.</param>
/// <param name="Time">The time that the list is ordered by; null for an object that has none.</param>
/// <param name="Read">A problem ends the kind: what is missing would stay missing.</param>
internal sealed record ForgeList(Func<DateTimeOffset, string> Query, Func<JsonElement, DateTimeOffset?> Time, Func<JsonElement, CancellationToken, Task<Result<ForgeItem>>> Read)
{
    public static DateTimeOffset? TimeOf(JsonElement item, string name) =>
        item.TryGetProperty(name, out var time) && time.ValueKind == JsonValueKind.String && time.TryGetDateTimeOffset(out var value) ? value.ToUniversalTime() : null;

    /// <summary>The objects of a page; a page that is no list is a problem.</summary>
    public static Result<IReadOnlyList<JsonElement>> Items(ApiPage page, string host) =>
        page.Root.ValueKind == JsonValueKind.Array && page.Root.EnumerateArray().All(i => i.ValueKind == JsonValueKind.Object)
            ? page.Root.EnumerateArray().ToList()
            : new Problem(host, 0, "answers with something else than a list of objects", "check `api` under `forges`, and whether a proxy stands between");
}

/// <summary>What a page gave so far.</summary>
internal sealed class PageTally
{
    private readonly List<StoredEvent> events = [];
    private readonly List<Problem> problems = [];
    private int things;

    public void Add(ForgeItem item)
    {
        things++;
        events.AddRange(item.Events);
        if (item.Problem is { } problem) problems.Add(problem);
    }

    public BackfillPage Page(BackfillSpan? covered, Problem? end = null) => new([.. events], covered, things, [.. problems], end);
}
