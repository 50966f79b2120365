using Shiprank.Core;

namespace Shiprank.Server.Jobs;

public enum SyncTicketState
{
    Waiting,
    Running,
    Done,
    Failed,
}

/// <summary>A run that somebody asked for, from the asking to its end.</summary>
/// <param name="Id">As the log of syncs has it.</param>
public sealed record SyncTicket(long Id, DateTimeOffset AskedAt)
{
    public SyncTicketState State { get; init; }

    public DateTimeOffset? StartedAt { get; init; }

    public DateTimeOffset? FinishedAt { get; init; }

    public IReadOnlyList<Problem> Problems { get; init; } = [];

    public bool IsOver => State is SyncTicketState.Done or SyncTicketState.Failed;
}
