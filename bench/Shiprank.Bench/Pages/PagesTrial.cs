using System.Diagnostics;
using System.Globalization;
using Shiprank.Core.Score;
using Shiprank.Core.Score.Board;
using Shiprank.Engine.Boards;
using Shiprank.Engine.Changes;
using Shiprank.Engine.Scoring;
using Shiprank.Engine.Spend;
using Shiprank.Store;
using Shiprank.Store.DuckDb;

namespace Shiprank.Bench.Pages;

/// <summary>
/// <c>bench pages FOLDER [ROWS [CHANGES]]</c>: makes a store of 10 million rows and 60,000 changes in the folder unless one is there, then
/// asks what pages ask, over random windows and filters, beside the plainest scan of the sums.
/// </summary>
internal static class PagesTrial
{
    private const int Times = 60;
    private static readonly Random Chance = new(11);

    public static int Run(string[] arguments)
    {
        if (arguments.Length == 0)
        {
            Console.Error.WriteLine("usage: bench pages FOLDER [ROWS [CHANGES]]");
            return 2;
        }

        var folder = Path.GetFullPath(arguments[0]);
        var file = Path.Combine(BigStore.Data(folder), DuckStore.FileName);
        if (!File.Exists(file)) BigStore.Make(folder, Number(arguments, 1, 10_000_000), Number(arguments, 2, 60_000));
        Floor(file);
        using var store = Engine.Workspace.OpenStore(BigStore.Data(folder), TimeProvider.System).Value;
        var workspace = BigStore.Workspace(folder);
        Standing standing = null!;
        Once("Standing.Read", () => standing = Standing.Read(store, workspace).Value!);
        if (Environment.GetEnvironmentVariable("PAGES_ONLY") is null) Questions(standing);
        Once("Standing.Prepare", () => standing.Prepare());
        Pages(store, standing);
        Memory("at the end");
        return 0;
    }

    private static void Floor(string file)
    {
        using var open = StoreFile.Open(file, TimeProvider.System, () => throw new InvalidOperationException("the store is there")).Value;
        using var connection = open.Connect();
        Print($"{connection.Scalar("select count(*) from usage_rows")} rows, {connection.Scalar("select count(*) from usage_fates")} parts, {connection.Scalar("select count(*) from usage_day")} sums, {new FileInfo(file).Length / 1e6:0} MB");
        Measure("floor: sum of cost, all days", () => connection.Scalar("select sum(cost_nano) from usage_day"));
        Measure("floor: sum of cost, 12 weeks", () =>
        {
            var window = Weeks(12);
            return connection.Scalar("select sum(cost_nano) from usage_day where day >= $1 and day <= $2", window.Since, window.Until);
        });
    }

    private static void Questions(Standing standing)
    {
        var spend = standing.Spend;
        Measure("ByDay, company, 12 weeks", () => spend.ByDay(Weeks(12), SpendFilter.None));
        Measure("Flow, company, 12 weeks", () => spend.Flow(Weeks(12), SpendFilter.None));
        Measure("ByModel, company, 12 weeks", () => spend.ByModel(Weeks(12), SpendFilter.None));
        Measure("ByDay, company, 400 days", () => spend.ByDay(All(), SpendFilter.None));
        Measure("Flow, company, 400 days", () => spend.Flow(All(), SpendFilter.None));
        Measure("ByDay, random filters and window", () => spend.ByDay(Any(), Filter()));
        Measure("Flow, random filters and window", () => spend.Flow(Any(), Filter()));
        Measure("ByModel, random filters and window", () => spend.ByModel(Any(), Filter()));
        Measure("ByPerson, 12 weeks", () => spend.ByPerson(Weeks(12)), 15);
        Measure("ByChange", spend.ByChange, 7);
        Measure("OfChange", () => With(Change(standing), c => spend.OfChange(c.Repository, c.Sha)));
        Measure("OfPerson, 12 weeks", () => spend.OfPerson(BigOrganisation.Person(Chance.Next(BigOrganisation.People)), Weeks(12)));
        Measure("ActiveWeeks", spend.ActiveWeeks, 15);
        Measure("Newest", spend.Newest, 15);
    }

    private static void Pages(DuckStore store, Standing standing)
    {
        var newest = ScoreWindow.Weeks(12, standing.AsOf);
        Measure("board of teams, window not asked before", () => Board.Of(standing, Weeks(12), GroupKind.Team, RankBy.Nd), 15);
        Measure("board of teams, 12 weeks to as-of", () => Board.Of(standing, newest, GroupKind.Team, RankBy.Nd));
        Measure("board of people, 12 weeks to as-of", () => Board.Of(standing, newest, GroupKind.Person, RankBy.Nd));
        Measure("five of services, 12 weeks", () => standing.Dora.Services(Weeks(12)), 15);
        Measure("five of teams, 12 weeks", () => standing.Dora.Teams(Weeks(12)), 15);
        Measure("changes, the latest 50", () => ChangeListing.Of(standing, new(), ChangeSort.Date, 50));
        Measure("changes, the dearest 50", () => ChangeListing.Of(standing, new(), ChangeSort.Cost, 50));
        Measure("changes of a team, 12 weeks", () => ChangeListing.Of(standing, new() { Teams = Set(BigOrganisation.Team(Chance.Next(BigOrganisation.Teams))), Since = Weeks(12).Since }, ChangeSort.Date, 50));
        Measure("change by sha", () => ChangeStory.Find(standing, Change(standing).Sha[..10]));
        Measure("  their traces", () => With(Change(standing), c => store.ReadTraces(standing.Index.Links[(c.Repository, c.Sha)].Select(l => l.Session).ToHashSet())));
        Measure("  their rows", () => With(Change(standing), c => store.ReadUsage(new(Sessions: standing.Index.Links[(c.Repository, c.Sha)].Select(l => l.Session).ToHashSet())).Count()));
        Measure("tickets of a change's sessions", () => With(Change(standing), c => standing.TicketsOf(standing.Index.Links[(c.Repository, c.Sha)].Select(l => l.Session).ToHashSet())));
        Measure("graph of a repository", () => With(Change(standing), c => standing.Index.Repository(c.Repository)), 15);
        Measure("story of a change", () => With(Change(standing), c => ChangeStory.Of(standing, c.Repository, c.Sha, (_, _) => null)));
        Measure("story of a change of a few repositories", () => With(standing.Score.Changes[Chance.Next(standing.Score.Changes.Count / 3)], c => ChangeStory.Of(standing, c.Repository, c.Sha, (_, _) => null)));
    }

    private static T With<T>(ScoredChange change, Func<ScoredChange, T> ask) => ask(change);

    private static ScoredChange Change(Standing standing) => standing.Score.Changes[Chance.Next(standing.Score.Changes.Count)];

    private static HashSet<string> Set(string only) => new(StringComparer.Ordinal) { only };

    private static ScoreWindow All() => new(DateOnly.FromDateTime(BigStore.Start.UtcDateTime), DateOnly.FromDateTime(BigStore.End.UtcDateTime));

    private static ScoreWindow Weeks(int weeks)
    {
        var end = DateOnly.FromDateTime(BigStore.End.UtcDateTime).AddDays(-Chance.Next(200));
        return new(end.AddDays(1 - (7 * weeks)), end);
    }

    private static ScoreWindow Any() => Weeks(1 + Chance.Next(26));

    private static SpendFilter Filter() => new(
        Chance.Next(2) == 0 ? BigOrganisation.Team(Chance.Next(BigOrganisation.Teams)) : null,
        Chance.Next(4) == 0 ? BigOrganisation.Person(Chance.Next(BigOrganisation.People)) : null,
        Chance.Next(3) == 0 ? BigOrganisation.Tools[Chance.Next(BigOrganisation.Tools.Length)] : null,
        Chance.Next(3) == 0 ? BigOrganisation.Models[Chance.Next(BigOrganisation.Models.Length)] : null,
        Chance.Next(3) == 0 ? BigOrganisation.Repository(Chance.Next(BigOrganisation.Repositories)) : null);

    private static void Once(string what, Action work)
    {
        var watch = Stopwatch.StartNew();
        work();
        Print($"{what,-44} {watch.Elapsed.TotalMilliseconds,8:0} ms");
        Memory("after it");
    }

    private static void Memory(string when)
    {
        var managed = GC.GetTotalMemory(forceFullCollection: true);
        using var self = Process.GetCurrentProcess();
        Print($"{"  memory " + when,-44} {managed / 1e6,8:0} MB managed, {self.WorkingSet64 / 1e6:0} MB resident");
    }

    private static void Measure<T>(string what, Func<T> ask, int times = Times)
    {
        var watch = Stopwatch.StartNew();
        ask();
        var first = watch.Elapsed.TotalMilliseconds;
        var (took, cpu) = (new double[times], Environment.CpuUsage.TotalTime);
        for (var i = 0; i < times; i++)
        {
            watch.Restart();
            ask();
            took[i] = watch.Elapsed.TotalMilliseconds;
        }

        cpu = Environment.CpuUsage.TotalTime - cpu;
        Array.Sort(took);
        Print($"{what,-44} {took[times / 2],8:0.0} ms p50 {took[times * 95 / 100],8:0.0} ms p95 {first,8:0.0} ms first {cpu.TotalMilliseconds / times,8:0.0} ms CPU");
    }

    private static int Number(string[] arguments, int at, int otherwise) => arguments.Length > at ? int.Parse(arguments[at], CultureInfo.InvariantCulture) : otherwise;

    private static void Print(FormattableString line) => Console.WriteLine(line.ToString(CultureInfo.InvariantCulture));
}
