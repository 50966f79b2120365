using Shiprank.Core.Attribution.Spend.Flow;

namespace Shiprank.Core.Money.Jobs;

/// <summary>Work that an agent does without a human, again and again: runs of one tool in one repository on one ticket are runs of one job.</summary>
/// <param name="Repository">Empty: none known.</param>
/// <param name="Ticket">Empty: its source states none and no branch names one.</param>
public sealed record Job(string Tool, string Repository, string Ticket)
{
    /// <summary>In words, without anybody's name: <c>openclaw in shop on PAY-12</c>.</summary>
    public override string ToString() => $"{Tool}{(Repository.Length > 0 ? $" in {Repository}" : "")}{(Ticket.Length > 0 ? $" on {Ticket}" : "")}";
}

/// <summary>One session of a job.</summary>
public sealed record JobRun(Job Job, string Session, DateTimeOffset FirstAt, DateTimeOffset LastAt, FlowAmount Amount)
{
    /// <summary>Null when nothing of it has a price.</summary>
    public decimal? Usd => Nano.Units(Amount.NanoUsd);
}
