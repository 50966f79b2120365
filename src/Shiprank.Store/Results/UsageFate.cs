using Shiprank.Core.Attribution;
using Shiprank.Core.Attribution.Spend;

namespace Shiprank.Store;

/// <summary>What one part of a usage row's money became. The parts of a row sum to its cost; tokens and calls go with the first.</summary>
/// <param name="RowKey">Of <see cref="StoredUsage"/>.</param>
/// <param name="Change">The change that it served; null where the fate has none.</param>
/// <param name="CostNano">Nano-USD; 0 for an unpriced row.</param>
public readonly record struct UsageFate(Guid RowKey, SpendFate Fate, ChangeRef? Change, long CostNano);

/// <summary>A change by the name that lasts: the sha of its commit on the first-parent line.</summary>
public readonly record struct ChangeRef(string Repository, string Sha);
