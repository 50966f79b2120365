using Shiprank.Core.Badges;
using Shiprank.Engine.Changes;

namespace Shiprank.Cli.Commands.Demo;

/// <summary>One made-up person shows their badges, so that a directory has something to embed: the one whose badge a late revert took.</summary>
internal static class DemoBadges
{
    public static void Show(OpenWorkspace open)
    {
        var names = new SharedNames(open.Workspace.Organisation);
        var own = open.Store.ReadAwards().Select(a => a.Award).Where(a => a.Kind == HolderKind.Person && names.Shows(a.Holder)).ToLookup(a => a.Holder, StringComparer.Ordinal);
        var person = own.OrderBy(p => p.Key, StringComparer.Ordinal).FirstOrDefault(p => p.Any(a => a.State == AwardState.Revoked));
        foreach (var badge in (person ?? Enumerable.Empty<Award>()).Where(a => a.State == AwardState.Earned).Select(a => a.Badge).Distinct(StringComparer.Ordinal)) open.Store.ShowBadge(person!.Key, badge, shown: true);
    }
}
