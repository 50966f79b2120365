using Shiprank.Core.Access;

namespace Shiprank.Server.Access;

/// <summary>Who asks, as it was made out for this request.</summary>
public static class ViewerAccess
{
    /// <summary>Whoever sits at this machine, as long as nobody set up how to sign in.</summary>
    public static readonly Viewer Local = new() { Actor = "local", Roles = Roles.Member | Roles.Admin | Roles.Finops | Roles.Auditor };

    /// <summary>A program of this machine that sends usage, as long as nobody set up how to sign in.</summary>
    public static readonly Viewer LocalSender = new() { Actor = "local", Scopes = Scopes.Ingest };

    /// <summary><see cref="Viewer.Nobody"/> when nobody was made out.</summary>
    public static Viewer Viewer(this HttpContext context) => context.Features.Get<Viewer>() ?? Shiprank.Core.Access.Viewer.Nobody;

    internal static void Viewer(this HttpContext context, Viewer viewer) => context.Features.Set(viewer);
}
