using Shiprank.Core.Badges;
using Shiprank.Core.Organisation;

namespace Shiprank.Server.Tests.Badges;

/// <summary>The demo served with badges set up as a test wants it.</summary>
internal static class BadgeSite
{
    public const string Origin = "https://shiprank.example.com";

    /// <summary>Does not share here.</summary>
    public const string Hidden = "bela";

    public static Task<RunningServer> Serve(DemoSite demo, BadgeSettings badges, int leastGroup = 5) => demo.Serve(o =>
    {
        var organisation = o.Workspace.Organisation;
        return o with
        {
            ConfigPath = null,
            Workspace = o.Workspace with
            {
                Organisation = organisation with { Badges = badges, People = [.. organisation.People.Select(p => p.Id == Hidden ? p with { Share = false } : p)] },
                Policy = o.Workspace.Policy with { MinGroup = leastGroup },
            },
        };
    });

    /// <summary>Somebody who shares and holds a badge.</summary>
    public static (string Person, string Badge) Holder(RunningServer server)
    {
        var award = server.Store.ReadAwards().Select(a => a.Award).First(a => a is { Kind: HolderKind.Person, State: AwardState.Earned } && a.Holder != Hidden);
        return (award.Holder, award.Badge);
    }
}
