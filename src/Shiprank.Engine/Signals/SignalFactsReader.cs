using Shiprank.Core.Signals;
using Shiprank.Core.Signals.Delivery;
using Shiprank.Core.Signals.Usage;
using Shiprank.Engine.Scoring;
using Shiprank.Store;

namespace Shiprank.Engine.Signals;

/// <summary>
/// Reads what rules look at. One reader is kept for as long as somebody watches, so that it may remember how far it has read usage and take only what came
/// since: this is the one place where that happens.
/// </summary>
public sealed class SignalFactsReader(IStore store)
{
    public IStore Store => store;

    /// <param name="standing">What was published; deliveries are known as of then, usage as of now.</param>
    public SignalFacts Read(Standing standing, DateTimeOffset now, CancellationToken cancel = default)
    {
        cancel.ThrowIfCancellationRequested();
        return new()
        {
            AsOf = now,
            Usage = UsageFacts.None,
            Delivery = DeliveryFacts.None,
            Settings = standing.Workspace.Organisation.Signals,
        };
    }
}
