using Shiprank.Core;
using Shiprank.Core.Attribution.Spend;
using Shiprank.Core.Attribution.Spend.Flow;
using Shiprank.Core.Score;
using Shiprank.Core.Score.Board.Companions;
using Shiprank.Engine.Scoring;
using Shiprank.Engine.Sync;
using Shiprank.Store;

namespace Shiprank.Engine.Health;

/// <summary>What is known of the data besides the data.</summary>
/// <param name="LookedAt">When everything was looked at last, whatever was new; null: the log of syncs is all that tells.</param>
/// <param name="StoreBytes">Size of the data file; null when it is not known.</param>
/// <param name="Configuration">What is wrong with the organisation file as it stands.</param>
public sealed record HealthContext(DateTimeOffset? LookedAt = null, long? StoreBytes = null, IReadOnlyList<Problem>? Configuration = null);

/// <summary>How much of what is known is known whole.</summary>
/// <param name="People">People of the organisation file with a usage source ÷ all of them.</param>
/// <param name="Matched">Responses of listed people ÷ all responses.</param>
/// <param name="Priced">Responses with a price ÷ all responses.</param>
/// <param name="Changed">Spend that went to a change ÷ all spend.</param>
/// <param name="Newest">The newest usage row; null without any.</param>
public sealed record HealthCoverage(Figure People, Figure Matched, Figure Priced, Figure Changed, DateTimeOffset? Newest);

/// <summary>Where facts come from, how that is, and what is missing: of all time, as of now.</summary>
public sealed record SourcesView
{
    public required DateTimeOffset AsOf { get; init; }

    /// <summary>What needs a look first, then by kind and name.</summary>
    public required IReadOnlyList<SourceRow> Sources { get; init; }

    public required IReadOnlyList<UnmatchedIdentity> Unmatched { get; init; }

    /// <summary>Usage that came without a person.</summary>
    public required FlowAmount Nobody { get; init; }

    public required HealthCoverage Coverage { get; init; }

    /// <summary>Repositories that figures lack or have as they were before.</summary>
    public required IReadOnlyList<Problem> Unread { get; init; }

    /// <summary>What is wrong with the organisation file, which is not in force as it stands then.</summary>
    public required IReadOnlyList<Problem> Configuration { get; init; }

    /// <summary>The last syncs that are logged, newest first.</summary>
    public required IReadOnlyList<SyncRunView> Syncs { get; init; }

    public long? StoreBytes { get; init; }

    public int In(SourceState state) => Sources.Count(s => s.State == state);

    public static SourcesView Of(Standing standing, IStore store, HealthContext context)
    {
        const int logged = 200, shown = 10;
        const string nothing = "no usage was ever read";
        var organisation = standing.Workspace.Organisation;
        var all = new ScoreWindow(new(1990, 1, 1), new(9999, 1, 1));
        var histories = organisation.Repositories.Select(r => standing.History(r.Name)).OfType<Core.Delivery.RepositoryHistory>().ToList();
        var spend = standing.Spend.ByPerson(all);
        var days = standing.Spend.ByDay(all, Spend.SpendFilter.None);
        var total = FlowAmount.Sum(days.Select(d => d.Amount));
        var known = FlowAmount.Sum(spend.Select(s => s.Amount));
        var listed = organisation.People.Select(p => p.Id).ToHashSet(StringComparer.Ordinal);
        var covered = organisation.Usage.Select(u => u.Person).OfType<string>().Union(spend.Select(s => s.Person), StringComparer.Ordinal).Count(listed.Contains);
        var changed = days.Where(d => d.Fate is SpendFate.Live or SpendFate.Reverted or SpendFate.Dead or SpendFate.Merged).Sum(d => d.Amount.NanoUsd ?? 0);
        var newest = standing.Spend.Newest();
        var runs = store.ReadSyncRuns(logged);
        return new()
        {
            AsOf = standing.AsOf,
            Sources =
            [
                .. new SourceFinder(standing, store, runs, histories, spend, Less(total, known), context.LookedAt).All()
                    .OrderByDescending(s => s.State is SourceState.Failing).ThenByDescending(s => s.State is SourceState.Late).ThenByDescending(s => s.State is SourceState.NeverSeen)
                    .ThenBy(s => s.Kind).ThenBy(s => s.Name, StringComparer.Ordinal),
            ],
            Unmatched = IdentityFinder.Of(standing, histories, spend),
            Nobody = Less(total, known),
            Coverage = new(
                Figure.Of(covered, organisation.People.Count, "the organisation file lists nobody"),
                Figure.Of(spend.Where(s => listed.Contains(s.Person)).Sum(s => s.Amount.Responses), total.Responses, nothing),
                Figure.Of(total.Responses - total.UnpricedResponses, total.Responses, nothing),
                Figure.Of(changed, total.NanoUsd ?? 0, nothing),
                newest.Count > 0 ? newest.Values.Max() : null),
            Unread = standing.Unread,
            Configuration = context.Configuration ?? [],
            Syncs = [.. runs.Take(shown).Select(SyncRunView.Of)],
            StoreBytes = context.StoreBytes,
        };
    }

    private static FlowAmount Less(FlowAmount a, FlowAmount b) => new(
        a.Responses - b.Responses, a.Tokens - b.Tokens,
        a.NanoUsd is { } nano && nano != (b.NanoUsd ?? 0) ? nano - (b.NanoUsd ?? 0) : null,
        a.NanoCredits - b.NanoCredits, a.UnpricedTokens - b.UnpricedTokens, a.UnpricedResponses - b.UnpricedResponses);
}
