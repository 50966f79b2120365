namespace Shiprank.Core.Caps.Runs;

/// <summary>Entries of one run and UTC day that are alike in all but their times and amounts, added up. One entry alone is such a part too.</summary>
public sealed record CapRunPart
{
    public required string Run { get; init; }

    public required CapEventKind Kind { get; init; }

    public required CapPlace Place { get; init; }

    public bool Autonomous { get; init; }

    public CapAction? Action { get; init; }

    public CapReason Reason { get; init; }

    public string Rule { get; init; } = "";

    public string Agent { get; init; } = "";

    public string Session { get; init; } = "";

    public string Person { get; init; } = "";

    public string Job { get; init; } = "";

    public string Ticket { get; init; } = "";

    public bool TicketCounts { get; init; }

    public string Repository { get; init; } = "";

    public string Branch { get; init; } = "";

    public int ExitCode { get; init; }

    public required DateTimeOffset First { get; init; }

    /// <summary>End of the last of them.</summary>
    public required DateTimeOffset Last { get; init; }

    public required long Entries { get; init; }

    /// <summary>Those without a price: their cost is not in <see cref="Usd"/>.</summary>
    public long UnpricedEntries { get; init; }

    public long Tokens { get; init; }

    /// <summary>Of refused calls what they would have cost at most.</summary>
    public decimal Usd { get; init; }

    public long NewFiles { get; init; }

    public DateOnly Day => DateOnly.FromDateTime(First.UtcDateTime);

    /// <summary>A call of a model that was made and is paid.</summary>
    public bool IsPaid => Kind is CapEventKind.Settled or CapEventKind.Estimated;

    /// <summary>Something went on.</summary>
    public bool IsActivity => Kind is not (CapEventKind.Refused or CapEventKind.Ended);

    /// <summary>A call that was not made because a rule said so, or an end that one made.</summary>
    public bool IsStop => Kind == CapEventKind.Refused || (Kind == CapEventKind.Ended && Action is CapAction.Stop or CapAction.Ask);

    public static CapRunPart Of(CapEvent entry) => new()
    {
        Run = entry.Run,
        Kind = entry.Kind,
        Place = entry.Place,
        Autonomous = entry.Autonomous,
        Action = entry.Action,
        Reason = entry.Reason,
        Rule = entry.Rule,
        Agent = entry.Agent,
        Session = entry.Session,
        Person = entry.Person,
        Job = entry.Job,
        Ticket = entry.Ticket,
        TicketCounts = entry.TicketCounts,
        Repository = entry.Repository,
        Branch = entry.Branch,
        ExitCode = entry.ExitCode,
        First = entry.At,
        Last = entry.EndedAt ?? entry.At,
        Entries = 1,
        UnpricedEntries = entry.Usd is null ? 1 : 0,
        Tokens = entry.Tokens.Total,
        Usd = entry.Usd ?? 0,
        NewFiles = entry.NewFiles,
    };
}
