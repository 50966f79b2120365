using System.Diagnostics.CodeAnalysis;
using Shiprank.Core;
using Shiprank.Core.Attribution.Spend;
using Shiprank.Core.Attribution.Tickets;
using Shiprank.Core.Badges;
using Shiprank.Core.Delivery;
using Shiprank.Core.Score;
using Shiprank.Core.Score.Dora;
using Shiprank.Engine.Privacy;
using Shiprank.Engine.Spend;
using Shiprank.Store;

namespace Shiprank.Engine.Scoring;

/// <summary>
/// How things stand at a moment: the score and what goes with it. Boards, lists, stories, pages, documents and the command line's tables are
/// all made from one of these, so the same question has the same answer everywhere. Safe for use from several threads; what is a function of
/// it is computed once, when it is first asked for.
/// </summary>
public sealed class Standing
{
    private readonly Lazy<StandingIndex> index;
    private readonly Lazy<DeliveryEvents> events = new(() => throw new InvalidOperationException("the standing was made without its events"));
    private readonly Lazy<TicketLinks> tickets = new(() => throw new InvalidOperationException("the standing was made without its tickets"));

    public Standing() => index = new(() => new(this));

    [SetsRequiredMembers]
    private Standing(StoredStanding stored, ScoreResult score)
        : this()
    {
        (Workspace, Score, Spend, Unread) = (stored.Workspace, score, stored.Spend, stored.Unread);
        (events, tickets) = (stored.Events, stored.Tickets);
        (History, TicketsOf) = (stored.History, stored.TicketsOf);
    }

    public required Workspace Workspace { get; init; }

    public required ScoreResult Score { get; init; }

    public DeliveryEvents Events { get => events.Value; init => events = new(value); }

    public required ISpendBook Spend { get; init; }

    /// <summary>Finds the tickets that changes and sessions name, with their owners in time.</summary>
    public TicketLinks Tickets { get => tickets.Value; init => tickets = new(value); }

    /// <summary>A repository's history by name; null when it was never read.</summary>
    public required Func<string, RepositoryHistory?> History { get; init; }

    /// <summary>Tickets that some sessions name: by their usage, or by the branches that they worked on.</summary>
    public required Func<IReadOnlySet<SessionId>, IReadOnlyList<TicketLink>> TicketsOf { get; init; }

    /// <summary>Repositories of the organisation that the figures lack, or have as they were before; empty when all are whole.</summary>
    public required IReadOnlyList<Problem> Unread { get; init; }

    public DateTimeOffset AsOf => Score.AsOf;

    /// <summary>DORA's five of services and teams over any window.</summary>
    public DoraBuilder Dora => Index.Dora;

    /// <summary>Every award that these facts give, those that ended too.</summary>
    public IReadOnlyList<Award> Awards => Index.Awards;

    /// <summary>What everyone may see of spend. Figures of groups go through it, those of a person to that person do not.</summary>
    public Shield Shield => Index.Shield;

    /// <summary>Spend of a window as everyone may see it.</summary>
    public ShownSpend Shown(ScoreWindow window, SpendFilter filter) => ShownSpend.Of(Shield, Spend, window, filter);

    /// <summary>What pages look up again and again.</summary>
    internal StandingIndex Index => index.Value;

    /// <summary>From facts that were computed in this process, at any as-of.</summary>
    public static Standing Of(Facts facts) => new()
    {
        Workspace = facts.Workspace,
        Score = facts.Score,
        Events = facts.Events,
        Spend = new MemorySpend(facts),
        Tickets = facts.Tickets,
        History = name => facts.Histories.FirstOrDefault(h => h.Repository == name),
        TicketsOf = sessions => [.. facts.TicketsOf(sessions)],
        Unread = facts.Unread,
    };

    /// <summary>
    /// As the last run published it: the score from its stored form, spend by questions to the store, all else when it is asked for. It stands
    /// until another run is published (<see cref="IStore.LastRun"/>): then read it again.
    /// </summary>
    /// <returns>Null before the first run of this version; a problem when the run was scored by another policy than the workspace's.</returns>
    public static Result<Standing?> Read(IStore store, Workspace workspace, CancellationToken cancel = default)
    {
        if (store.LastRun() is not { } run) return (Standing?)null;
        if (run.PolicySha256 != workspace.Policy.Sha256)
        {
            return new Problem(workspace.Policy.Name, 0, $"the published results were scored by {run.Policy}, and the organisation file names another policy now", "run `shiprank sync`");
        }

        return store.ReadScore(cancel) is { } score ? new Standing(new(store, workspace, score.AsOf), score) : null;
    }

    /// <summary>Computes what the first page would wait for: the events, the changes with their spend, who was active.</summary>
    public void Prepare()
    {
        _ = Tickets;
        _ = Events;
        Index.Prepare();
    }
}
