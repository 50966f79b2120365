using System.Globalization;
using Shiprank.Core.Attribution.Spend.Flow;
using Shiprank.Core.Delivery;
using Shiprank.Core.Organisation;
using Shiprank.Core.Usage.Telemetry;
using Shiprank.Engine.Import;
using Shiprank.Engine.Scoring;
using Shiprank.Engine.Spend;
using Shiprank.Store;

namespace Shiprank.Engine.Health;

/// <summary>Looks at each source of the organisation file, at what else delivered, and at the price list.</summary>
internal sealed class SourceFinder(Standing standing, IStore store, IReadOnlyList<SyncRun> runs, IReadOnlyList<RepositoryHistory> histories, IReadOnlyList<PersonSpend> spend, FlowAmount nobody, DateTimeOffset? lookedAt)
{
    /// <summary>After it something that is looked at by itself is late.</summary>
    private static readonly TimeSpan AtMost = TimeSpan.FromDays(1);

    /// <summary>A hook that is silent for so long while git moves on has been lost.</summary>
    private static readonly TimeSpan Silent = TimeSpan.FromDays(7);

    /// <summary>After it prices of new models are likely to be missing.</summary>
    private static readonly TimeSpan OldPrices = TimeSpan.FromDays(90);

    private const int Deliveries = 2000;

    private readonly Lazy<IReadOnlyList<TelemetryTotal>> telemetry = new(store.ReadTelemetry);

    private OrganisationFile Organisation => standing.Workspace.Organisation;

    private DateTimeOffset Now => standing.AsOf;

    public IEnumerable<SourceRow> All() => Organisation.Usage.Select(Usage).Concat(Organisation.Repositories.Select(Repository)).Concat(Sent()).Concat(Events()).Concat(Hooks()).Append(Prices()).Concat(new BillSources(store, Organisation, Now).All());

    private SourceRow Usage(UsageSourceEntry source)
    {
        var person = source.Person is { } id ? Organisation.People.FirstOrDefault(p => p.Id == id) : null;
        if (source.Kind == RunImport.Kind) return Runs(source);
        if (source.Kind != "home")
        {
            var newest = telemetry.Value.Select(t => (DateTimeOffset?)t.Last).Max();
            return new(
                SourceKind.Telemetry, source.Person ?? "all agents", "sent by agents (OTLP)", newest is null ? SourceState.NeverSeen : SourceState.Ok, newest, newest,
                telemetry.Value.Where(t => t.Kind.Outcome == TelemetryOutcome.Accepted).Sum(t => t.Items), person?.Name ?? "", [],
                newest is null ? "nothing ever came" : "", newest is null ? "`shiprank connect CLIENT` says how a client is told to send" : "");
        }

        var rows = spend.Where(s => s.Person == source.Person).ToList();
        var last = runs.FirstOrDefault(r => r.Sources.Contains(source.Path!));
        var problem = (last ?? (runs.Count > 0 ? runs[0] : null))?.Problems.FirstOrDefault(p => p.Where == source.Path);
        // Of homes without a person nothing tells whose rows are whose, unless there is one alone.
        var alone = source.Person is null && Organisation.Usage.Count(u => u is { Kind: "home", Person: null }) == 1;
        var count = alone ? nobody.Responses : rows.Sum(r => r.Amount.Responses);
        var read = Later(last?.FinishedAt, last is null ? null : lookedAt);
        var (state, wrong, next) = problem is not null ? (SourceState.Failing, problem.Reason, problem.Remedy)
            : last is null ? (SourceState.NeverSeen, "it was never read", "run a sync")
            : count == 0 && source.Person is not null ? (SourceState.NeverSeen, "no response was found in it", "see that an agent keeps its logs there, and whose home it is")
            : Now - read > AtMost ? (SourceState.Late, "it was not looked at for more than a day", "run a sync, or keep the server running")
            : (SourceState.Ok, "", "");
        return new(
            SourceKind.Home, source.Path ?? "", "agents' own logs", state, rows.Count > 0 ? At(rows.Max(r => r.Day)) : null, read, count,
            person?.Name ?? "nobody named: what is in it belongs to nobody", last?.SkippedOf(source.Path!) ?? [], wrong, next);
    }

    private SourceRow Runs(UsageSourceEntry source)
    {
        var day = DateOnly.FromDateTime(Now.UtcDateTime);
        var parts = store.ReadCapRuns(day.AddDays(-90), day.AddDays(1));
        var last = runs.FirstOrDefault(r => r.Sources.Contains(source.Path!));
        return new(
            SourceKind.Runs, source.Path ?? "", "traces of agents' runs", last is null ? SourceState.NeverSeen : SourceState.Ok, parts.Count > 0 ? parts.Max(p => p.Last) : null, Later(last?.FinishedAt, last is null ? null : lookedAt),
            parts.Sum(p => p.Entries), string.Create(CultureInfo.InvariantCulture, $"{parts.Select(p => p.Run).Distinct(StringComparer.Ordinal).Count():N0} runs of 90 days"), last?.SkippedOf(source.Path!) ?? [], last is null ? "it was never read" : "", last is null ? "run a sync" : "");
    }

    /// <summary>Each client that ever sent something, with what of it counts and what does not, by name.</summary>
    private IEnumerable<SourceRow> Sent()
    {
        foreach (var client in telemetry.Value.GroupBy(t => t.Kind.Client, StringComparer.Ordinal))
        {
            var accepted = client.Where(t => t.Kind.Outcome == TelemetryOutcome.Accepted).Sum(t => t.Items);
            var refused = client.Where(t => t.Kind.Outcome == TelemetryOutcome.Refused).Sum(t => t.Items);
            yield return new(
                SourceKind.Telemetry, client.Key, "sent by the agent (OTLP)", refused > 0 ? SourceState.Failing : SourceState.Ok, client.Max(t => t.Last), client.Max(t => t.Last), accepted,
                accepted > 0 ? "its responses, each counted from one signal" : "nothing of it counts",
                [.. client.Where(t => t.Kind.Outcome != TelemetryOutcome.Accepted).Select(t => (t.Kind.Outcome == TelemetryOutcome.Duplicate ? "known already" : t.Kind.Reason, t.Items))],
                refused > 0 ? $"{refused} items could not be read" : "", refused > 0 ? "a version of the client that this one does not know: docs/reference/otlp.md says what is read" : "");
        }
    }

    private SourceRow Repository(RepositoryEntry repository)
    {
        var history = histories.FirstOrDefault(h => h.Repository == repository.Name);
        var saved = store.HistorySavedAt(repository.Name);
        var read = Later(saved, saved is null ? null : lookedAt);
        var unread = standing.Unread.FirstOrDefault(p => p.Where == repository.Name);
        var told = runs.FirstOrDefault(r => r.Problems.Any(p => p.Where == repository.Name || p.Where == repository.Path))?.Problems.First(p => p.Where == repository.Name || p.Where == repository.Path);
        var (state, wrong, next) = saved is null ? (SourceState.NeverSeen, told?.Reason ?? "its history was never read", told?.Remedy ?? "run a sync")
            : unread is not null ? (SourceState.Failing, told?.Reason ?? unread.Reason, told?.Remedy is { Length: > 0 } remedy ? remedy : unread.Remedy)
            : Now - read > AtMost ? (SourceState.Late, "it was not looked at for more than a day", "run a sync, or keep the server running")
            : (SourceState.Ok, "", "");
        var authors = history?.Commits.Select(c => standing.Workspace.People.Of(c.Author)).Where(p => p.IsPerson).Distinct().Count() ?? 0;
        return new(
            SourceKind.Repository, repository.Name, repository.Url is null || repository.Path is not null && !repository.Mirrored ? "local clone" : "mirror, fetched",
            state, history?.Commits.Count > 0 ? history.Commits.Max(c => c.CommittedAt) : null, read, history?.Commits.Count ?? 0,
            string.Create(CultureInfo.InvariantCulture, $"{authors} {(authors == 1 ? "author" : "authors")}, {repository.Services.Count} {(repository.Services.Count == 1 ? "service" : "services")}"), [], wrong, next);
    }

    private IEnumerable<SourceRow> Events()
    {
        var events = standing.Events;
        var all = events.Deployments.Select(d => (d.Source, What: "deployments", At: d.FinishedAt))
            .Concat(events.Requests.Select(r => (r.Source, What: "requests", At: r.MergedAt ?? r.ClosedAt ?? r.OpenedAt)))
            .Concat(events.Incidents.Select(i => (i.Source, What: "incidents", At: i.ClosedAt ?? i.OpenedAt)))
            .Concat(events.WorkItems.Select(w => (w.Source, What: "tickets", At: w.ClosedAt ?? w.OpenedAt)))
            .ToLookup(e => e.Source, StringComparer.Ordinal);
        foreach (var source in all)
        {
            var covers = string.Join(", ", source.GroupBy(e => e.What).OrderBy(g => g.Key, StringComparer.Ordinal).Select(g => string.Create(CultureInfo.InvariantCulture, $"{g.Count():N0} {g.Key}")));
            yield return new(SourceKind.Events, source.Key, "event lines, hooks or a forge's API", SourceState.Ok, source.Max(e => e.At), null, source.LongCount(), covers, Skipped());
        }

        var services = standing.Score.Services;
        if (standing.Score.Deployments.Any(d => !d.OnMerge)) yield break;
        yield return new(
            SourceKind.Events, "deployments", "event lines, hooks, or tags", SourceState.NeverSeen, null, null, 0,
            string.Create(CultureInfo.InvariantCulture, $"0 of {services.Count} services"), [], "no deployment was ever seen: each merge counts as its own",
            "let CI tell of each deployment with `shiprank event deployment`, or connect the forge");
    }

    /// <summary>Of event files; what a hook sends is refused to its sender.</summary>
    private List<(string Reason, long Count)> Skipped()
    {
        var homes = Organisation.Usage.Select(u => u.Path).ToHashSet(StringComparer.Ordinal);
        return runs.Select(r => r.Sources.Where(s => !homes.Contains(s)).SelectMany(s => r.SkippedOf(s)).ToList()).FirstOrDefault(s => s.Count > 0) ?? [];
    }

    private IEnumerable<SourceRow> Hooks()
    {
        var hooks = Organisation.Webhooks;
        List<string> configured = [];
        if (!hooks.GitHub.IsEmpty) configured.Add("github");
        if (!hooks.GitLab.IsEmpty) configured.Add("gitlab");
        if (!hooks.Events.IsEmpty) configured.Add("events");
        configured.AddRange(hooks.Incidents.Select(i => $"incidents/{i.Name}"));
        var taken = store.ReadDeliveries(Deliveries).ToLookup(d => d.Delivery.Source, StringComparer.Ordinal);
        var moved = histories.Where(h => h.Commits.Count > 0).Select(h => (DateTimeOffset?)h.Commits.Max(c => c.CommittedAt)).Max();
        foreach (var name in configured.Union(taken.Select(t => t.Key), StringComparer.Ordinal))
        {
            var newest = taken[name].Select(d => (DateTimeOffset?)d.Delivery.ReceivedAt).Max();
            var ignored = taken[name].LongCount(d => d.Delivery.Outcome == DeliveryOutcome.Ignored);
            var (state, wrong, next) = newest is null ? (SourceState.NeverSeen, "nothing was ever delivered", $"let it deliver to /hooks/{name} (docs/guides/webhooks.md)")
                : name is "github" or "gitlab" && moved - newest > Silent ? (SourceState.Late, "git moved on for a week and it told nothing", "look at the deliveries in the forge's settings, or backfill")
                : (SourceState.Ok, "", "");
            yield return new(
                SourceKind.Hook, name, $"delivered to /hooks/{name}", state, newest, null, taken[name].LongCount(),
                string.Create(CultureInfo.InvariantCulture, $"{taken[name].Sum(d => d.Events):N0} events"), ignored > 0 ? [("nothing for Shiprank in it", ignored)] : [], wrong, next);
        }
    }

    private SourceRow Prices()
    {
        var total = FlowAmount.Sum(standing.Spend.ByDay(new(new(1990, 1, 1), new(9999, 1, 1)), SpendFilter.None).Select(d => d.Amount));
        var date = At(standing.Workspace.Prices.Date);
        var old = Now - date > OldPrices;
        var next = total.UnpricedResponses > 0 ? "`shiprank prices MODEL` says what is known of a model; a newer version has newer prices" : old ? "a newer version has newer prices" : "";
        return new(
            SourceKind.Prices, "price list", "part of this version", old ? SourceState.Late : SourceState.Ok, date, null, total.Responses - total.UnpricedResponses,
            "responses with a price", total.UnpricedResponses > 0 ? [("no price is known for the model", total.UnpricedResponses)] : [], old ? "it is older than three months" : "", next);
    }

    private static DateTimeOffset At(DateOnly day) => new(day.ToDateTime(TimeOnly.MinValue), TimeSpan.Zero);

    private static DateTimeOffset? Later(DateTimeOffset? a, DateTimeOffset? b) => a is null || b > a ? b ?? a : a;
}
