using Shiprank.Core.Money.Chargeback;

namespace Shiprank.Engine.Chargeback;

/// <summary>Words for kinds of charges in documents.</summary>
public static class KindWords
{
    public static string Of(ChargeKind kind) => kind switch
    {
        ChargeKind.Direct => "direct",
        ChargeKind.Pooled => "pooled",
        ChargeKind.Shared => "shared",
        ChargeKind.Seat => "seat",
        ChargeKind.Included => "included",
        ChargeKind.Difference => "difference",
        _ => "correction",
    };
}
