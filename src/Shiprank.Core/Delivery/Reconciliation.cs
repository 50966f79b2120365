namespace Shiprank.Core.Delivery;

/// <summary>Compares what forges told of branches and tags with what the clone has: a score of an old clone is not wrong, but late, and says so.</summary>
public static class Reconciliation
{
    private const int Named = 3;

    /// <param name="events">As they stand.</param>
    public static IReadOnlyList<Problem> Of(DeliveryEvents events, RepositoryHistory history)
    {
        List<Problem> problems = [];
        var commits = history.Commits.Select(c => c.Sha).ToHashSet(StringComparer.Ordinal);
        var pushes = events.Pushes.Where(p => p.Repository == history.Repository).ToLookup(p => p.Ref, StringComparer.Ordinal);
        foreach (var branch in pushes.Where(p => p.Any(push => push.DefaultBranch)).OrderBy(p => p.Key, StringComparer.Ordinal))
        {
            if (Behind(branch, commits) is { } push) problems.Add(Fetch(history.Repository, push));
        }

        Tags(events, pushes, history, problems);
        return problems;
    }

    /// <summary>The last push of a branch when the clone has none of what was pushed last; of several at one moment any will do.</summary>
    private static PushEvent? Behind(IEnumerable<PushEvent> pushes, HashSet<string> commits)
    {
        var last = Last(pushes);
        return last.TrueForAll(p => p.After is { } sha && !Has(commits, sha)) ? last[0] : null;
    }

    private static Problem Fetch(string repository, PushEvent push) => new(
        repository,
        0,
        push.Forced ? $"the history of {push.Ref} was rewritten on the forge up to {push.After}, which the clone lacks" : $"the forge told of {push.After} on {push.Ref}, which the clone lacks",
        "run `git fetch` in it, then sync again");

    private static void Tags(DeliveryEvents events, ILookup<string, PushEvent> pushes, RepositoryHistory history, List<Problem> problems)
    {
        const string Prefix = "refs/tags/";
        var told = events.Releases.Where(r => r.Repository == history.Repository && !r.Deleted).Select(r => r.Tag).ToHashSet(StringComparer.Ordinal);
        var moved = new List<string>();
        var tags = history.Tags.ToDictionary(t => t.Name, t => t.Sha, StringComparer.Ordinal);
        foreach (var push in pushes.Where(p => p.Key.StartsWith(Prefix, StringComparison.Ordinal)).Select(p => Last(p)[0]))
        {
            var name = push.Ref[Prefix.Length..];
            if (push.After is null) told.Remove(name);
            else told.Add(name);
            if (tags.TryGetValue(name, out var sha) && (push.After is null || !sha.StartsWith(push.After, StringComparison.Ordinal))) moved.Add(name);
        }

        var missing = told.Where(t => !tags.ContainsKey(t)).ToList();
        if (missing.Count > 0) problems.Add(new(history.Repository, 0, $"the forge told of {Names(missing)}, which the clone lacks", "run `git fetch --tags` in it, then sync again"));
        if (moved.Count > 0) problems.Add(new(history.Repository, 0, $"{Names(moved)} moved or went away on the forge", "run `git fetch --tags --force --prune-tags` in it, then sync again"));
    }

    private static List<PushEvent> Last(IEnumerable<PushEvent> pushes) =>
        [.. pushes.GroupBy(p => p.At).MaxBy(g => g.Key)!.OrderBy(p => p.Id, StringComparer.Ordinal)];

    private static bool Has(HashSet<string> commits, string sha) => commits.Contains(sha) || (sha.Length < 40 && commits.Any(c => c.StartsWith(sha, StringComparison.Ordinal)));

    private static string Names(List<string> tags)
    {
        tags.Sort(StringComparer.Ordinal);
        var shown = string.Join(", ", tags.Take(Named));
        return tags.Count == 1 ? $"the tag {shown}" : $"{tags.Count} tags ({shown}{(tags.Count > Named ? ", …" : "")})";
    }
}
