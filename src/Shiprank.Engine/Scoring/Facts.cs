using Shiprank.Core;
using Shiprank.Core.Attribution;
using Shiprank.Core.Attribution.Spend;
using Shiprank.Core.Attribution.Tickets;
using Shiprank.Core.Delivery;
using Shiprank.Core.Money;
using Shiprank.Core.Score;
using Shiprank.Core.Usage;
using Shiprank.Store;

namespace Shiprank.Engine.Scoring;

/// <summary>The stored facts as they stand at as-of, and what is computed from them: links, score, fate of spend.</summary>
public sealed class Facts
{
    private readonly IStore store;
    private readonly CancellationToken cancel;
    private readonly Lazy<ScoreResult> score;
    private readonly Lazy<IReadOnlyList<SpendPart>> spend;

    private readonly bool keeps;

    private Facts(IStore store, Workspace workspace, DateTimeOffset asOf, bool keeps, CancellationToken cancel)
    {
        (this.store, this.cancel, this.keeps, Workspace, AsOf) = (store, cancel, keeps, workspace, asOf);
        var log = EventLog.From(store.ReadEvents(cancel));
        Events = log.At(asOf);
        Tickets = new(log.WorkItemsUntil(asOf), workspace.Messages(store.Key));
        Histories = [.. workspace.Organisation.Repositories.Select(r => store.ReadHistory(r.Name, cancel)).OfType<RepositoryHistory>()];
        Usage = StatedUsage.Of([.. store.ReadUsage(new(AsOf: asOf), cancel)], log, workspace, asOf);
        var resolver = new ProjectResolver(workspace.Organisation);
        Rows = [.. Usage.Select(u => Row(u, resolver))];
        var last = Rows.GroupBy(r => r.SessionId).ToDictionary(g => g.Key, g => g.Max(r => r.At));
        Sessions = WorkSession.Build(Traces(last).Select(t => (t, (string?)null, resolver.Repository(t.Project))), Rows);
        Unread = UnreadRepositories.Of(store, workspace.Organisation);
        score = new(() => ScoreEngine.Compute(Input()));
        spend = new(() => SpendLedger.Follow(Rows, Sessions, Score.Links, Score.Changes, AsOf));
    }

    public Workspace Workspace { get; }

    public DateTimeOffset AsOf { get; }

    public DeliveryEvents Events { get; }

    /// <summary>Finds the tickets that changes and sessions name, with their owners in time.</summary>
    public TicketLinks Tickets { get; }

    public IReadOnlyList<RepositoryHistory> Histories { get; }

    /// <summary>Repositories of the organisation that the figures lack, or have as they were before; empty when all are whole.</summary>
    public IReadOnlyList<Problem> Unread { get; }

    public IReadOnlyList<StoredUsage> Usage { get; }

    /// <summary>The usage rows with person and repository resolved, in the order of <see cref="Usage"/>.</summary>
    public IReadOnlyList<SpendRow> Rows { get; }

    public IReadOnlyList<WorkSession> Sessions { get; }

    public ScoreResult Score => score.Value;

    /// <summary>Which session served which change, by trailer, note, lines or window.</summary>
    public IReadOnlyList<SessionLink> Links => Score.Links.All;

    /// <summary>What each row's money became; the parts of a row sum to it.</summary>
    public IReadOnlyList<SpendPart> Spend => spend.Value;

    /// <summary>Tickets that some sessions name: by their usage, or by the branches that they worked on.</summary>
    public IEnumerable<TicketLink> TicketsOf(IReadOnlySet<SessionId> sessions)
    {
        var stated = Usage.Where(u => u.Row.Ticket is { Length: > 0 } && sessions.Contains(new(u.Row.Tool, u.Row.Session))).ToLookup(u => new SessionId(u.Row.Tool, u.Row.Session), u => u.Row.Ticket!);
        return Tickets.OfSessions(Sessions.Where(s => sessions.Contains(s.Id)), stated).SelectMany(s => s.Tickets);
    }

    public static Facts Read(IStore store, Workspace workspace, DateTimeOffset asOf, CancellationToken cancel = default) => new(store, workspace, asOf, keeps: true, cancel);

    /// <summary>The same for a trial, by another policy: nothing of it is stored, ledgers neither.</summary>
    public static Facts Try(IStore store, Workspace workspace, DateTimeOffset asOf, CancellationToken cancel = default) => new(store, workspace, asOf, keeps: false, cancel);

    internal static SpendRow Row(StoredUsage usage, ProjectResolver resolver) => new(
        usage.Row.Tool, usage.Row.Key, usage.Row.OccurredAt, usage.Row.Session, usage.Row.Person,
        resolver.Named(usage.Row.Repository) ?? resolver.Repository(usage.Row.Project),
        usage.Row.Branch,
        new(usage.CostNano, Nano.Of(usage.Row.Credits), usage.Row.Tokens));

    /// <summary>Sessions that had begun at as-of. One that went on afterwards ended, as far as could be known then, with its last response or edit until then.</summary>
    private IEnumerable<SessionTrace> Traces(Dictionary<SessionId, DateTimeOffset> last)
    {
        var begun = store.ReadTraces(cancel).Where(t => t.StartedAt <= AsOf).ToList();
        var edits = EditsOf(begun.Where(t => t.EndedAt > AsOf).Select(t => new SessionId(t.Tool, t.Session)).ToHashSet());
        return begun.Select(t => t.EndedAt <= AsOf
            ? t
            : (t with { EndedAt = last.GetValueOrDefault(new(t.Tool, t.Session), t.StartedAt) }).Until(AsOf, [.. edits[new(t.Tool, t.Session)]]));
    }

    private ILookup<SessionId, SessionEdit> EditsOf(HashSet<SessionId> sessions) =>
        (sessions.Count == 0 ? [] : store.ReadEdits(cancel)).Where(e => sessions.Contains(new(e.Tool, e.Session))).ToLookup(e => new SessionId(e.Tool, e.Session));

    private ScoreInput Input() => new()
    {
        Organisation = Workspace.Organisation,
        People = Workspace.People,
        Histories = Histories,
        Patches = (repository, commits) => store.ReadPatches(repository, [.. commits.Select(c => c.Sha)], cancel),
        Events = Events,
        Usage = Evidence(),
        Sessions = Sessions,
        Edits = store.ReadEdits(cancel),
        Policy = Workspace.Policy,
        AsOf = AsOf,
        Checkpoints = new()
        {
            List = store.Checkpoints,
            Read = (repository, name) => store.ReadCheckpoint(repository, name, cancel),
            Save = (repository, checkpoint) =>
            {
                if (keeps) store.SaveCheckpoint(repository, checkpoint, cancel);
            },
            Drop = (repository, names) =>
            {
                if (keeps) store.DropCheckpoints(repository, names, cancel);
            },
        },
    };

    private UsageEvidence Evidence() => new(
        Usage.Where(u => u.Row.Person is not null).GroupBy(u => u.Row.Person!, StringComparer.Ordinal)
            .ToDictionary(g => g.Key, IReadOnlyList<DateTimeOffset> (g) => [.. g.Select(u => u.Row.OccurredAt)], StringComparer.Ordinal),
        Workspace.Organisation.Usage.Where(u => u.Person is not null).Select(u => Workspace.People.Named(u.Person!).Id).ToHashSet(StringComparer.Ordinal));
}
