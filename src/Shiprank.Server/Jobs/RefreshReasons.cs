using System.Text.Json;
using Shiprank.Core.Delivery;

namespace Shiprank.Server.Jobs;

/// <summary>Which repositories have something new in git, as far as events tell.</summary>
internal static class RefreshReasons
{
    /// <summary>Names, each once. A request that was merged moved a branch too, and its hook may come before that of the push.</summary>
    public static IReadOnlyList<string> Of(IReadOnlyList<StoredEvent> events) =>
        [.. events.Where(e => e.Type is "push" or "release" or "deployment" or "request").Select(Repository).Where(name => name.Length > 0).Distinct(StringComparer.Ordinal)];

    /// <summary>A deployment's line has its repository in the body only.</summary>
    private static string Repository(StoredEvent stored)
    {
        if (stored.Repository.Length > 0) return stored.Repository;
        using var body = JsonDocument.Parse(stored.Body);
        return body.RootElement.TryGetProperty("repository", out var name) ? name.GetString() ?? "" : "";
    }
}
