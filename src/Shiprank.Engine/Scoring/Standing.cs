using Shiprank.Core;
using Shiprank.Core.Attribution.Spend;
using Shiprank.Core.Attribution.Tickets;
using Shiprank.Core.Delivery;
using Shiprank.Core.Score;
using Shiprank.Engine.Spend;

namespace Shiprank.Engine.Scoring;

/// <summary>
/// How things stand at a moment: the score and what goes with it. Boards, lists, stories, pages, documents and the command line's tables are
/// all made from one of these, so the same question has the same answer everywhere.
/// </summary>
public sealed class Standing
{
    public required Workspace Workspace { get; init; }

    public required ScoreResult Score { get; init; }

    public required DeliveryEvents Events { get; init; }

    public required ISpendBook Spend { get; init; }

    /// <summary>Finds the tickets that changes and sessions name, with their owners in time.</summary>
    public required TicketLinks Tickets { get; init; }

    /// <summary>A repository's history by name; null when it was never read.</summary>
    public required Func<string, RepositoryHistory?> History { get; init; }

    /// <summary>Tickets that some sessions name: by their usage, or by the branches that they worked on.</summary>
    public required Func<IReadOnlySet<SessionId>, IReadOnlyList<TicketLink>> TicketsOf { get; init; }

    /// <summary>Repositories of the organisation that the figures lack, or have as they were before; empty when all are whole.</summary>
    public required IReadOnlyList<Problem> Unread { get; init; }

    public DateTimeOffset AsOf => Score.AsOf;

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
}
