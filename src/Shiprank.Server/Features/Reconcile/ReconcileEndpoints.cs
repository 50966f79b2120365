using System.Text;
using Shiprank.Core.Access;
using Shiprank.Engine.Chargeback;
using Shiprank.Engine.Reconcile;
using Shiprank.Server.Access;
using Shiprank.Server.Api;
using Shiprank.Server.Features.Chargeback;
using Shiprank.Server.Features.Exports;

namespace Shiprank.Server.Features.Reconcile;

/// <summary><c>GET /csv/reconcile</c> and <c>/csv/reconcile/{issuer}</c>.</summary>
internal sealed class ReconcileEndpoints(ChargeDesk desk, Reports reports)
{
    public static void Map(WebApplication app)
    {
        var endpoints = ActivatorUtilities.CreateInstance<ReconcileEndpoints>(app.Services);
        app.MapGet("/csv/reconcile", (RequestDelegate)(context => endpoints.Send(context, null))).Needing(Right.Money).WithDisplayName("/csv/reconcile");
        app.MapGet("/csv/reconcile/{issuer}", (RequestDelegate)(context => endpoints.Send(context, (string)context.Request.RouteValues["issuer"]!))).Needing(Right.Money).WithDisplayName("/csv/reconcile/{issuer}");
    }

    private async Task Send(HttpContext context, string? issuer)
    {
        var asked = context.Request.Query["month"] is [{ Length: > 0 } text] ? text : null;
        var month = asked is null ? null : ChargeMonths.Parse(asked);
        var standing = (await reports.Now(context.RequestAborted)).Standing;
        var view = asked is not null && month is null ? null : ReconcileView.Of(desk.Store, standing.Workspace, month, issuer, DateOnly.FromDateTime(desk.Now.UtcDateTime), context.RequestAborted);
        if (view is null || (issuer is not null && view.Issuers.Count == 0))
        {
            context.Response.StatusCode = StatusCodes.Status404NotFound;
            return;
        }

        var table = issuer is null ? ReconcileTables.Of(view) : ReconcileTables.Of(view.Issuers[0]);
        context.Response.Headers.ContentDisposition = $"attachment; filename=\"shiprank-reconcile{(issuer is null ? "" : "-days")}-{ChargeMonths.Text(view.Month)}.csv\"";
        await ProblemAnswers.Send(context, StatusCodes.Status200OK, "text/csv; charset=utf-8", Encoding.UTF8.GetBytes(table.Text()));
    }
}
