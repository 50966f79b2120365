using FsCheck;
using FsCheck.Fluent;
using Shiprank.Core.Caps;
using Shiprank.Core.Caps.Ledger;
using static Shiprank.Tests.Caps.Ledger.LedgerCase;

namespace Shiprank.Tests.Caps.Ledger;

/// <summary>What holds of every order in which calls ask, end, fail and are lost.</summary>
public sealed class CapLedgerProperties
{
    private static readonly CapCounter All = new("all", "", "2026-11-28");

    private static readonly Arbitrary<Move[]> Moves = Arb.From(Gen.ArrayOf(
        from what in Gen.Choose(0, 5)
        from call in Gen.Choose(0, 11)
        from cents in Gen.Choose(0, 40)
        select new Move(what, call, cents)));

    private static readonly Arbitrary<int[][]> Crowds = Arb.From(Gen.ArrayOf(Gen.ArrayOf(Gen.Choose(1, 20), 30), 6));

    [Fact]
    public void No_order_of_calls_overruns_a_limit_and_sums_are_what_was_settled() => Check.One(Config.QuickThrowOnFailure.WithMaxTest(400), Prop.ForAll(Moves, moves =>
    {
        var ledger = Of(Rule("all", 1m), Rule("each", 0.5m, each: CapPart.Person));
        var (now, settled, open) = (Now, 0m, new Dictionary<string, (decimal Held, bool Sent, DateTimeOffset Until)>(StringComparer.Ordinal));
        foreach (var move in moves)
        {
            var (id, usd) = ($"c{move.Call}", move.Cents / 100m);
            switch (move.What)
            {
                case 0 or 1 when !open.ContainsKey(id):
                    if (ledger.Reserve(id, usd, Call(person: $"p{move.Call % 3}"), now).Hold is not null) open.Add(id, (usd, false, now + Lease));
                    break;
                case 2 when open.ContainsKey(id):
                    ledger.MarkSent(id);
                    open[id] = open[id] with { Sent = true };
                    break;
                case 3 when open.Remove(id, out var ended):
                    var used = Math.Min(usd, ended.Held);
                    Assert.True(ledger.Settle(id, Usd(used), now));
                    settled += used;
                    break;
                case 4 when open.Remove(id):
                    Assert.True(ledger.Release(id, now));
                    break;
                case 5:
                    now += TimeSpan.FromMinutes(move.Cents / 4);
                    foreach (var lapse in ledger.Lapse(now))
                    {
                        Assert.True(open.Remove(lapse.Hold.Id, out var lost) && lost.Until <= now && lost.Sent == lapse.Charged);
                        if (lapse.Charged) settled += lost.Held;
                    }

                    break;
            }

            Assert.True(ledger.Used(All).Usd <= 1m);
            Assert.Equal(settled, ledger.Settled(All).Usd);
            Assert.Equal(open.Values.Sum(o => o.Held), ledger.Held(All).Usd);
            Assert.All(Enumerable.Range(0, 3), p => Assert.True(ledger.Used(new("each", $"p{p}", "2026-11-28")).Usd <= 0.5m));
        }

        Assert.All(ledger.Lapse(now + Lease), l => open.Remove(l.Hold.Id));
        Assert.Empty(open);
        Assert.Equal((0, 0m), (ledger.Holding, ledger.Held(All).Usd));
    }));

    [Fact]
    public void However_many_ask_at_once_what_they_hold_stays_within_the_limit() => Check.One(Config.QuickThrowOnFailure.WithMaxTest(25), Prop.ForAll(Crowds, crowds =>
    {
        var ledger = Of(Rule("all", 1m));
        long spent = 0, most = 0;
        Parallel.ForEach(crowds.Select((c, i) => (c, i)), new() { MaxDegreeOfParallelism = 6 }, crowd =>
        {
            for (var i = 0; i < crowd.c.Length; i++)
            {
                var id = $"{crowd.i}-{i}";
                if (ledger.Reserve(id, crowd.c[i] / 100m).Hold is null) continue;
                InterlockedMax(ref most, (long)(ledger.Used(All).Usd * 100));
                ledger.Settle(id, Usd(crowd.c[i] / 200m), Now);
                Interlocked.Add(ref spent, crowd.c[i]);
            }
        });
        Assert.True(most <= 100);
        Assert.Equal(spent / 200m, ledger.Settled(All).Usd);
        Assert.True(ledger.Settled(All).Usd <= 1m);
    }));

    private static void InterlockedMax(ref long target, long value)
    {
        for (var seen = Volatile.Read(ref target); value > seen && Interlocked.CompareExchange(ref target, value, seen) is var now && now != seen;) seen = now;
    }

    private sealed record Move(int What, int Call, int Cents);
}
