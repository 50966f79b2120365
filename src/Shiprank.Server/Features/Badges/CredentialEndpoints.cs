using System.Globalization;
using System.Text;
using Shiprank.Core.Access;
using Shiprank.Core.Badges;
using Shiprank.Engine.Badges;
using Shiprank.Engine.Credentials;
using Shiprank.Server.Access;
using Shiprank.Server.Api;
using Shiprank.Server.Jobs;

namespace Shiprank.Server.Features.Badges;

/// <summary>
/// Credentials of a person for that person, and what anybody needs to verify one: the issuer's profile, its keys, and the lists of what holds no more.
/// Without <c>badges: issuer:</c> in the organisation file there are none.
/// </summary>
internal sealed class CredentialEndpoints(ServerOptions options, LiveWorkspace workspace, Reports reports)
{
    private const string Signed = "application/vc+jwt";

    private static readonly string[] Reading = [HttpMethods.Get, HttpMethods.Head];

    public static void Map(WebApplication app)
    {
        var endpoints = ActivatorUtilities.CreateInstance<CredentialEndpoints>(app.Services);
        Map(app, "/me/badges/{badge}/credential", endpoints.Own, Right.Person);
        Map(app, "/credentials/issuer", context => endpoints.Public(context, (issuer, into, _) => Written(() => issuer.WriteProfile(into))));
        Map(app, "/credentials/jwks.json", context => endpoints.Public(context, (issuer, into, _) => Written(() => issuer.WriteKeys(into))));
        Map(app, "/.well-known/jwks.json", context => endpoints.Public(context, (issuer, into, _) => Written(() => issuer.WriteKeys(into))));
        Map(app, "/credentials/keys/{id}", context => endpoints.Public(context, (issuer, into, id) => issuer.WriteKey(into, id)));
        Map(app, "/credentials/status/{list}", endpoints.Status);
    }

    private static void Map(WebApplication app, string path, RequestDelegate take, Right needs = Right.Open) => app.MapMethods(path, Reading, take).Needing(needs).WithDisplayName(path);

    private static bool Written(Action write)
    {
        write();
        return true;
    }

    /// <summary>A person's own alone; before anybody can sign in, that of whom this machine's user asks for.</summary>
    private async Task Own(HttpContext context)
    {
        var viewer = context.Viewer();
        var standing = (await reports.Now(context.RequestAborted)).Standing;
        var id = context.Features.Get<AskedPerson>()?.Id is { } asked && (viewer.IsSelf(asked) || ReferenceEquals(viewer, ViewerAccess.Local)) ? asked : "";
        var badge = (string)context.Request.RouteValues["badge"]!;
        var person = standing.Workspace.Organisation.People.FirstOrDefault(p => p.Id == id);
        var held = person is null ? null : AwardBook.Of(standing, options.Store).Of(HolderKind.Person, id).FirstOrDefault(a => a.Badge.Id == badge && a is { IsEarned: true, Number: not null });
        if (person is null || held is null)
        {
            await NotFound(context, "you hold no such badge");
            return;
        }

        if (Issuer(out var keys, out var missing) is not { } issuer)
        {
            await NotFound(context, missing);
            return;
        }

        using (keys)
        {
            context.Response.Headers.ContentDisposition = $"attachment; filename=\"{badge}.jwt\"";
            context.Response.Headers.CacheControl = "no-store";
            await Send(context, Encoding.ASCII.GetBytes(issuer.Issue(person, held, held.Number!.Value)), Signed);
        }
    }

    private async Task Status(HttpContext context)
    {
        var told = options.Store.ReadAwards(context.RequestAborted);
        var last = told.Count == 0 ? 0 : StatusList.Place(told[^1].Number).List;
        if (!long.TryParse((string)context.Request.RouteValues["list"]!, NumberStyles.None, CultureInfo.InvariantCulture, out var list) || list > last)
        {
            await NotFound(context, "there is no such list");
            return;
        }

        if (Issuer(out var keys, out var missing) is not { } issuer)
        {
            await NotFound(context, missing);
            return;
        }

        using (keys)
        {
            context.Response.Headers.CacheControl = "public, max-age=300";
            await Send(context, Encoding.ASCII.GetBytes(issuer.StatusCredential(list, told, options.Store.LastRun()?.AsOf ?? options.Clock.GetUtcNow())), Signed);
        }
    }

    private async Task Public(HttpContext context, Func<CredentialIssuer, Stream, string, bool> write)
    {
        if (Issuer(out var keys, out var missing) is not { } issuer)
        {
            await NotFound(context, missing);
            return;
        }

        using (keys)
        using (var buffer = new MemoryStream())
        {
            if (!write(issuer, buffer, context.Request.RouteValues["id"] as string ?? ""))
            {
                await NotFound(context, "there is no such key");
                return;
            }

            context.Response.Headers.CacheControl = "public, max-age=300";
            await Send(context, buffer.ToArray(), "application/json");
        }
    }

    /// <param name="keys">To be disposed of by the caller.</param>
    /// <param name="missing">Why there are no credentials.</param>
    private CredentialIssuer? Issuer(out IssuerKeys? keys, out string missing)
    {
        (keys, missing) = (null, "this server issues no credentials: badges: issuer: in the organisation file switches them on");
        var organisation = workspace.Current.Organisation;
        if (organisation.Badges.Issuer is not { } origin || options.DataFolder.Length == 0) return null;
        var opened = IssuerKeys.Open(options.DataFolder);
        if (!opened.Succeeded)
        {
            missing = "the keys of credentials can't be used; the server's user has to be able to read and write the data folder";
            return null;
        }

        keys = opened.Value;
        return new(organisation, new(origin), keys, options.Store.Key);
    }

    private static Task NotFound(HttpContext context, string why) => ProblemAnswers.Write(context, StatusCodes.Status404NotFound, why);

    private static async Task Send(HttpContext context, byte[] body, string type)
    {
        context.Response.ContentType = type;
        context.Response.ContentLength = body.Length;
        if (!HttpMethods.IsHead(context.Request.Method)) await context.Response.Body.WriteAsync(body, context.RequestAborted);
    }
}
