using Shiprank.Core.Usage;
using Shiprank.Engine;
using Shiprank.Store;

namespace Shiprank.Tests.EndToEnd;

/// <summary>
/// The facts that a data folder holds, as lines to compare: usage, sessions, edits (each folder hashes lines with its own key), events as they
/// stand, histories.
/// </summary>
internal static class StoreFacts
{
    public static IReadOnlyList<string> Of(string dataFolder)
    {
        using var store = Workspace.OpenStore(dataFolder, TimeProvider.System).Value;
        return
        [
            .. store.ReadUsage(UsageFilter.All).Select(Line).Order(StringComparer.Ordinal),
            .. store.ReadTraces().Select(t => $"trace {t.Tool} {t.Session} {t.Project} {t.Branch} {t.StartedAt:O} {t.EndedAt:O} {t.Edits} {string.Join(',', t.EditedFiles)}"),
            .. store.ReadEdits().Select(e => $"edit {e.Tool} {e.Session} {e.Path} {e.At:O} {string.Join(' ', e.Lines.Select(l => l.Alnum))}"),
            .. store.ReadEvents().Select(e => $"event {e.Type} {e.Source} {e.Id} {e.Repository} {e.UpdatedAt:O}").Order(StringComparer.Ordinal),
            .. store.Repositories().SelectMany(name => History(store, name)),
        ];
    }

    /// <summary>Tokens and nano-USD of all stored usage.</summary>
    public static (long Tokens, long Nano, int Rows) Usage(string dataFolder)
    {
        using var store = Workspace.OpenStore(dataFolder, TimeProvider.System).Value;
        var rows = store.ReadUsage(UsageFilter.All).ToList();
        return (rows.Sum(r => r.Row.Tokens.Total), rows.Sum(r => r.CostNano ?? 0), rows.Count);
    }

    private static string Line(StoredUsage u) =>
        $"usage {u.Row.Tool} {u.Row.Key} {u.Row.OccurredAt:O} {u.Row.Session} {u.Row.Model} {u.Row.Tokens} {u.Row.Credits} {u.Row.Person} {u.Row.Repository} {u.Row.Project} {u.Row.Branch} {u.CostNano}";

    private static IEnumerable<string> History(DuckStore store, string name)
    {
        var history = store.ReadHistory(name)!;
        var patches = store.PatchedCommits(name);
        return history.Commits.Select(c => $"commit {name} {c.Sha} patched {patches.Contains(c.Sha)}")
            .Concat(history.Tags.Select(t => $"tag {name} {t}"))
            .Concat([$"{name}: {patches.Count} patches, first parents {string.Join(' ', history.FirstParents)}"]);
    }
}
