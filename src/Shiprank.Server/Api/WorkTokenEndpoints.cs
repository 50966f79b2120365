using System.Globalization;
using Shiprank.Core.Access;
using Shiprank.Core.Caps;
using Shiprank.Engine.Caps;
using Shiprank.Engine.Documents;
using Shiprank.Server.Access;
using Shiprank.Server.Ingest;
using Shiprank.Server.Jobs;

namespace Shiprank.Server.Api;

/// <summary>Makes work tokens for whoever may have one, and tells the public halves of the keys that they are signed with.</summary>
internal sealed class WorkTokenEndpoints(ServerOptions options, LiveCaps caps, WorkBearer bearer, AuditLog audit)
{
    public const string Path = "work-tokens";

    public const string Keys = "work-tokens/keys";

    public static readonly IReadOnlyList<ApiField> Fields =
    [
        new("schemaVersion", "integer"), new("token", "string"), new("run", "string"), new("person", "string?"), new("job", "string?"), new("ticket", "string?"), new("ticketCounts", "boolean"), new("sentence", "string"),
        new("costCentre", "string?"), new("repository", "string?"), new("autonomous", "boolean"), new("issuedAt", "string"), new("expiresAt", "string"), new("gateways", "array"),
    ];

    public static readonly IReadOnlyList<ApiField> KeyFields = [new("keys", "array")];

    public static void Map(WebApplication app)
    {
        var endpoints = ActivatorUtilities.CreateInstance<WorkTokenEndpoints>(app.Services);
        app.MapPost(ReportEndpoints.Root + Path, (RequestDelegate)endpoints.Make).Needing(Right.Work).WithDisplayName(ReportEndpoints.Root + Path);
        app.MapMethods(ReportEndpoints.Root + Keys, [HttpMethods.Get, HttpMethods.Head], (RequestDelegate)endpoints.Public).Needing(Right.Open).WithDisplayName(ReportEndpoints.Root + Keys);
    }

    private async Task Make(HttpContext context)
    {
        var (_, refusal) = ApiQuery.Read(context.Request, []);
        WorkAsk? ask = null;
        if (refusal is null) (ask, refusal) = await Body.Read(context.Request, options.Clock) is { } body ? WorkAsk.Read(body.Span) : (null, new(StatusCodes.Status408RequestTimeout, "the request did not come in time"));
        if (ask is null)
        {
            await ApiReply.Refuse(context, refusal!);
            return;
        }

        var viewer = context.Viewer();
        if (ask.Person.Length > 0 && ask.Person != viewer.Person && !viewer.Is(Roles.Admin))
        {
            await ApiReply.Refuse(context, new(StatusCodes.Status403Forbidden, "a work token is for whoever asks; an administrator alone may name somebody else", "person"));
            return;
        }

        await Answer(context, viewer, ask);
    }

    private async Task Answer(HttpContext context, Viewer viewer, WorkAsk ask)
    {
        var opened = bearer.Ring.Current;
        if (!opened.Succeeded)
        {
            await ApiReply.Refuse(context, new(StatusCodes.Status503ServiceUnavailable, opened.Problem.Reason));
            return;
        }

        var person = ask.Person.Length > 0 ? ask.Person : viewer.Person;
        var register = caps.Current;
        var (grant, refused) = new WorkDesk(register, opened.Value, bearer.Organisation).Issue(ask.Request, person, viewer.Scopes != Scopes.None, options.Clock.GetUtcNow());
        if (grant is null)
        {
            var status = refused!.Fault switch
            {
                WorkFault.Bad => StatusCodes.Status400BadRequest,
                WorkFault.NotTheirs => StatusCodes.Status403Forbidden,
                _ => StatusCodes.Status422UnprocessableEntity,
            };
            await ApiReply.Refuse(context, new(status, refused.Sentence, refused.Field.Length > 0 ? refused.Field : null));
            return;
        }

        var token = grant.Token;
        await audit.Write(viewer, "work-token.made", person, string.Create(CultureInfo.InvariantCulture, $"{token.Run} {(token.Ticket.Length > 0 ? token.Ticket : "no ticket")} {ask.Request.Minutes} min{(token.Autonomous ? " autonomous" : "")}"));
        await ApiReply.Send(context, ApiAnswer.Of(into => WorkTokenDocument.Write(into, grant, register.Settings.Gateway.Providers)), tag: null);
    }

    private Task Public(HttpContext context)
    {
        var (_, refusal) = ApiQuery.Read(context.Request, []);
        if (refusal is not null) return ApiReply.Refuse(context, refusal);
        var opened = bearer.Ring.Current;
        return opened.Succeeded ? ApiReply.Send(context, ApiAnswer.Of(into => WorkKeysDocument.Write(into, opened.Value)), tag: null) : ApiReply.Refuse(context, new(StatusCodes.Status503ServiceUnavailable, opened.Problem.Reason));
    }
}
