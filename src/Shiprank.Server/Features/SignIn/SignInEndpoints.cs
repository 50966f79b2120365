using System.Globalization;
using Shiprank.Core.Access;
using Shiprank.Core.Organisation;
using Shiprank.Server.Access;
using Shiprank.Server.Access.Oidc;
using Shiprank.Server.Jobs;
using Shiprank.Server.Shell;

namespace Shiprank.Server.Features.SignIn;

/// <summary>Signing in by the provider or by a one-time link, and signing out.</summary>
internal sealed class SignInEndpoints(LiveWorkspace workspace, OidcClient oidc, SignIns signIns, OneTimeLink link, AuditLog audit)
{
    public const string Path = "/sign-in";

    public const string Start = Path + "/start";

    public const string Callback = Path + "/callback";

    public const string Out = "/sign-out";

    public static void Map(WebApplication app)
    {
        var endpoints = app.Services.GetRequiredService<SignInEndpoints>();
        app.MapGet(Start, (RequestDelegate)endpoints.Begin).Needing(Right.Open).WithDisplayName(Start);
        app.MapGet(Callback, (RequestDelegate)endpoints.End).Needing(Right.Open).WithDisplayName(Callback);
        app.MapGet(OneTimeLink.Path, (RequestDelegate)endpoints.Once).Needing(Right.Open).WithDisplayName(OneTimeLink.Path);
        app.MapPost(Out, (RequestDelegate)endpoints.SignOut).Needing(Right.Open).WithMetadata(SameOriginForm.Instance).WithDisplayName(Out);
    }

    private async Task Begin(HttpContext context)
    {
        if (oidc.Settings is not { } settings)
        {
            await ErrorAnswer.Write(context, StatusCodes.Status404NotFound, "no identity provider is set up");
            return;
        }

        var browser = BegunSignIns.Random();
        if (await oidc.Begin(settings, Redirect(context), browser, ReturnPath.Safe(context.Request.Query["return"]), context.RequestAborted) is not { } address)
        {
            await ErrorAnswer.Write(context, StatusCodes.Status503ServiceUnavailable, "the identity provider does not answer as it should");
            return;
        }

        context.Response.Cookies.Append(Cookie(context), browser, Options(context, BegunSignIns.Patience));
        Private(context);
        PageAnswer.GoTo(context, address);
    }

    private async Task End(HttpContext context)
    {
        var query = context.Request.Query;
        var cookie = context.Request.Cookies[Cookie(context)];
        context.Response.Cookies.Delete(Cookie(context), Options(context, null));
        Private(context);
        if (oidc.Settings is not { } settings || query["state"] is not [{ Length: TokenText.Length } state] || cookie is not { Length: TokenText.Length } || oidc.Begun.Take(state, cookie) is not { } begun)
        {
            await Fail(context, "state", StatusCodes.Status400BadRequest, "this sign-in was not begun in this browser, or too long ago, or is over already: begin it again");
            return;
        }

        if (query["code"] is not [{ Length: > 0 and < 4096 } code])
        {
            await Fail(context, "declined", StatusCodes.Status403Forbidden, "the identity provider did not sign you in");
            return;
        }

        var outcome = await oidc.End(settings, begun, code, query["iss"].ToString(), Redirect(context), context.RequestAborted);
        if (outcome.Token is not { } token)
        {
            await Fail(context, outcome.Flaw, StatusCodes.Status403Forbidden, "what the identity provider sent is not good (" + outcome.Flaw + "): begin again, and tell an administrator if it stays so");
            return;
        }

        await Enter(context, settings, begun, token);
    }

    private async Task Enter(HttpContext context, OidcSettings settings, BegunSignIn begun, IdToken token)
    {
        var organisation = workspace.Current.Organisation;
        var person = token.Claim(settings.PersonClaim) is { } claim ? RoleBook.Find(organisation, claim) : null;
        if (person is null)
        {
            await Fail(context, "no-person", StatusCodes.Status403Forbidden, "the identity provider knows you, and the organisation file has nobody with your address: ask an administrator to add it to your entry under Settings, People");
            return;
        }

        var granted = settings.GroupsClaim is { } groups ? organisation.Access.Granted(token.Texts(groups)) : Roles.None;
        var viewer = RoleBook.Of(organisation, person.Id, granted)!;
        await signIns.Begin(context, person.Id, granted, person.Name);
        await audit.Write(viewer, "sign-in.ok", person.Id, "oidc: " + RoleNames.Text(viewer.Roles));
        PageAnswer.GoTo(context, begun.Return);
    }

    private async Task Once(HttpContext context)
    {
        Private(context);
        if (workspace.Current.Organisation.Access.IsConfigured || context.Request.Query["code"] is not [{ Length: TokenText.Length } code] || !link.Take(code))
        {
            await Fail(context, "link", StatusCodes.Status403Forbidden, "this link was opened before, or is too old: shiprank sign-in makes another one");
            return;
        }

        await signIns.Begin(context, "", Roles.None, "Administrator");
        await audit.Write(ViewerAccess.Local, "sign-in.ok", null, "one-time link");
        PageAnswer.GoTo(context, "/");
    }

    private async Task SignOut(HttpContext context)
    {
        var viewer = context.Viewer();
        await signIns.End(context);
        if (viewer.IsKnown()) await audit.Write(viewer, "sign-out", viewer.Person, "");
        PageAnswer.GoTo(context, Path);
    }

    /// <param name="why">A word for the audit log.</param>
    private async Task Fail(HttpContext context, string why, int status, string sentence)
    {
        await audit.Write(Viewer.Nobody, "sign-in.failed", null, why);
        await ErrorAnswer.Write(context, status, sentence);
    }

    /// <summary>As it is registered at the provider.</summary>
    private string Redirect(HttpContext context)
    {
        var arrival = Arrival.Of(context);
        return arrival.ByProxy ? $"{workspace.Current.Organisation.Access.BaseUrl!.GetLeftPart(UriPartial.Authority)}{Callback}" : $"http://{arrival.Authority}{Callback}";
    }

    private static void Private(HttpContext context)
    {
        context.Response.Headers.CacheControl = "no-store";
        context.Response.Headers["Referrer-Policy"] = "no-referrer";
    }

    private static string Cookie(HttpContext context) => Arrival.Of(context).IsHttps ? "__Host-sr-begun" : string.Create(CultureInfo.InvariantCulture, $"sr-begun-{context.Connection.LocalPort}");

    private static CookieOptions Options(HttpContext context, TimeSpan? age) => new() { HttpOnly = true, SameSite = SameSiteMode.Lax, Secure = Arrival.Of(context).IsHttps, Path = "/", MaxAge = age, IsEssential = true };
}
