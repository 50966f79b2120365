using System.Collections.Concurrent;
using System.ComponentModel;
using System.Text;
using Shiprank.Core;
using Shiprank.Core.Usage;
using Shiprank.Engine.Demo.Bills;
using Shiprank.Engine.Demo.History;
using Shiprank.Engine.Demo.Homes;
using Shiprank.Engine.Demo.Paper;
using Shiprank.Engine.Demo.Runs;

namespace Shiprank.Engine.Demo;

/// <summary>
/// Northwind: a made-up organisation with real bare git repositories, agents' logs in their native formats, delivery events and a
/// <c>shiprank.yaml</c>, to be read by the ordinary readers. No clock, no randomness from outside: the same options give the same bytes.
/// </summary>
public static class DemoOrganisation
{
    private static readonly UTF8Encoding Utf8 = new(false);

    /// <summary>Writes <c>shiprank.yaml</c>, <c>events.jsonl</c>, <c>README.md</c>, <c>repos/</c>, <c>homes/</c>, <c>bills/</c> and <c>runs/</c> below <paramref name="folder"/>.</summary>
    /// <param name="folder">Created when missing; must hold none of these yet. An interrupted run leaves nothing in the way of the next.</param>
    /// <param name="progress">One short line per finished part.</param>
    /// <exception cref="OperationCanceledException">Cancelled; nothing is left of it.</exception>
    /// <returns>What was written, or the problem: options outside their ranges, a folder that holds a demo, git missing or refusing, a full disk.</returns>
    public static Result<DemoFacts> Write(string folder, DemoOptions options, IProgress<string>? progress = null, CancellationToken cancel = default)
    {
        if (options.Weeks is < 1 or > 104) return new Problem("weeks", 0, $"{options.Weeks} is not between 1 and 104");
        if (options.People is < 16 or > 60) return new Problem("people", 0, $"{options.People} is not between 16 and 60");
        var root = Path.GetFullPath(folder);
        try
        {
            var opened = UnfinishedFolder.Open(root);
            if (!opened.Succeeded) return opened.Problem;
            using var unfinished = opened.Value;
            var facts = Fill(unfinished.Path, options, progress, cancel);
            unfinished.Finish();
            return facts with { OrganisationFile = Path.Combine(root, "shiprank.yaml"), EventsFile = Path.Combine(root, "events.jsonl") };
        }
        catch (Win32Exception e)
        {
            return new Problem("git", 0, $"can't be started: {e.Message}", "install git 2.30 or newer");
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            if (Interrupted(cancel)) throw new OperationCanceledException(e.Message, e, cancel);
            return new Problem(root, 0, e.Message);
        }
    }

    /// <summary>The parts that people play in the demo of these options, written or not.</summary>
    public static IReadOnlyList<CastMember> Cast(DemoOptions options) => Roster.Of(options).Cast();

    /// <summary>An interrupt from the keyboard reaches git too, and git may be gone before the token knows.</summary>
    private static bool Interrupted(CancellationToken cancel) => cancel.CanBeCanceled && cancel.WaitHandle.WaitOne(TimeSpan.FromMilliseconds(200));

    private static DemoFacts Fill(string root, DemoOptions options, IProgress<string>? progress, CancellationToken cancel)
    {
        var roster = Roster.Of(options);
        var told = Repositories(root, roster, options, progress, cancel);
        var events = new EventPaper();
        foreach (var story in told) events.Add(story.Events);
        Heard(events, options);
        var sessions = told.SelectMany(t => t.Sessions).Concat(roster.People.SelectMany(p => Asides.Of(p, options))).Concat(NightlyReport.Sessions(options))
            .Where(s => s.End <= options.AsOf).OrderBy(s => s.Start).ThenBy(s => s.Id, StringComparer.Ordinal).ToList();
        var reported = new Dictionary<string, UsageFacts>(StringComparer.Ordinal);
        List<(string Who, UsageRow Row)> stated = [];
        foreach (var session in sessions.Where(s => s.Tool == AgentTool.Copilot))
        {
            var tool = Agents.Id(session.Tool);
            reported[tool] = reported.GetValueOrDefault(tool) + UsageEvents.Write(events, session, new Chance($"{options.Seed}:{session.Id}"), row => stated.Add((session.Home, row)));
        }

        var homes = Homes(root, roster, options, sessions, cancel);
        progress?.Report($"homes: {homes.Count}");
        var planted = BillPaper.Write(root, BilledUsage.Read(root, homes.Keys, stated, options, cancel), roster, options);
        var facts = new DemoFacts
        {
            Options = options,
            OrganisationFile = Path.Combine(root, "shiprank.yaml"),
            EventsFile = Path.Combine(root, "events.jsonl"),
            Cast = roster.Cast(),
            Homes = homes,
            UsageEvents = reported,
            Repositories = [.. told.Select(t => t.Facts)],
            Events = events.Counts,
            People = roster.People.Count,
            Planted = planted,
            LongStory = told.Select(t => t.LongStory).FirstOrDefault(s => s is not null),
        };
        File.WriteAllText(facts.EventsFile, events.Text(), Utf8);
        File.WriteAllText(Path.Combine(root, "README.md"), Guide.Text(facts), Utf8);
        File.WriteAllText(facts.OrganisationFile, OrganisationPaper.Text(roster, options), Utf8);
        RunPaper.Write(root, facts.OrganisationFile, facts.EventsFile, options);
        return facts;
    }

    /// <summary>An epic as the ticket system said it an hour before the end: what is known of tickets is young.</summary>
    private static void Heard(EventPaper events, DemoOptions options)
    {
        var team = Teams.All.First(t => t.Repository == CiAgent.Repository);
        events.Add(options.AsOf.AddHours(-1), "work_item", $"{team.Ticket}-100", json =>
        {
            json.WriteString("status", "in_progress");
            json.WriteString("opened_at", EventPaper.Time(options.Start.AddDays(-30)));
            json.WriteString("updated_at", EventPaper.Time(options.AsOf.AddHours(-1)));
            json.WriteString("cost_centre", team.CostCentre);
        }, again: true);
    }

    private static Told[] Repositories(string root, Roster roster, DemoOptions options, IProgress<string>? progress, CancellationToken cancel)
    {
        var told = new Told[Catalogue.Repositories.Count];
        Run(told.Length, i =>
        {
            var repository = Catalogue.Repositories[i];
            told[i] = Story.Write(Path.Combine(root, "repos", repository.Name), repository, roster, options, cancel);
            progress?.Report($"repository {repository.Name}: {told[i].Facts.Changes} changes");
        }, cancel);
        return told;
    }

    private static Dictionary<string, IReadOnlyDictionary<string, UsageFacts>> Homes(string root, Roster roster, DemoOptions options, List<Session> sessions, CancellationToken cancel)
    {
        var own = sessions.Where(s => s.Tool != AgentTool.Copilot).ToLookup(s => s.Home, StringComparer.Ordinal);
        var names = roster.People.Select(p => p.Id).Append(CiAgent.Home).Append(NightlyReport.Home).ToList();
        var written = new ConcurrentDictionary<string, IReadOnlyDictionary<string, UsageFacts>>(StringComparer.Ordinal);
        Run(names.Count, i => written[names[i]] = HomeWriter.Write(Path.Combine(root, "homes", names[i]), [.. own[names[i]]], options), cancel);
        return names.ToDictionary(n => n, n => written[n], StringComparer.Ordinal);
    }

    /// <summary>Runs the parts side by side; the first failure comes out as itself.</summary>
    private static void Run(int count, Action<int> part, CancellationToken cancel)
    {
        try
        {
            Parallel.For(0, count, new ParallelOptions { CancellationToken = cancel, MaxDegreeOfParallelism = Environment.ProcessorCount }, part);
        }
        catch (AggregateException e)
        {
            System.Runtime.ExceptionServices.ExceptionDispatchInfo.Throw(e.InnerExceptions[0]);
        }
    }
}
