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
    /// <summary>Each once. Whatever else was told waits for the reading of all repositories.</summary>
    public static RefreshWork Of(IReadOnlyList<StoredEvent> events)
    {
        HashSet<string> names = new(StringComparer.Ordinal), incomplete = new(StringComparer.Ordinal);
        foreach (var e in events.Where(e => e.Type is "push" or "release" or "deployment" or "request"))
        {
            using var body = JsonDocument.Parse(e.Body);
            var merged = body.RootElement.TryGetProperty("merged_at", out _);

            // A merge moved a branch, and its hook may come before that of the push.
            if (e.Type == "request" && !merged) continue;

            // A deployment's line has its repository in the body only.
            var name = e.Repository.Length > 0 ? e.Repository : body.RootElement.TryGetProperty("repository", out var inBody) ? inBody.GetString() ?? "" : "";
            if (name.Length == 0) continue;
            names.Add(name);

            // GitLab's hook of a merge does not tell the commit that it made.
            if (merged && !body.RootElement.TryGetProperty("merge_sha", out _)) incomplete.Add(name);
        }

        return new(names, incomplete);
    }
}
