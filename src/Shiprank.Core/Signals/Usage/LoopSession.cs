using Shiprank.Core.Usage.Marks;

namespace Shiprank.Core.Signals.Usage;

/// <summary>A session that repeated itself.</summary>
/// <param name="Usd">What its calls cost; null: none of it is priced.</param>
public sealed record LoopSession(SessionCalls Calls, decimal? Usd)
{
    /// <summary>Sessions below all of these are not worth a look.</summary>
    public const int LeastSame = 20;
    public const int LeastRetries = 10;
    public const int LeastNothingNew = 100;
}
