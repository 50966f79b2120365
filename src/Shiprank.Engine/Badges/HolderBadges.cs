using Shiprank.Core.Badges;
using Shiprank.Engine.Changes;
using Shiprank.Engine.Scoring;
using Shiprank.Store;

namespace Shiprank.Engine.Badges;

/// <summary>An award as its holder sees it.</summary>
/// <param name="Shown">Others see it; always of teams and repositories.</param>
public sealed record HolderBadge(HeldAward Held, bool Shown);

/// <summary>The badges of one person, team or repository, those that ended too.</summary>
/// <param name="Shares">The person is named to others at all; true for teams and repositories.</param>
public sealed record HolderBadges(HolderKind Kind, string Holder, bool Shares, IReadOnlyList<HolderBadge> Badges)
{
    /// <summary>Everything, for the holder alone.</summary>
    /// <returns>Null when the organisation file has none of this id.</returns>
    public static HolderBadges? Of(Standing standing, IStore store, HolderKind kind, string holder)
    {
        var organisation = standing.Workspace.Organisation;
        var isKnown = kind switch
        {
            HolderKind.Person => organisation.People.Any(p => p.Id == holder),
            HolderKind.Team => organisation.Teams.Any(t => t.Id == holder),
            _ => organisation.Repositories.Any(r => r.Name == holder),
        };
        if (!isKnown) return null;
        var chosen = kind == HolderKind.Person ? store.ReadShownBadges().Where(s => s.Person == holder).Select(s => s.Badge).ToHashSet(StringComparer.Ordinal) : null;
        return new(
            kind,
            holder,
            kind != HolderKind.Person || new SharedNames(organisation).Shows(holder),
            [.. AwardBook.Of(standing, store).Of(kind, holder).Select(a => new HolderBadge(a, chosen?.Contains(a.Badge.Id) ?? true))]);
    }

    /// <summary>
    /// What others see: badges that are earned now and that the person chose to show. Whoever does not exist, does not share, or shows nothing
    /// gives the same: nothing.
    /// </summary>
    public static IReadOnlyList<HeldAward> Seen(Standing standing, IStore store, HolderKind kind, string holder) =>
        Of(standing, store, kind, holder) is { Shares: true } its ? [.. its.Badges.Where(b => b.Shown && b.Held.IsEarned).Select(b => b.Held).DistinctBy(h => h.Badge.Id)] : [];
}
