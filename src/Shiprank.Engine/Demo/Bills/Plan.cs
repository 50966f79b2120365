using Shiprank.Core.Money;
using Shiprank.Core.Money.Bills;
using Shiprank.Core.Pricing;
using Shiprank.Core.Usage;
using Shiprank.Sources.Prices;

namespace Shiprank.Engine.Demo.Bills;

/// <summary>
/// What in the first billed month is otherwise than in the usage, and why: somebody whose agent is connected to nothing, a vendor whose prices rose by a tenth, a
/// vendor's export that has a day twice and was invoiced so.
/// </summary>
internal sealed class Plan
{
    /// <summary>Tenths by which the vendor's prices rose.</summary>
    private const int Rise = 1;

    private const string Model = "claude-sonnet-4-6";

    private static readonly TokenCounts daily = new(4_000, 900_000, 40_000, 0, 6_000);

    private Plan(DateOnly month, IReadOnlyList<Billed> unmetered, DateOnly? dearerFrom, DateOnly? twice) => (Month, Unmetered, DearerFrom, Twice) = (month, unmetered, dearerFrom, twice);

    public DateOnly Month { get; }

    /// <summary>Usage that the vendor has and no home.</summary>
    public IReadOnlyList<Billed> Unmetered { get; }

    /// <summary>The day from which OpenAI's prices are higher; null: it bills nothing.</summary>
    public DateOnly? DearerFrom { get; }

    /// <summary>The day that Kiro's report has twice; null: there is none.</summary>
    public DateOnly? Twice { get; }

    public static Plan Of(DateOnly month, IReadOnlyList<Billed> usage, Roster roster)
    {
        var own = usage.Where(u => u.Day >= month && u.Day < month.AddMonths(1)).ToList();
        var days = own.Select(u => u.Day).Distinct().Order().ToList();
        var anthropic = own.Where(u => u.Issuer == Issuers.Anthropic).Select(u => u.Who).ToHashSet(StringComparer.Ordinal);
        var unseen = roster.People.FirstOrDefault(p => p.DoesChores && p.WorksOn(month) && p.WorksOn(month.AddMonths(1)) && !anthropic.Contains(p.Id));
        var openAi = own.Where(u => u.Issuer == Issuers.OpenAi).Select(u => u.Day).Distinct().Order().ToList();
        var kiro = own.Where(u => u.Tool == "kiro" && u.Nano > 0).GroupBy(u => u.Day).OrderByDescending(g => g.Sum(u => u.Nano)).ThenBy(g => g.Key).FirstOrDefault();
        return new(
            month, unseen is null ? [] : [.. days.Where(d => d.DayOfWeek is not (DayOfWeek.Saturday or DayOfWeek.Sunday)).Select(d => Unseen(unseen.Id, d))],
            openAi.Count == 0 ? null : openAi[openAi.Count / 2], kiro?.Key);
    }

    /// <summary>What the vendor charges for usage: nano-USD.</summary>
    public long Charged(Billed usage) => usage.Issuer == Issuers.OpenAi && DearerFrom <= usage.Day && usage.Day < Month.AddMonths(1) ? usage.Nano + (usage.Nano * Rise / 10) : usage.Nano;

    public IEnumerable<PlantedGap> Gaps(IReadOnlyList<Billed> usage)
    {
        if (Unmetered.Count > 0) yield return new(Issuers.Anthropic, Month, GapCause.UnmeteredPerson, Nano.Units(Unmetered.Sum(u => u.Nano)));
        if (DearerFrom is not null) yield return new(Issuers.OpenAi, Month, GapCause.PriceList, Nano.Units(usage.Sum(u => Charged(u) - u.Nano)));
        if (Twice is { } day) yield return new(Issuers.Aws, Month, GapCause.Duplicate, Nano.Units(usage.Where(u => u.Tool == "kiro" && u.Day == day).Sum(u => u.Nano)));
    }

    private static Billed Unseen(string who, DateOnly day)
    {
        var row = new UsageRow { Tool = "claude-code", Key = "", OccurredAt = new(day, new TimeOnly(12, 0), TimeSpan.Zero), Session = "", Model = Model, Tokens = daily, Quality = UsageQuality.Reported };
        return new(Issuers.Anthropic, row.Tool, day, who, Model, daily, 0, Nano.Of(PriceBook.Embedded.Price(row).CostUsd ?? 0));
    }
}
