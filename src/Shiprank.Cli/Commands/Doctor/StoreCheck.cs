using System.Globalization;
using Shiprank.Cli.Serving;
using Shiprank.Cli.Terminal;
using Shiprank.Engine;
using Shiprank.Store;

namespace Shiprank.Cli.Commands.Doctor;

/// <summary>The store of the data folder: can it be opened, what is in it, when was it synced last. A store that isn't there is not made.</summary>
internal static class StoreCheck
{
    public static Check Run(string folder, TimeProvider clock)
    {
        if (!File.Exists(Path.Combine(folder, DuckStore.FileName))) return Check.Ok("store", "none yet: the first sync makes it");
        using var server = RunningServer.Of(folder);
        if (server?.IsThere() == true) return Check.Ok("store", $"open in the server at {server.File.Address.ToString().TrimEnd('/')} (process {server.File.Process})");
        var opened = Workspace.OpenStore(folder, clock);
        if (!opened.Succeeded) return Check.Fail("store", opened.Problem.Reason, opened.Problem.Remedy.Length > 0 ? opened.Problem.Remedy : "choose another folder with --data");
        using var store = opened.Value;
        var holds = Figures.Many(store.Repositories().Count, "repository", "repositories");
        if (store.ReadSyncRuns(1) is not [var last]) return Check.Warn("store", $"{holds}, never synced whole", "run shiprank sync");
        var when = last.FinishedAt.UtcDateTime.ToString("yyyy-MM-dd HH:mm", CultureInfo.InvariantCulture);
        return last.Problems.Count == 0
            ? Check.Ok("store", $"{holds}, last sync {when} UTC")
            : Check.Warn("store", $"{holds}, last sync {when} UTC with {Figures.Many(last.Problems.Count, "problem")}: {last.Problems[0]}", "mend what it names, then run shiprank sync");
    }
}
