using System.Globalization;
using System.Text.Encodings.Web;
using System.Text.Json;
using Shiprank.Core.Caps;
using Shiprank.Core.Delivery;
using Shiprank.Core.Usage;
using Shiprank.Sources.Events;
using Shiprank.Sources.Runs;
using Shiprank.Store;

namespace Shiprank.Engine.Demo.Runs;

/// <summary>
/// What the demo's CI jobs did: one that loops on junk without a ticket, one on an owned ticket, one whose work never lands, and one that is near its cap
/// right now. Every call is judged by the rules of the demo's own organisation file, with the tickets as they stood then. Their costs are their own: no
/// usage row of the demo is changed.
/// </summary>
internal static class RunPaper
{
    public const string Folder = "runs";
    private const string Model = "claude-sonnet-4-6";

    private static readonly JsonWriterOptions plain = new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    /// <param name="root">Holds the organisation file and the events already.</param>
    public static void Write(string root, string organisationFile, string eventsFile, DemoOptions options)
    {
        var folder = Path.Combine(root, Folder);
        Directory.CreateDirectory(folder);
        var workspace = Workspace.Load(organisationFile).Value ?? throw new InvalidOperationException("the demo's organisation file does not read");
        var log = EventLog.From(EventReader.Read(eventsFile, workspace.Messages(new InstallationKey(1, 2)), new IngestReport()).Events);
        var stage = new Stage(workspace, log, options);
        foreach (var job in stage.Jobs()) Write(Path.Combine(folder, $"{job.Name}.jsonl"), stage.Play(job).Where(e => e.At <= options.AsOf));
    }

    private static void Write(string file, IEnumerable<CapEvent> entries)
    {
        using var stream = File.Create(file);
        using var json = new Utf8JsonWriter(stream, plain);
        foreach (var entry in entries)
        {
            RunLine.Write(json, entry);
            json.Flush();
            json.Reset();
            stream.WriteByte((byte)'\n');
        }
    }

    /// <param name="Ticket">Empty: the job names none.</param>
    /// <param name="Lands">False: its work comes to nothing, so that it is held to the grace once the days to land are over.</param>
    private sealed record Job(string Name, string Repository, string Ticket, bool Lands, IReadOnlyList<SimulatedRun> Runs);

    private sealed class Stage(Workspace workspace, EventLog log, DemoOptions options)
    {
        private readonly Dictionary<CapCounter, CapAmount> used = [];
        private readonly CapSettings settings = workspace.Organisation.Caps;
        private readonly WorkItemHistory items = log.WorkItemsUntil(options.AsOf);
        private readonly HashSet<string> active = workspace.Organisation.People.Where(p => p.Active).Select(p => p.Id).ToHashSet(StringComparer.Ordinal);

        public IEnumerable<CapEvent> Play(Job job)
        {
            var chance = new Chance($"{options.Seed}:runs:{job.Name}");
            foreach (var run in job.Runs)
            {
                var shrunk = !job.Lands && run.Start > job.Runs[0].Start.AddDays(settings.AttachDays + 1);
                var call = new CapCall { At = run.Start, Run = run.Run, Autonomous = true, Agent = "claude-code", Repository = job.Repository, Job = job.Name, Model = Model, Shrunk = shrunk };
                foreach (var entry in run.Play(settings, workspace.Prices, call, $"ci/{job.Name}", at => Ticket(job, at), used, chance)) yield return entry;
            }
        }

        public IEnumerable<Job> Jobs()
        {
            yield return Of("nightly-cleanup", CiAgent.Repository, "", false, Nights("nightly-cleanup", [20, 17, 9, 5, 3, 1], 1, 400, 90, 52_000, 0));
            if (Landing() is not var (ticket, repository, opened)) yield break;
            yield return Of("flaky-test-hunter", repository, ticket, true,
            [
                .. Nights("flaky-test-hunter", [12, 10, 8, 6, 5, 4, 3, 2, 1], 2, 22, 150, 30_000, 4).Where(r => r.Start > opened),
                new SimulatedRun(Id("flaky-test-hunter", options.AsOf.AddMinutes(-27)), options.AsOf.AddMinutes(-27), 9, TimeSpan.FromMinutes(3), 30_000, 3, false),
            ]);
            yield return Of("docs-sync", "insight", Elsewhere("insight", ticket) ?? "", false, [.. Nights("docs-sync", [26, 23, 19], 4, 14, 200, 24_000, 5), .. Nights("docs-sync", [2], 4, 160, 60, 60_000, 40)]);
            yield return Of("review-bot", repository, ticket, true, [.. Reviews().Where(r => r.Start > opened), Near()]);
        }

        private Job Of(string name, string repository, string ticket, bool lands, IEnumerable<SimulatedRun> runs) => new(name, repository, ticket, lands, [.. runs.Where(r => r.Start >= options.Start.AddHours(12))]);

        private IEnumerable<SimulatedRun> Nights(string job, int[] daysBefore, int hour, int calls, int seconds, int context, int filesEvery)
        {
            var end = new DateTimeOffset(options.End.AddDays(1).ToDateTime(TimeOnly.MinValue), TimeSpan.Zero);
            foreach (var days in daysBefore)
            {
                var start = end.AddDays(-days).AddHours(hour).AddMinutes(7);

                // The last night's run was left waiting: its runner asks for a ticket.
                yield return new(Id(job, start), start, calls, TimeSpan.FromSeconds(seconds), context, filesEvery, days > 1 || calls < 100);
            }
        }

        private IEnumerable<SimulatedRun> Reviews()
        {
            for (var i = 60; i >= 1; i--)
            {
                var start = options.AsOf.AddHours(-7 * i).AddMinutes(-i);
                yield return new(Id("review-bot", start), start, 3 + (i % 5), TimeSpan.FromSeconds(50), 18_000, 0, true);
            }
        }

        /// <summary>Goes on right now, with most of its cap used.</summary>
        private SimulatedRun Near()
        {
            const int calls = 24;
            var start = options.AsOf.AddMinutes(-2 * calls);
            return new(Id("review-bot", start), start, calls, TimeSpan.FromMinutes(2), 110_000, 0, false);
        }

        private TicketStanding Ticket(Job job, DateTimeOffset at) => new TicketBook(items, workspace.People, active, at).Of(job.Ticket, at, settings.TicketAge);

        /// <summary>The open ticket with an owner, among those that a change named lately, that was opened first; null: a small demo has none.</summary>
        private (string Ticket, string Repository, DateTimeOffset Opened)? Landing()
        {
            var told = log.At(options.AsOf);
            var owned = Owned();
            var named = told.Requests.Where(r => r.MergedAt >= options.AsOf.AddDays(-3)).SelectMany(r => r.Tickets.Where(owned.Contains).Select(t => (Ticket: t, r.Repository))).ToList();
            return told.WorkItems.Where(w => named.Exists(n => n.Ticket == w.Id)).OrderBy(w => w.OpenedAt).ThenBy(w => w.Id, StringComparer.Ordinal)
                .Select(w => ((string, string, DateTimeOffset)?)(w.Id, named.Find(n => n.Ticket == w.Id).Repository, w.OpenedAt)).FirstOrDefault();
        }

        /// <summary>Another open ticket with an owner, of work in another repository.</summary>
        private string? Elsewhere(string repository, string not)
        {
            var owned = Owned();
            var there = log.At(options.AsOf).Requests.Where(r => r.Repository == repository).SelectMany(r => r.Tickets).ToHashSet(StringComparer.OrdinalIgnoreCase);
            return owned.Where(t => t != not && !there.Contains(t)).Order(StringComparer.Ordinal).FirstOrDefault();
        }

        private HashSet<string> Owned() =>
            log.At(options.AsOf).WorkItems.Where(w => w.Status is WorkItemStatus.Open or WorkItemStatus.InProgress && w.Owner is { Length: > 0 } owner && active.Contains(workspace.People.Named(owner).Id)).Select(w => w.Id).ToHashSet(StringComparer.OrdinalIgnoreCase);
    }

    private static string Id(string job, DateTimeOffset start) => $"ci/{job}/{start.UtcDateTime.ToString("yyyyMMdd'T'HHmm", CultureInfo.InvariantCulture)}";
}
