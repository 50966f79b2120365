using System.Diagnostics;
using System.Globalization;
using Shiprank.Core;
using Shiprank.Engine;
using Shiprank.Engine.Scoring;
using Shiprank.Core.Usage;
using Shiprank.Sources.Events;
using Shiprank.Store;
using Shiprank.Store.DuckDb;
using Shiprank.Store.DuckDb.Interop;
using Shiprank.Store.DuckDb.UsageTables;

namespace Shiprank.Bench.Pages;

/// <summary>A folder with <c>shiprank.yaml</c> and <c>data/shiprank.duckdb</c> as they would be after a year: made once, used again.</summary>
internal static class BigStore
{
    public const int Days = 400;
    public const int RowsOfSession = 40;

    public static readonly DateTimeOffset Start = new(2025, 10, 23, 0, 0, 0, TimeSpan.Zero);

    public static readonly DateTimeOffset End = Start.AddDays(Days).AddSeconds(-1);

    public static string Data(string folder) => Path.Combine(folder, "data");

    public static Workspace Workspace(string folder) => Engine.Workspace.Load(Path.Combine(folder, "shiprank.yaml")).Value!;

    public static void Make(string folder, int rows, int changes)
    {
        Directory.CreateDirectory(Data(folder));
        File.WriteAllText(Path.Combine(folder, "shiprank.yaml"), BigOrganisation.Text(DateOnly.FromDateTime(Start.UtcDateTime).AddDays(Days / 2)));
        var workspace = Workspace(folder);
        var score = new BigScore(workspace.Policy, Start, End, changes);
        var usage = new BigUsage(score, Start, Days, rows / RowsOfSession);
        var links = usage.Plan();
        using (var store = Engine.Workspace.OpenStore(Data(folder), TimeProvider.System).Value)
        {
            for (var r = 0; r < BigOrganisation.Repositories; r++) store.SaveHistory(score.History(r));
            var events = EventReader.Read(new MemoryStream(score.Events()), "events", workspace.Messages(store.Key), new IngestReport()).Events;
            store.AddEvents(events);
            store.SaveTeams(Results.Teams(workspace.Organisation));
            var result = score.Result(links);
            Step("keep the results", () => store.ReplaceResults(result, []));
            store.AddSyncRun(new(End, End, "bench", new Dictionary<string, long>(StringComparer.Ordinal), []));
            Print($"{result.Changes.Count} judgements of {changes} changes, {result.Cells.Count} cells, {result.Deployments.Count} deployments, {result.Links.All.Count} links, {events.Count} events");
        }

        var file = Path.Combine(Data(folder), DuckStore.FileName);
        using var open = StoreFile.Open(file, TimeProvider.System, () => throw new InvalidOperationException("the store is there")).Value;
        using var connection = open.Connect();
        var names = new Names();
        names.Load(connection);
        foreach (var tool in BigOrganisation.Tools) names.Tools.Id(tool);
        foreach (var model in BigOrganisation.Models) names.Models.Id(model);
        var ids = ChangeIds(connection);
        Step("make the rows and their fates", () => usage.Write(connection, names, c => ids[c.Sha]));
        connection.Run("checkpoint");
        Print($"{connection.Scalar("select count(*) from usage_rows")} rows, {connection.Scalar("select count(*) from usage_fates")} parts, {new FileInfo(file).Length / 1e6:0} MB");
        connection.Run("begin transaction");
        Step("sum all days", () => Rollup.Restate(connection));
        connection.Run("commit");
        connection.Run("checkpoint");
        Print($"{connection.Scalar("select count(*) from usage_day")} sums, {new FileInfo(file).Length / 1e6:0} MB");
    }

    private static Dictionary<string, long> ChangeIds(DuckConnection connection)
    {
        using var statement = connection.Prepare("select sha, change_id from change_keys");
        using var result = statement.Run();
        var ids = new Dictionary<string, long>(StringComparer.Ordinal);
        while (result.NextChunk())
        {
            for (var i = 0; i < result.Count; i++) ids[result.Text(0, i)] = result.Span<long>(1)[i];
        }

        return ids;
    }

    private static void Step(string what, Action work)
    {
        var watch = Stopwatch.StartNew();
        work();
        Print($"  {what}: {watch.Elapsed.TotalSeconds:0.0} s");
    }

    private static void Print(FormattableString line) => Console.WriteLine(line.ToString(CultureInfo.InvariantCulture));
}
