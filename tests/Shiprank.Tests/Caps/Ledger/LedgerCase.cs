using Shiprank.Core.Caps;
using Shiprank.Core.Caps.Ledger;

namespace Shiprank.Tests.Caps.Ledger;

/// <summary>A ledger with rules as given, and calls of one run.</summary>
internal static class LedgerCase
{
    public static readonly DateTimeOffset Now = new(2026, 11, 28, 12, 0, 0, TimeSpan.Zero);

    public static readonly TimeSpan Lease = TimeSpan.FromMinutes(10);

    public static CapRule Rule(string name, decimal usd, CapPer per = CapPer.Day, CapPart? each = null, CapWhen when = CapWhen.Any, CapAction action = CapAction.Stop) =>
        new(name, [], when, CapUnit.Usd, usd, per, each, action, null);

    public static CapLedger Of(params CapRule[] rules) => new(new() { Rules = rules });

    public static CapCall Call(string run = "r1", string person = "ada", bool autonomous = true) => new() { At = Now, Run = run, Autonomous = autonomous, Person = person };

    public static CapAmount Usd(decimal usd) => new(usd, 0, 1000, 1);

    public static CapDecision Reserve(this CapLedger ledger, string id, decimal usd, CapCall? call = null, DateTimeOffset? now = null) =>
        ledger.Reserve(id, call ?? Call(), Usd(usd), priced: true, [], now ?? Now, Lease);
}
