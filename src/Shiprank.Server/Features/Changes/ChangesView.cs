using Shiprank.Core.Score;
using Shiprank.Engine.Changes;
using Shiprank.Engine.Scoring;
using Shiprank.Server.Shell;
using Shiprank.Server.Shell.Queries;

namespace Shiprank.Server.Features.Changes;

/// <summary>One page of the list of changes.</summary>
/// <param name="From">How many stand before the first row.</param>
/// <param name="Newest">Day of the newest change of all; <c>never</c> without any.</param>
public sealed record ChangesView(ChangeListing Listing, IReadOnlyList<ChangeRow> Rows, int From, SharedNames Names, string Newest)
{
    public const int PageSize = 50;

    /// <param name="page">Counted from 0; beyond the end it is the last.</param>
    public static ChangesView Of(Standing standing, PageQuery query, ChangeSort sort, ChangeFate? fate, int page)
    {
        var filter = new ChangeFilter
        {
            Repositories = Set(query.Repository),
            Teams = Set(query.Team),
            Fates = fate is { } one ? new HashSet<ChangeFate>([one]) : new HashSet<ChangeFate>(),
            Since = query.Window.Since,
            Until = query.Window.Until,
        };
        var listing = ChangeListing.Of(standing, filter, sort, null);
        var from = Math.Min((long)page * PageSize, Math.Max(0, (listing.Rows.Count - 1) / PageSize * PageSize));
        var newest = standing.Score.Changes.Count == 0 ? "never" : Times.Day(DateOnly.FromDateTime(standing.Score.Changes.Max(c => c.DeployedAt ?? c.MergedAt).UtcDateTime), 0);
        return new(listing, [.. listing.Rows.Skip((int)from).Take(PageSize)], (int)from, new(standing.Workspace.Organisation), newest);
    }

    private static HashSet<string> Set(string? value) => value is null ? [] : new([value], StringComparer.Ordinal);
}
