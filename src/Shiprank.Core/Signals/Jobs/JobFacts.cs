using Shiprank.Core.Money.Jobs;

namespace Shiprank.Core.Signals.Jobs;

/// <summary>What rules about jobs look at.</summary>
/// <param name="Runs">Sessions without a human, in the order of their beginning, as far back as usual is to be known.</param>
/// <param name="OwnedTickets">Keys of the tickets that count now: known, open, and owned by somebody who works here.</param>
public sealed record JobFacts(IReadOnlyList<JobRun> Runs, IReadOnlySet<string> OwnedTickets)
{
    public static readonly JobFacts None = new([], new HashSet<string>(StringComparer.Ordinal));
}
