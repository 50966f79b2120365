using Shiprank.Core.Signals.Delivery;
using Shiprank.Core.Signals.Jobs;
using Shiprank.Core.Signals.Usage;

namespace Shiprank.Core.Signals;

/// <summary>What rules look at: what was used, and what was made and delivered, until a moment. Sums, counts, times and keyed hashes, never text.</summary>
public sealed record SignalFacts
{
    public required DateTimeOffset AsOf { get; init; }

    public required UsageFacts Usage { get; init; }

    public required DeliveryFacts Delivery { get; init; }

    public JobFacts Jobs { get; init; } = JobFacts.None;

    public SignalSettings Settings { get; init; } = SignalSettings.Default;
}
