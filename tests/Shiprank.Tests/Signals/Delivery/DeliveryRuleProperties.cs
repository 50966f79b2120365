using System.Text.Json;
using FsCheck.Fluent;
using Shiprank.Core.Attribution.Spend;
using Shiprank.Core.Signals;
using Shiprank.Tests.Scoring.Properties;

namespace Shiprank.Tests.Signals.Delivery;

public sealed class DeliveryRuleProperties
{
    private static readonly JsonSerializerOptions WithTuples = new() { IncludeFields = true };

    [Fact]
    public void The_order_of_facts_changes_no_finding() => Property.Holds(Arb.From(Gen.Choose(1, 10_000)), seed =>
    {
        var office = Odd(seed);
        var before = Text(office.Facts);
        Assert.Contains("request-splitting", before, StringComparison.Ordinal);
        var chance = new Random(seed);
        Shuffle(office.Changes, chance);
        Shuffle(office.Spend, chance);
        Shuffle(office.RollOuts, chance);
        Shuffle(office.Tickets, chance);
        Assert.Equal(before, Text(office.Facts));
    }, times: 15);

    [Fact]
    public void More_of_the_same_stays_in_question() => Property.Holds(Arb.From(Gen.Choose(1, 10_000)), seed =>
    {
        var office = Odd(seed);
        var before = office.Found.Count(f => f.StartsWith("request-splitting", StringComparison.Ordinal) || f.StartsWith("spend-without-output", StringComparison.Ordinal));
        Add(office, 5);
        for (var day = 0; day < 30; day++) office.Use("y", Office.Day(day), SpendFate.NoCode, 20);
        Assert.Equal(before, office.Found.Count(f => f.StartsWith("request-splitting", StringComparison.Ordinal) || f.StartsWith("spend-without-output", StringComparison.Ordinal)));
    }, times: 15);

    [Fact]
    public void Any_part_of_a_quarter_of_ordinary_people_is_no_question() => Property.Holds(Arb.From(Gen.Choose(1, 10_000)), seed =>
    {
        var office = new Office(seed, ordinary: 14);
        var days = new Random(seed).Next(3, 90);
        office.Changes.RemoveAll(c => c.MergedAt < Office.Day(days));
        Assert.Empty(office.Found);
    }, times: 30);

    private static Office Odd(int seed)
    {
        var office = new Office(seed);
        office.Work("y");
        for (var week = 0; week < 5; week++) Add(office, (7 * week) + 1);
        for (var day = 0; day < 60; day++) office.Use("y", Office.Day(day), SpendFate.NoCode, 9);
        return office;
    }

    private static void Add(Office office, int ago)
    {
        for (var i = 0; i < 7; i++) office.Merge("x", Office.Day(ago, 9 + (i * 0.5)), 9);
    }

    private static string Text(SignalFacts facts) => JsonSerializer.Serialize(SignalCatalogue.Look(facts), WithTuples);

    private static void Shuffle<T>(List<T> list, Random chance)
    {
        for (var i = list.Count - 1; i > 0; i--)
        {
            var j = chance.Next(i + 1);
            (list[i], list[j]) = (list[j], list[i]);
        }
    }
}
