namespace Shiprank.Core.Caps;

/// <summary>Something that is about to be done and paid: who does it, for what, where. Ids only.</summary>
public sealed record CapCall
{
    public required DateTimeOffset At { get; init; }

    /// <summary>What one run is told by: the work token's run, else tool and session.</summary>
    public required string Run { get; init; }

    public DateTimeOffset RunBegan { get; init; }

    public required bool Autonomous { get; init; }

    /// <summary>Id in the organisation file; empty: nobody known.</summary>
    public string Person { get; init; } = "";

    /// <summary>Ids of the teams that the person is in on that day.</summary>
    public IReadOnlyList<string> Teams { get; init; } = [];

    public string Agent { get; init; } = "";

    public string Repository { get; init; } = "";

    public string Job { get; init; } = "";

    public string Model { get; init; } = "";

    public TicketStanding Ticket { get; init; } = TicketStanding.Unnamed;

    /// <summary>Earlier runs of the job ended in nothing: it may use no more than the grace until one lands.</summary>
    public bool Shrunk { get; init; }

    public decimal Minutes => RunBegan == default || At <= RunBegan ? 0 : (decimal)(At - RunBegan).TotalMinutes;

    /// <summary>Empty where it has none; of teams the first.</summary>
    public string Value(CapPart part) => part switch
    {
        CapPart.Person => Person,
        CapPart.Team => Teams.Count > 0 ? Teams[0] : "",
        CapPart.Agent => Agent,
        CapPart.Ticket => Ticket.Key,
        CapPart.Repository => Repository,
        CapPart.Job => Job,
        _ => Model,
    };
}
