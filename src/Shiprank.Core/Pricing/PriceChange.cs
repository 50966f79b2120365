namespace Shiprank.Core.Pricing;

/// <summary>One rate of a model that became another.</summary>
/// <param name="Kind">As <see cref="RateLines"/> names it.</param>
/// <param name="From">The day from which it holds; null: two lists differ, whatever the day.</param>
/// <param name="Old">USD per million tokens; null when there was none.</param>
/// <param name="New">Null when there is none any more.</param>
public sealed record PriceChange(string Provider, string Model, string Kind, DateOnly? From, decimal? Old, decimal? New)
{
    /// <summary>By how much, as a share of the old rate; null when there is nothing to compare.</summary>
    public decimal? Share => Old is { } old and > 0 && New is { } now ? (now - old) / old : null;
}
