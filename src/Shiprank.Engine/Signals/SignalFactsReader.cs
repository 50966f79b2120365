using Shiprank.Core.Signals;
using Shiprank.Core.Signals.Delivery;
using Shiprank.Core.Signals.Jobs;
using Shiprank.Engine.Scoring;
using Shiprank.Store;

namespace Shiprank.Engine.Signals;

/// <summary>
/// Reads what rules look at. One reader is kept for as long as somebody watches: it remembers how far it has read usage and takes only what came since, and
/// reads deliveries and jobs once for each standing that was published. Calls from several threads take turns.
/// </summary>
public sealed class SignalFactsReader(IStore store)
{
    private readonly Lock gate = new();
    private readonly UsageFactsReader usage = new(store);
    private (Standing Of, DeliveryFacts Delivery, JobFacts Jobs)? published;

    public IStore Store => store;

    /// <param name="standing">What was published; deliveries are known as of then, usage as of now.</param>
    public SignalFacts Read(Standing standing, DateTimeOffset now, CancellationToken cancel = default)
    {
        lock (gate)
        {
            if (published is not { } known || !ReferenceEquals(known.Of, standing))
            {
                known = (standing, DeliveryFactsReader.Read(store, standing, cancel: cancel), JobFactsReader.Read(store, standing, cancel));
                published = known;
            }

            return new()
            {
                AsOf = now,
                Usage = usage.Read(now, cancel),
                Delivery = known.Delivery,
                Jobs = known.Jobs,
                Settings = standing.Workspace.Organisation.Signals,
            };
        }
    }
}
