using System.Globalization;
using Shiprank.Core;
using Shiprank.Core.Organisation;
using Shiprank.Store;

namespace Shiprank.Engine.Scoring;

/// <summary>Repositories of the organisation that are not in the figures, or not as they are now: a figure that lacks them says so.</summary>
internal static class UnreadRepositories
{
    private const int Runs = 100;
    private const string Remedy = "run `shiprank sync` and do what it says of the repository";

    public static IReadOnlyList<Problem> Of(IStore store, OrganisationFile organisation)
    {
        var runs = store.ReadSyncRuns(Runs);
        return [.. organisation.Repositories.Select(r => Of(store, r.Name, runs)).OfType<Problem>()];
    }

    private static Problem? Of(IStore store, string name, IReadOnlyList<SyncRun> runs)
    {
        if (store.HistorySavedAt(name) is not { } saved) return new(name, 0, "its history was never read whole: nothing of it is in these figures", Remedy);
        return runs.Any(r => r.StartedAt > saved && r.Unread.Contains(name))
            ? new(name, 0, string.Create(CultureInfo.InvariantCulture, $"its history could not be read since {saved.UtcDateTime:yyyy-MM-dd HH:mm} UTC: what came after is not in these figures"), Remedy)
            : null;
    }
}
