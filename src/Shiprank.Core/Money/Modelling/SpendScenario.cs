using Shiprank.Core.Organisation;
using Shiprank.Core.Pricing;

namespace Shiprank.Core.Money.Modelling;

/// <summary>
/// A setup that real usage is priced on: other models, prices, caching, batch, fast mode, seats, growth, adoption. What it doesn't name stays as it was.
/// </summary>
public sealed record SpendScenario
{
    public static readonly SpendScenario Same = new() { Name = "as it was" };

    public required string Name { get; init; }

    /// <summary>The day that it was said: what happened is looked at from here on.</summary>
    public DateOnly? Date { get; init; }

    public string? Why { get; init; }

    /// <summary>Days whose usage it starts from; null: the last full month.</summary>
    public DateOnly? Since { get; init; }

    public DateOnly? Until { get; init; }

    public IReadOnlyList<ModelSwap> Models { get; init; } = [];

    /// <summary>Null: what each row was priced with.</summary>
    public PriceList? Prices { get; init; }

    /// <summary>What <see cref="Prices"/> is called.</summary>
    public string? PricesName { get; init; }

    /// <summary>Rates that hold on this day; null: those of the day of use.</summary>
    public DateOnly? PricesAt { get; init; }

    public CachingChange? Caching { get; init; }

    public BatchShare? Batch { get; init; }

    public FastShare? Fast { get; init; }

    public IReadOnlyList<SeatOffer> Seats { get; init; } = [];

    /// <summary>0.1: a tenth more of everything.</summary>
    public Estimate Growth { get; init; }

    public AdoptionGoal? Adoption { get; init; }

    /// <summary>What whoever wrote it takes for granted.</summary>
    public IReadOnlyList<string> Assumptions { get; init; } = [];
}

/// <summary>Whose usage a change is for; nothing named: everybody's.</summary>
/// <param name="Teams">Ids.</param>
/// <param name="Models">Names as logged; <c>*</c> matches anything.</param>
public sealed record Scope(IReadOnlyList<string> Teams, IReadOnlyList<string> Tools, IReadOnlyList<string> Models)
{
    public static readonly Scope All = new([], [], []);

    public bool Has(UsageSlice slice) =>
        (Teams.Count == 0 || (slice.Team is { } team && Teams.Contains(team, StringComparer.Ordinal)))
        && (Tools.Count == 0 || Tools.Contains(slice.Tool, StringComparer.Ordinal))
        && (Models.Count == 0 || Models.Any(m => IsNamed(m, slice.Model)));

    /// <summary>True for the name as logged and for each reading of it (without a date, without a bracket suffix).</summary>
    internal static bool IsNamed(string pattern, string model) => ModelName.Readings(model).Any(n => Glob.Text(pattern).IsMatch(n));
}

/// <summary>Usage of one model done by another.</summary>
/// <param name="Share">Of the usage.</param>
/// <param name="Input">Prompt tokens as a multiple: tokenizers differ.</param>
/// <param name="Output">Written tokens as a multiple: models differ in how much they say.</param>
/// <param name="Tries">How many attempts it takes instead of one.</param>
/// <param name="Measured">False where <paramref name="Input"/>, <paramref name="Output"/> or <paramref name="Tries"/> were not stated and stand at 1.</param>
public sealed record ModelSwap(Scope Of, string To, Estimate Share, Estimate Input, Estimate Output, Estimate Tries, bool Measured);

/// <param name="Share">Prompt tokens that are read from the cache, of all prompt tokens of the scope.</param>
public sealed record CachingChange(Scope Of, Estimate Share);

/// <param name="Share">Of the requests that can wait.</param>
/// <param name="Factor">On all rates; null: as the provider documents it, where it does.</param>
public sealed record BatchShare(Scope Of, Estimate Share, decimal? Factor);

/// <param name="Share">Of the requests that run in fast mode.</param>
public sealed record FastShare(Scope Of, Estimate Share);

/// <param name="To">Share of people who use an agent in a week.</param>
/// <param name="Use">What a new user uses, as a share of what a present one does.</param>
public sealed record AdoptionGoal(decimal To, Estimate Use);
