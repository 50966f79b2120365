using System.Text.Json;
using Shiprank.Core.Delivery;

namespace Shiprank.Server.Jobs;

/// <summary>Repositories that are to be read again.</summary>
/// <param name="Names">All of them.</param>
/// <param name="Incomplete">Those of which a delivery left something out that the forge's API has.</param>
internal sealed record RefreshWork(IReadOnlyCollection<string> Names, IReadOnlyCollection<string> Incomplete);

/// <summary>Which repositories have something new in git, as far as events tell.</summary>
internal static class RefreshReasons
{
    /// <summary>Each once. A request that was merged moved a branch too, and its hook may come before that of the push.</summary>
    public static RefreshWork Of(IReadOnlyList<StoredEvent> events) => new(
        [.. events.Where(e => e.Type is "push" or "release" or "deployment" or "request").Select(Repository).Where(name => name.Length > 0).Distinct(StringComparer.Ordinal)],
        [.. events.Where(LacksItsCommit).Select(Repository).Distinct(StringComparer.Ordinal)]);

    /// <summary>A deployment's line has its repository in the body only.</summary>
    private static string Repository(StoredEvent stored)
    {
        if (stored.Repository.Length > 0) return stored.Repository;
        using var body = JsonDocument.Parse(stored.Body);
        return body.RootElement.TryGetProperty("repository", out var name) ? name.GetString() ?? "" : "";
    }

    /// <summary>GitLab's hook of a merge does not tell the commit that it made.</summary>
    private static bool LacksItsCommit(StoredEvent stored)
    {
        if (stored.Type != "request") return false;
        using var body = JsonDocument.Parse(stored.Body);
        return body.RootElement.TryGetProperty("merged_at", out _) && !body.RootElement.TryGetProperty("merge_sha", out _);
    }
}
