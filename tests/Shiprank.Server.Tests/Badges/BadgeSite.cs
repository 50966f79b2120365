using Shiprank.Core.Organisation;

namespace Shiprank.Server.Tests.Badges;

/// <summary>The demo served with badges set up as a test wants it.</summary>
internal static class BadgeSite
{
    public const string Origin = "https://shiprank.example.com";

    public static Task<RunningServer> Serve(DemoSite demo, BadgeSettings badges, int leastGroup = 5) => demo.Serve(o => o with
    {
        ConfigPath = null,
        Workspace = o.Workspace with { Organisation = o.Workspace.Organisation with { Badges = badges }, Policy = o.Workspace.Policy with { MinGroup = leastGroup } },
    });

    /// <summary>A person who shares and holds a badge, with its id; and one who does not share.</summary>
    public static Task<(string Sharing, string Badge, string Hidden)> People(RunningServer server, DemoSite demo)
    {
        var people = Engine.Workspace.Load(demo.Folder.At("shiprank.yaml")).Value!.Organisation.People;
        var held = server.Store.ReadAwards().Where(a => a.Award is { Kind: Core.Badges.HolderKind.Person, State: Core.Badges.AwardState.Earned }).ToList();
        var sharing = held.First(a => people.Any(p => p.Id == a.Award.Holder && p.Share));
        return Task.FromResult((sharing.Award.Holder, sharing.Award.Badge, held.Select(a => a.Award.Holder).FirstOrDefault(h => people.Any(p => p.Id == h && !p.Share)) ?? people.First(p => !p.Share).Id));
    }
}
