using Shiprank.Core.Access;
using Shiprank.Core.Organisation;
using Shiprank.Engine.Documents;
using Shiprank.Engine.Privacy;
using Shiprank.Engine.Scoring;
using Shiprank.Server.Access;
using Shiprank.Server.Api;
using Shiprank.Server.Jobs;
using Shiprank.Server.Shell;
using Shiprank.Store;

namespace Shiprank.Server.Features.People;

/// <summary>What only a person may do about their own figures: say whether they are shown, and take all of them along.</summary>
internal sealed class OwnEndpoints(ServerOptions options, LiveWorkspace workspace, Published published, Reports reports)
{
    public const string Share = "/me/share";
    public const string Export = "/me/export";

    public static void Map(WebApplication app)
    {
        var endpoints = ActivatorUtilities.CreateInstance<OwnEndpoints>(app.Services);
        app.MapPost(Share, (RequestDelegate)endpoints.Say).Needing(Right.Person).WithMetadata(SameOriginForm.Instance).WithDisplayName(Share);
        app.MapGet(Export, (RequestDelegate)endpoints.Take).Needing(Right.Person).WithDisplayName(Export);
    }

    /// <summary>Oneself; and whoever sits at this machine as long as nobody set up how to sign in, who then answers for everybody. No administrator.</summary>
    private PersonEntry? Own(HttpContext context, string? asked)
    {
        var viewer = context.Viewer();
        var id = asked is { Length: > 0 and <= 200 } ? workspace.Current.People.Named(asked).Id : viewer.Person;
        return id is not null && (viewer.IsSelf(id) || viewer == ViewerAccess.Local) ? workspace.Current.Organisation.People.FirstOrDefault(p => p.Id == id) : null;
    }

    private async Task Say(HttpContext context)
    {
        var form = context.Request.HasFormContentType ? await context.Request.ReadFormAsync(context.RequestAborted) : null;
        if (form is null || form["shares"].ToString() is not ("true" or "false") || Own(context, form["person"]) is not { } person)
        {
            await ErrorAnswer.Write(context, StatusCodes.Status404NotFound, "there is no such page of yours");
            return;
        }

        var shares = form["shares"] == "true";
        var (now, actor) = (options.Clock.GetUtcNow(), context.Viewer().Actor);
        options.Store.Audit(new(now, actor, shares ? "consent.given" : "consent.withdrawn", person.Id, "people board"), context.RequestAborted);
        options.Store.AddConsent(new(person.Id, now, shares, actor), context.RequestAborted);
        workspace.Agree();
        if (Standing.Read(options.Store, workspace.Current) is { Succeeded: true, Value: { } standing }) published.Raise(standing);
        PageAnswer.GoTo(context, $"/me?person={Uri.EscapeDataString(person.Id)}");
    }

    private async Task Take(HttpContext context)
    {
        if (Own(context, context.Request.Query["person"]) is not { } person)
        {
            await ErrorAnswer.Write(context, StatusCodes.Status404NotFound, "there is no such page of yours");
            return;
        }

        var standing = (await reports.Now(context.RequestAborted)).Standing;
        options.Store.Audit(new(options.Clock.GetUtcNow(), context.Viewer().Actor, "person.exported", person.Id, "all rows"), context.RequestAborted);
        using var buffer = new MemoryStream();
        PersonExport.Write(buffer, standing, options.Store, person.Id);
        context.Response.Headers.ContentDisposition = $"attachment; filename=\"shiprank-{Uri.EscapeDataString(person.Id)}.json\"";
        context.Response.Headers.CacheControl = "no-store";
        await ProblemAnswers.Send(context, StatusCodes.Status200OK, "application/json", buffer.ToArray());
    }
}
