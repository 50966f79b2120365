using Shiprank.Core.Access;
using Shiprank.Core.Organisation;
using Shiprank.Engine.Chargeback;
using Shiprank.Engine.Scoring;
using Shiprank.Server.Access;
using Shiprank.Server.Api;
using Shiprank.Server.Features.Exports;
using Shiprank.Server.Features.Settings;
using Shiprank.Server.Shell;

namespace Shiprank.Server.Features.Chargeback;

/// <summary>Closes months, and gives charges as CSV.</summary>
internal sealed class ChargeEndpoints(ChargeDesk desk, Reports reports, AuditLog audit)
{
    public const string Close = "/chargeback/close";

    public static void Map(WebApplication app)
    {
        var endpoints = ActivatorUtilities.CreateInstance<ChargeEndpoints>(app.Services);
        app.MapPost(Close, (RequestDelegate)endpoints.CloseMonth).Needing(Right.Money).WithDisplayName(Close);
        app.MapGet("/csv/chargeback", (RequestDelegate)endpoints.All).Needing(Right.Money).WithDisplayName("/csv/chargeback");
        app.MapGet("/csv/chargeback/{centre}", (RequestDelegate)endpoints.One).Needing(Right.Groups).WithDisplayName("/csv/chargeback/{centre}");
    }

    /// <summary>Whoever may see money, and the owners of a cost centre theirs.</summary>
    public static bool May(Viewer viewer, OrganisationFile organisation, string centre) =>
        viewer.Has(Right.Money) || (viewer.Person is { } person && organisation.Chargeback.Centres.Any(c => c.Id == centre && c.Owners.Contains(person)));

    private async Task CloseMonth(HttpContext context)
    {
        var form = await SentForm.Read(context) ?? SentForm.Of();
        if (ChargeMonths.Parse(form["month"]) is not { } month)
        {
            await ErrorAnswer.Write(context, StatusCodes.Status422UnprocessableEntity, "no month was named");
            return;
        }

        var (viewer, standing) = (context.Viewer(), (await reports.Now(context.RequestAborted)).Standing);
        var closed = await Task.Run(() => desk.Book(standing).Close(month, viewer.Actor, form.Ticked("uninvoiced"), context.RequestAborted));
        if (!closed.Succeeded)
        {
            await ErrorAnswer.Write(context, StatusCodes.Status409Conflict, "", [closed.Problem]);
            return;
        }

        await audit.Write(viewer, "month.closed", null, $"{ChargeMonths.Text(month)} with {ChargeWords.Cents(closed.Value.Cents)}");
        PageAnswer.GoTo(context, $"/chargeback?month={ChargeMonths.Text(month)}");
    }

    private async Task All(HttpContext context)
    {
        var standing = (await reports.Now(context.RequestAborted)).Standing;
        await Send(context, desk.Month(standing, Month(context), context.RequestAborted) is { } view ? ChargeTables.Of(view) : null, "chargeback");
    }

    private async Task One(HttpContext context)
    {
        var standing = (await reports.Now(context.RequestAborted)).Standing;
        var asked = (string)context.Request.RouteValues["centre"]!;
        var centre = asked == ChargeWords.Nobody ? "" : asked;
        var view = May(context.Viewer(), standing.Workspace.Organisation, centre) && desk.Month(standing, Month(context), context.RequestAborted) is { } month ? CentreView.Of(month, desk.Store, standing, centre) : null;
        await Send(context, view is null ? null : ChargeTables.Of(view), "chargeback-centre");
    }

    private static string? Month(HttpContext context) => context.Request.Query["month"] is [{ Length: > 0 } asked] ? asked : null;

    private static async Task Send(HttpContext context, CsvTable? table, string name)
    {
        if (table is null)
        {
            context.Response.StatusCode = StatusCodes.Status404NotFound;
            return;
        }

        context.Response.Headers.ContentDisposition = $"attachment; filename=\"shiprank-{name}{(Month(context) is { } month && ChargeMonths.Parse(month) is not null ? $"-{month}" : "")}.csv\"";
        await ProblemAnswers.Send(context, StatusCodes.Status200OK, "text/csv; charset=utf-8", System.Text.Encoding.UTF8.GetBytes(table.Text()));
    }
}
