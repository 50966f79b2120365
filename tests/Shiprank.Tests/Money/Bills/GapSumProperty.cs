using FsCheck;
using FsCheck.Fluent;
using Shiprank.Core.Money.Bills;
using static Shiprank.Tests.Money.Bills.GivenBill;

namespace Shiprank.Tests.Money.Bills;

public sealed class GapSumProperty
{
    private static readonly string[] models = [Model, "claude-haiku-4-5", ""];
    private static readonly string?[] people = ["ada", "ben", null];

    [Fact]
    public void Whatever_stands_on_either_side_the_gaps_sum_to_the_difference() => Check.One(
        Config.QuickThrowOnFailure.WithMaxTest(300),
        Prop.ForAll(Gen.Choose(0, int.MaxValue).ToArbitrary(), seed =>
        {
            var random = new Random(seed);
            var input = new ReconcileInput
            {
                Issuer = Issuers.Anthropic,
                Month = July,
                Ours = [.. Some(random, 60, () => Ours(Day(random), random.Next(1_000_000), Money(random), random.Next(24), models[random.Next(2)]))],
                Users = new HashSet<OurUser> { new("ada", "claude-code") },
                Lines =
                [
                    .. Some(random, 60, () => Cost(Day(random), Money(random) - 10, models[random.Next(3)], (BillKind)random.Next(6)) with { Copies = random.Next(1, 3), Billed = random.Next(4) == 0 ? July.AddMonths(random.Next(-1, 2)) : null, Currency = random.Next(9) == 0 ? "EUR" : "USD" }),
                    .. Some(random, 60, () => Tokens(Day(random), random.Next(1_000_000), models[random.Next(3)])),
                    .. Some(random, 40, () => Person(Day(random), people[random.Next(3)], Money(random), "key", models[random.Next(3)])),
                ],
                Invoices = [.. Some(random, 3, () => Invoice(Money(random) * 10))],
            };
            var found = Reconciliation.Of(input);
            Assert.Equal(found.Difference ?? 0, found.Gaps.Sum(g => g.Amount));
            Assert.Equal(found.Gaps.Count, found.Gaps.Select(g => g.Cause).Distinct().Count());
        }));

    private static DateOnly Day(Random random) => July.AddDays(random.Next(-1, 32));

    private static decimal Money(Random random) => random.NextInt64(20_000_000_000) / 1_000_000_000m;

    private static List<T> Some<T>(Random random, int most, Func<T> one) => Enumerable.Range(0, random.Next(most)).Select(_ => one()).ToList();
}
