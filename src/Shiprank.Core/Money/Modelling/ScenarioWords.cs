using System.Globalization;

namespace Shiprank.Core.Money.Modelling;

/// <summary>What a model of spend takes for granted, in sentences: where each range is from, and what stands at its plainest because nobody said otherwise.</summary>
internal static class ScenarioWords
{
    public static IReadOnlyList<string> Of(SpendScenario scenario, IReadOnlyList<UsageSlice> usage, Estimate cached, AdoptionNow? adoption, IReadOnlyList<SeatOutcome> seats, int least) =>
        [.. scenario.Assumptions, .. Models(scenario), .. Prices(scenario, usage), .. Habits(scenario, cached), .. Growth(scenario, adoption), .. Seats(seats, least)];

    private static IEnumerable<string> Models(SpendScenario scenario)
    {
        foreach (var swap in scenario.Models)
        {
            var of = swap.Of.Models.Count == 0 ? "any model" : string.Join(", ", swap.Of.Models);
            yield return $"{Percent(swap.Share)} of {of} is done by {swap.To}: prompts × {Times(swap.Input)} (tokenizers differ), written tokens × {Times(swap.Output)} (models differ in how much they say), tries × {Times(swap.Tries)}; as the scenario states them."
                + (swap.Measured ? "" : " What it doesn't state stands at 1: nobody measured it.");
        }

        if (scenario.Models.Count > 0)
        {
            yield return "A prompt stays in the tier of long prompts that it was in, and the share that is read from the cache stays as it was unless the scenario says otherwise.";
            yield return "Nothing is said of quality: compare what survives after four weeks.";
        }
    }

    private static IEnumerable<string> Prices(SpendScenario scenario, IReadOnlyList<UsageSlice> usage)
    {
        if (scenario.PricesName is { } name) yield return $"All tokens and credits are priced by {name}.";
        if (scenario.PricesAt is { } day) yield return string.Create(CultureInfo.InvariantCulture, $"Rates are those that hold on {day:yyyy-MM-dd}, as announced by then.");
        var touches = scenario.Models.Count > 0 || scenario.Prices is not null || scenario.PricesAt is not null || scenario.Caching is not null || scenario.Batch is not null || scenario.Fast is not null;
        var stated = usage.Where(u => u.Stated).Sum(u => Nano.Units(u.CostNano!.Value));
        if (touches && stated > 0) yield return string.Create(CultureInfo.InvariantCulture, $"USD {stated:0.00} of today's cost is as the agents' logs state it; where the scenario touches that usage, the list's price stands in its place.");
    }

    private static IEnumerable<string> Habits(SpendScenario scenario, Estimate cached)
    {
        if (scenario.Caching is { } caching)
            yield return $"{Percent(caching.Share)} of prompt tokens are read from the cache: that is {Percent(new Estimate(Math.Abs(cached.Lo), Math.Abs(cached.Mid), Math.Abs(cached.Hi)))} of what is {(cached.Mid < 0 ? "read from it" : "sent uncached")} today, in the same proportion of input and cache writes.";
        if (scenario.Batch is { } batch)
            yield return $"{Percent(batch.Share)} of requests can wait for a batch, {(batch.Factor is { } factor ? string.Create(CultureInfo.InvariantCulture, $"at {factor:0.###} of the standard rates as the scenario states") : "at the discount that the provider documents; where none is documented the cost stays")}.";
        if (scenario.Fast is { } fast) yield return fast.Share.Hi == 0 ? "No request runs in fast mode." : $"{Percent(fast.Share)} of requests run in fast mode at the known factor; where none is known the cost stays.";
    }

    private static IEnumerable<string> Growth(SpendScenario scenario, AdoptionNow? adoption)
    {
        if (scenario.Growth != default) yield return $"Usage grows by {Percent(scenario.Growth)}, the same everywhere.";
        if (scenario.Adoption is not { } goal) yield break;
        if (adoption is not { Users: > 0 } now)
        {
            yield return "How many people use agents isn't known, so adoption changes nothing here.";
            yield break;
        }

        var more = Math.Max(0, (goal.To * now.People) - now.Users);
        yield return string.Create(CultureInfo.InvariantCulture, $"{now.Users} of {now.People} people use an agent in a week; at {goal.To:0.#%} that is {more:0.#} more, each of whom uses {Percent(goal.Use)} of what a present user does, on the same models.");
    }

    private static IEnumerable<string> Seats(IReadOnlyList<SeatOutcome> seats, int least)
    {
        foreach (var seat in seats)
        {
            yield return seat.ThenUsd is null
                ? $"{seat.Offer.Name}: fewer than {least} people are on one side of the break-even, so its sum is withheld and counts as no change."
                : $"{seat.Offer.Name} takes the place of today's use of {seat.Offer.Tool}{(seat.Offer.CoversUsd is { } covers ? string.Create(CultureInfo.InvariantCulture, $" up to USD {covers:0.##} a month") : "")}, at today's prices and models.";
        }
    }

    private static string Percent(Estimate share) => share.IsExact ? Hundredths(share.Lo) : $"{Hundredths(share.Lo)} to {Hundredths(share.Hi)}";

    private static string Hundredths(decimal share) => string.Create(CultureInfo.InvariantCulture, $"{100 * share:0.#} %");

    private static string Times(Estimate factor) => factor.IsExact ? Number(factor.Lo) : $"{Number(factor.Lo)} to {Number(factor.Hi)}";

    private static string Number(decimal number) => number.ToString("0.##", CultureInfo.InvariantCulture);
}
