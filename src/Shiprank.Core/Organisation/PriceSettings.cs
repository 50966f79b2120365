using Shiprank.Core.Pricing;

namespace Shiprank.Core.Organisation;

/// <summary>The <c>prices:</c> part of the organisation file: what the organisation pays where that is not the product's list.</summary>
public sealed record PriceSettings
{
    public static readonly PriceSettings None = new();

    public IReadOnlyList<PriceListEntry> Lists { get; init; } = [];

    public IReadOnlyList<SeatPlan> Seats { get; init; } = [];

    public IReadOnlyList<CreditEntry> Credits { get; init; } = [];

    /// <summary>Absolute glob of scenario files; null: none are kept.</summary>
    public string? Scenarios { get; init; }
}

/// <summary>A list of the organisation's own.</summary>
/// <param name="Path">Absolute path of its file.</param>
/// <param name="Providers">Ids of providers that it holds for; empty: all that the file names.</param>
/// <param name="Line">Where it stands in the organisation file.</param>
public sealed record PriceListEntry(string Name, PriceListKind Kind, string Path, IReadOnlyList<string> Providers, DateOnly? From, DateOnly? To, long Line);

/// <summary>What a tool's credit costs from a day on.</summary>
/// <param name="To">Last day; null: until further notice.</param>
/// <param name="Source">Where the figure is from, such as an order's number.</param>
public sealed record CreditEntry(string Tool, decimal Usd, DateOnly From, DateOnly? To, string Source);
