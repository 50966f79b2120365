using System.Globalization;
using Shiprank.Core.Access;
using Shiprank.Engine.Documents;
using Shiprank.Server.Access;
using Shiprank.Server.Features.Settings;
using Shiprank.Server.Jobs;

namespace Shiprank.Server.Api;

/// <summary>Alerts that fired, newest first, and the form that marks one as seen. Never kept: somebody may just have seen one.</summary>
internal sealed class AlertEndpoints(ServerOptions options, AuditLog audit)
{
    public const string Path = "alerts";

    public const string See = "/budgets/alerts";

    public static readonly ApiParameter State = ApiParameter.Choice("state", "Those in this state alone (default: both)", "open", "seen");

    public static readonly IReadOnlyList<ApiField> Fields = [new("schemaVersion", "integer"), new("open", "integer"), new("alerts", "array")];

    public static void Map(WebApplication app)
    {
        var endpoints = ActivatorUtilities.CreateInstance<AlertEndpoints>(app.Services);
        app.MapMethods(ReportEndpoints.Root + Path, [HttpMethods.Get, HttpMethods.Head], (RequestDelegate)endpoints.List).Needing(Right.Money).WithDisplayName(ReportEndpoints.Root + Path);
        app.MapPost(See, (RequestDelegate)endpoints.Seen).Needing(Right.Money).WithDisplayName(See);
    }

    private Task List(HttpContext context)
    {
        var (query, refusal) = ApiQuery.Read(context.Request, [State, ApiParameter.Limit]);
        if (refusal is not null) return ApiReply.Refuse(context, refusal);
        var alerts = options.Store.ReadAlerts(query!.Limit).Where(a => query.One(State) is not { } state || (a.SeenAt is null) == (state == "open")).ToList();
        return ApiReply.Send(context, ApiAnswer.Of(into => AlertsDocument.Write(into, alerts)), tag: null);
    }

    private async Task Seen(HttpContext context)
    {
        if (await SentForm.Read(context) is not { } form || !long.TryParse(form["alert"], NumberStyles.None, CultureInfo.InvariantCulture, out var id) || !options.Store.SeeAlert(id, options.Clock.GetUtcNow(), context.RequestAborted))
        {
            await Shell.ErrorAnswer.Write(context, StatusCodes.Status400BadRequest, "there is no such alert");
            return;
        }

        await audit.Write(context.Viewer(), "alert.seen", null, id.ToString(CultureInfo.InvariantCulture));
        context.Response.StatusCode = StatusCodes.Status303SeeOther;
        context.Response.Headers.Location = "/budgets#alerts";
    }
}
