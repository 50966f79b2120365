using Shiprank.Core.Signals.Jobs;
using Shiprank.Engine.Budgets;
using Shiprank.Engine.Caps;
using Shiprank.Engine.Scoring;
using Shiprank.Store;

namespace Shiprank.Engine.Signals;

/// <summary>Makes the facts that rules about jobs look at, as they were published.</summary>
public static class JobFactsReader
{
    /// <summary>Half a year: a job that is dear for months is to be compared with what it was before.</summary>
    public const int Days = 183;

    public static JobFacts Read(IStore store, Standing standing, CancellationToken cancel = default)
    {
        var through = DateOnly.FromDateTime(standing.AsOf.UtcDateTime);
        var runs = JobBook.Runs(standing, new(through.AddDays(-Days), through));
        var tickets = CapRegister.Of(store, standing.Workspace, standing.AsOf, cancel).Tickets;

        // Where no ticket system was ever heard of, nobody can say that a ticket does not count.
        return new(runs, runs.Select(r => r.Job.Ticket).Where(t => t.Length > 0).Distinct(StringComparer.Ordinal)
            .Where(t => tickets.AsOf is null || tickets.Of(t, standing.AsOf, TimeSpan.MaxValue).Counts).ToHashSet(StringComparer.Ordinal));
    }
}
