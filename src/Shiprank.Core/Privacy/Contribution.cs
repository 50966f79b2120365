using Shiprank.Core.Attribution.Spend.Flow;

namespace Shiprank.Core.Privacy;

/// <summary>What one person spent in one ISO week in one cell of the finest cut.</summary>
/// <param name="Person">Id; null: nobody's, which hides nobody.</param>
/// <param name="Key">Cut by everything.</param>
/// <param name="Known">Everybody may see it elsewhere (a row or a change that its people share): who subtracts it must not be left with a single person.</param>
public readonly record struct Contribution(string? Person, CellKey Key, FlowAmount Amount, bool Known);
