using System.Text;
using Shiprank.Core.Access;
using Shiprank.Core.Badges;
using Shiprank.Engine.Badges;
using Shiprank.Engine.Documents;
using Shiprank.Server.Access;
using Shiprank.Server.Api;
using Shiprank.Server.Features.Settings;
using Shiprank.Server.Jobs;
using Shiprank.Server.Shell;

namespace Shiprank.Server.Features.Badges;

/// <summary>Icons, the badges of a person for directories, and what a person chooses to show.</summary>
internal sealed class BadgeEndpoints(ServerOptions options, LiveWorkspace workspace, Reports reports, Published published)
{
    public const string Choose = "/me/badges";

    private static readonly string[] Reading = [HttpMethods.Get, HttpMethods.Head];

    public static void Map(WebApplication app)
    {
        var endpoints = ActivatorUtilities.CreateInstance<BadgeEndpoints>(app.Services);
        app.MapMethods("/badges/{id}/icon.svg", Reading, (RequestDelegate)endpoints.Svg).Needing(Right.Open).WithDisplayName("/badges/{id}/icon.svg");
        app.MapMethods("/badges/{id}/icon.png", Reading, (RequestDelegate)endpoints.Png).Needing(Right.Open).WithDisplayName("/badges/{id}/icon.png");
        app.MapMethods("/people/{id}/badges", Reading, (RequestDelegate)endpoints.Person).Needing(Right.Badges).WithDisplayName("/people/{id}/badges");
        app.MapPost(Choose, (RequestDelegate)endpoints.Chosen).Needing(Right.Person).WithDisplayName(Choose);
    }

    private Task Svg(HttpContext context) => Icon(context, BadgeIcons.Svg, "image/svg+xml");

    private Task Png(HttpContext context)
    {
        var asked = context.Request.Query["size"].ToString();
        var size = asked.Length == 0 ? BadgeIcons.Sizes[0] : BadgeIcons.Sizes.FirstOrDefault(s => asked == $"{s}");
        return size > 0
            ? Icon(context, id => BadgeIcons.Png(id, size), "image/png")
            : ApiReply.Refuse(context, Refusal.Bad("size", "size is none of 32, 64, 128", "32", "64", "128"));
    }

    private Task Icon(HttpContext context, Func<string, byte[]> of, string type)
    {
        var id = (string)context.Request.RouteValues["id"]!;
        if (workspace.Current.Organisation.Badges.Definitions.All(b => b.Id != id)) return ProblemAnswers.Write(context, StatusCodes.Status404NotFound, "there is no such badge");
        Embedded.AsPicture(context.Response);
        context.Response.Headers.CacheControl = "public, max-age=86400";
        return Send(context, of(id), type);
    }

    /// <summary>Whoever does not exist, does not share or shows nothing gives the same answer as the others, with status 200.</summary>
    private async Task Person(HttpContext context)
    {
        var format = context.Request.Query["format"].ToString();
        if (format is not ("" or "json" or "html"))
        {
            await ApiReply.Refuse(context, Refusal.Bad("format", "format is none of json, html", "json", "html"));
            return;
        }

        var id = Uri.UnescapeDataString((string)context.Request.RouteValues["id"]!);
        var standing = (await reports.Now(context.RequestAborted)).Standing;
        var seen = HolderBadges.Seen(standing, options.Store, HolderKind.Person, standing.Workspace.People.Named(id).Id);
        var origin = standing.Workspace.Organisation.Badges.Issuer ?? "";
        context.Response.Headers.CacheControl = "private, max-age=300";
        if (format == "html")
        {
            Embedded.AsFrame(context.Response, standing.Workspace.Organisation.Badges.FrameAncestors);
            await Send(context, Encoding.UTF8.GetBytes(BadgeSnippet.Of(seen)), "text/html; charset=utf-8");
            return;
        }

        using var buffer = new MemoryStream();
        BadgesDocument.WriteSeen(buffer, id, seen, origin);
        await Send(context, buffer.ToArray(), "application/json");
    }

    /// <summary>A person's own wish alone; before anybody can sign in, whoever sits at this machine acts for all.</summary>
    private async Task Chosen(HttpContext context)
    {
        var viewer = context.Viewer();
        if (await SentForm.Read(context) is not { } form || Chooser(context) is not { } person || workspace.Current.Organisation.Badges.Definitions.FirstOrDefault(b => b.Id == form["badge"]) is not { } badge || form["shown"] is not ("true" or "false"))
        {
            await ErrorAnswer.Write(context, StatusCodes.Status400BadRequest, "the form asks for nothing that there is");
            return;
        }

        var shown = form["shown"] == "true";
        options.Store.ShowBadge(person, badge.Id, shown, context.RequestAborted);
        options.Store.Audit(new(options.Clock.GetUtcNow(), viewer.Actor, shown ? "badge.shown" : "badge.hidden", person, badge.Id), context.RequestAborted);

        // What was drawn before says the old choice.
        if (published.Now is { } now) published.Raise(now.Standing);
        PageAnswer.GoTo(context, "/me#badges");
    }

    /// <summary>Null for whoever is not the person: an administrator may look, and decides nothing for them.</summary>
    private string? Chooser(HttpContext context)
    {
        var viewer = context.Viewer();
        return context.Features.Get<AskedPerson>()?.Id is { } person && (viewer.IsSelf(person) || ReferenceEquals(viewer, ViewerAccess.Local)) && workspace.Current.Organisation.People.Any(p => p.Id == person) ? person : null;
    }

    private static async Task Send(HttpContext context, byte[] body, string type)
    {
        context.Response.ContentType = type;
        context.Response.ContentLength = body.Length;
        if (!HttpMethods.IsHead(context.Request.Method)) await context.Response.Body.WriteAsync(body, context.RequestAborted);
    }
}
