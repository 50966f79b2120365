using System.Text.Json;
using Shiprank.Core.Delivery;

namespace Shiprank.Server.Jobs;

/// <summary>What is to be looked at again.</summary>
/// <param name="Names">Repositories.</param>
/// <param name="Incomplete">Those of which a delivery left something out that the forge's API has.</param>
internal sealed record SyncWork(IReadOnlyCollection<string> Names, IReadOnlyCollection<string> Incomplete)
{
    /// <summary>Nothing to read: what came is scored, if anything did.</summary>
    public static readonly SyncWork None = new([], []);

    public bool Homes { get; init; }

    /// <summary>Every repository of the organisation file as it is when the work begins.</summary>
    public bool Everywhere { get; init; }

    /// <summary>Scores even if the store looks as before.</summary>
    public bool Rescore { get; init; }

    /// <summary>Of the run that somebody asked for; null when nobody waits for it.</summary>
    public long? Ticket { get; init; }
}

/// <summary>Which repositories have something new in git, as far as events tell.</summary>
internal static class SyncReasons
{
    /// <summary>Each once. Whatever else was told needs no reading, only scoring.</summary>
    public static SyncWork Of(IReadOnlyList<StoredEvent> events)
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
