using Shiprank.Core.Badges;
using Shiprank.Engine.Scoring;
using Shiprank.Store;

namespace Shiprank.Engine.Badges;

/// <summary>A badge and who holds it now.</summary>
/// <param name="People">How many; null while they are fewer than the smallest group, none included.</param>
/// <param name="Teams">Ids of teams, in the file's order.</param>
/// <param name="Repositories">Names, in the file's order.</param>
/// <param name="Bunching">Null for a milestone, and while too few are near the threshold to be shown.</param>
public sealed record GalleryRow(BadgeDefinition Badge, int? People, IReadOnlyList<string> Teams, IReadOnlyList<string> Repositories, Bunching? Bunching);

/// <summary>All badges, what earns them and how many hold them. Nobody is counted by how many badges they have.</summary>
public sealed record BadgeGallery(IReadOnlyList<GalleryRow> Rows, int SmallestGroup)
{
    public static BadgeGallery Of(Standing standing, IStore store)
    {
        var (organisation, least) = (standing.Workspace.Organisation, standing.Workspace.SmallestGroup);
        var earned = AwardBook.Of(standing, store).All.Where(a => a.IsEarned).ToLookup(a => (a.Badge.Id, a.Award.Kind), a => a.Award.Holder);
        var bunched = standing.Index.Bunched.ToDictionary(b => b.Badge, StringComparer.Ordinal);
        return new([.. organisation.Badges.Definitions.Select(Row)], least);

        GalleryRow Row(BadgeDefinition badge)
        {
            var people = earned[(badge.Id, HolderKind.Person)].Distinct(StringComparer.Ordinal).Count();
            var (teams, repositories) = (earned[(badge.Id, HolderKind.Team)].ToHashSet(StringComparer.Ordinal), earned[(badge.Id, HolderKind.Repository)].ToHashSet(StringComparer.Ordinal));
            var near = bunched.GetValueOrDefault(badge.Id);
            return new(
                badge,
                people >= least ? people : null,
                [.. organisation.Teams.Select(t => t.Id).Where(teams.Contains)],
                [.. organisation.Repositories.Select(r => r.Name).Where(repositories.Contains)],
                near is not null && near.JustAbove + near.JustBelow >= least ? near : null);
        }
    }
}
