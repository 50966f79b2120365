using Shiprank.Core.Access;
using Shiprank.Engine;
using Shiprank.Server.Jobs;

namespace Shiprank.Server.Access;

/// <summary>Whenever another organisation file is in force: writes down whose roles it changes, and signs out for good who has left.</summary>
internal sealed class RoleWatch(ServerOptions options)
{
    public static void Begin(IServiceProvider services)
    {
        var watch = ActivatorUtilities.CreateInstance<RoleWatch>(services);
        services.GetRequiredService<LiveWorkspace>().Watch(watch.Look);
    }

    private void Look(Workspace before, Workspace now)
    {
        foreach (var person in before.Organisation.People.Concat(now.Organisation.People).Select(p => p.Id).Distinct(StringComparer.Ordinal))
        {
            var (had, has) = (RoleBook.Of(before.Organisation, person), RoleBook.Of(now.Organisation, person));
            var (old, roles) = (had?.Roles ?? Roles.None, has?.Roles ?? Roles.None);
            if (old == roles) continue;
            options.Store.Audit(new(options.Clock.GetUtcNow(), "file", "roles.changed", person, $"{Text(old)} → {Text(roles)}"));
            if (has is null) options.Store.EndSignIns(person);
        }
    }

    private static string Text(Roles roles) => roles == Roles.None ? "none" : RoleNames.Text(roles);
}
