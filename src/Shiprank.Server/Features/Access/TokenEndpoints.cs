using System.Security.Cryptography;
using Shiprank.Core.Access;
using Shiprank.Server.Access;
using Shiprank.Server.Features.Settings;
using Shiprank.Server.Jobs;
using Shiprank.Server.Shell;

namespace Shiprank.Server.Features.Access;

/// <summary>Makes and ends service tokens, for administrators. A token can't: settings are not open to any scope.</summary>
internal sealed class TokenEndpoints(ServerOptions options, LiveWorkspace workspace, AuditLog audit)
{
    public const string Path = "/settings/tokens";

    public const string New = Path + "/new";

    public const string Revoke = Path + "/revoke";

    public static void Map(WebApplication app)
    {
        var endpoints = ActivatorUtilities.CreateInstance<TokenEndpoints>(app.Services);
        app.MapPost(New, (RequestDelegate)endpoints.Make).Needing(Right.Settings).WithDisplayName(New);
        app.MapPost(Revoke, (RequestDelegate)endpoints.End).Needing(Right.Settings).WithDisplayName(Revoke);
    }

    private async Task Make(HttpContext context)
    {
        var form = await SentForm.Read(context) ?? SentForm.Of();
        var scopes = RoleNames.Scopes.Where(s => form.Ticked($"scope-{s.Name}")).Aggregate(Scopes.None, (all, s) => all | s.Scope);
        var person = form.Text("person");
        var days = (int)(form.Number("days", 1, NewToken.MostDays) ?? 0);
        var name = form.Text("name") ?? "";
        if (scopes == Scopes.None) form.Wrong("scope", "tick what it may do");
        if (person is not null && RoleBook.Of(workspace.Current.Organisation, person) is null) form.Wrong("person", "the organisation file has no such person who is there");
        if (!form.IsFine)
        {
            await ErrorAnswer.Write(context, StatusCodes.Status422UnprocessableEntity, "", [.. form.Errors.Select(e => new Shiprank.Core.Problem(e.Key, 0, e.Value))]);
            return;
        }

        var viewer = context.Viewer();
        var made = NewToken.Of(RandomNumberGenerator.GetBytes(32), name, scopes, person, viewer, options.Clock.GetUtcNow(), days);
        await audit.Write(viewer, "token.made", person, $"{made.Kept.Id} {RoleNames.Text(scopes)}");
        await Task.Run(() => options.Store.AddToken(made.Kept));
        await PageAnswer.Write<MadeToken>(context, StatusCodes.Status200OK, "Copy it now", new Dictionary<string, object?>(StringComparer.Ordinal) { [nameof(MadeToken.Made)] = made });
    }

    private async Task End(HttpContext context)
    {
        var form = await SentForm.Read(context) ?? SentForm.Of();
        var id = form["id"];
        if (!await Task.Run(() => options.Store.RevokeToken(id, options.Clock.GetUtcNow())))
        {
            await ErrorAnswer.Write(context, StatusCodes.Status404NotFound, "there is no such token, or it was revoked before");
            return;
        }

        await audit.Write(context.Viewer(), "token.revoked", null, id);
        PageAnswer.GoTo(context, Path);
    }
}
