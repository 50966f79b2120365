using Shiprank.Core.Access;
using Shiprank.Server.Features.People;
using Shiprank.Server.Jobs;

namespace Shiprank.Server.Access;

/// <summary>Whose figures a request asks for, settled before anything of them is read.</summary>
/// <param name="Id">Of the organisation file, or what was asked for where it has no such person; null: nobody was named.</param>
internal sealed record AskedPerson(string? Id);

/// <summary>
/// Lets people see their own figures, and others only with the right to it: then it is in the audit log before it is shown, and the person sees it
/// there. Looks of one viewer at one person within ten minutes are one.
/// </summary>
internal sealed class PersonLooks(ServerOptions options, LiveWorkspace workspace, AuditLog audit)
{
    /// <summary>Stands for everybody in the audit log: what all people's cells were read from.</summary>
    public const string Everybody = "*";

    private const int MostKept = 10_000;

    private static readonly TimeSpan oneLook = TimeSpan.FromMinutes(10);

    private readonly Lock gate = new();
    private readonly Dictionary<(string Actor, string About, string What), DateTimeOffset> looks = [];

    /// <returns>False when they may not.</returns>
    public async Task<bool> Allow(HttpContext context, Right right)
    {
        var viewer = context.Viewer();
        if (right == Right.Cells)
        {
            await Note(viewer, "score.read", Everybody, context.Request.Path);
            return true;
        }

        var asked = Asked(context, viewer);
        context.Features.Set(new AskedPerson(asked));
        if (asked is null) return viewer.Is(Roles.Admin) || viewer.Scopes != Scopes.None;
        if (!viewer.MayLookAt(asked)) return false;
        if (!workspace.Current.Organisation.Privacy.PersonViews && !viewer.IsSelf(asked) && viewer != ViewerAccess.Local) return false;
        if (!viewer.IsSelf(asked) && workspace.Current.Organisation.People.Any(p => p.Id == asked)) await Note(viewer, "person.viewed", asked, context.Request.Path);
        return true;
    }

    /// <summary>Who is named by the address, else oneself; this machine's administrator is shown whom they looked at last.</summary>
    private string? Asked(HttpContext context, Viewer viewer)
    {
        var named = context.Request.RouteValues["id"] as string ?? (context.Request.Query["person"] is [{ Length: > 0 and <= 200 } asked] ? asked : null);
        named ??= viewer.Person ?? (viewer == ViewerAccess.Local ? MeCookie.Read(context.Request) : null);
        return named is null ? null : workspace.Current.People.Named(named.Replace("%2F", "/", StringComparison.OrdinalIgnoreCase)).Id;
    }

    private async Task Note(Viewer viewer, string action, string about, string path)
    {
        var (now, key) = (options.Clock.GetUtcNow(), (viewer.Actor, about, action));
        lock (gate)
        {
            if (looks.TryGetValue(key, out var last) && now - last < oneLook) return;
            if (looks.Count >= MostKept) looks.Clear();
        }

        await audit.Write(viewer, action, about, path.StartsWith("/api/", StringComparison.Ordinal) ? "api" : path.StartsWith("/csv/", StringComparison.Ordinal) ? "csv" : "page");
        lock (gate) looks[key] = now;
    }
}
