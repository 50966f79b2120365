using Shiprank.Core.Access;
using Shiprank.Core.Money.Focus;
using Shiprank.Engine.Chargeback;
using Shiprank.Server.Access;
using Shiprank.Server.Api;

namespace Shiprank.Server.Features.Chargeback;

/// <summary>A month's charges in the form of FOCUS: what <c>shiprank focus export</c> writes, for a page's link and for programs.</summary>
internal sealed class FocusEndpoint(ChargeDesk desk, Reports reports, ServerOptions options)
{
    public const string Path = "chargeback/focus.csv";

    public static readonly ApiParameter Month = new("month", "Billing month (default: the last that is over)") { Check = text => ChargeMonths.Parse(text) is not null, Shape = "a month: 2026-07" };

    public static readonly ApiParameter Version = ApiParameter.Choice("version", "Version of the specification (default: 1.4)", "1.2", "1.4");

    public static void Map(WebApplication app)
    {
        var endpoint = ActivatorUtilities.CreateInstance<FocusEndpoint>(app.Services);
        foreach (var path in new[] { "/" + Path, ReportEndpoints.Root + Path }) app.MapGet(path, (RequestDelegate)endpoint.Take).Needing(Right.Money).WithDisplayName(path);
    }

    private async Task Take(HttpContext context)
    {
        var (query, refusal) = ApiQuery.Read(context.Request, [Month, Version]);
        if (refusal is not null)
        {
            await ApiReply.Refuse(context, refusal);
            return;
        }

        var months = ChargeMonths.All(desk.Store, desk.Now);
        var month = query!.One(Month) is { } asked ? ChargeMonths.Parse(asked) : ChargeMonths.Shown(months, desk.Now);
        if (month is not { } shown || !months.Contains(shown))
        {
            await ApiReply.Refuse(context, Refusal.Bad("month", "no usage is known of that month", [.. months.Select(ChargeMonths.Text)]));
            return;
        }

        var version = FocusVersions.Parse(query.One(Version) ?? "1.4")!.Value;
        var workspace = (await reports.Now(context.RequestAborted)).Standing.Workspace;

        // Whole before the first byte goes out: a failure is an answer, not a torn file, and a slow reader keeps nobody from the store.
        await using var file = new FileStream(System.IO.Path.GetTempFileName(), FileMode.Create, FileAccess.ReadWrite, FileShare.None, 1 << 16, FileOptions.DeleteOnClose);
        var export = await Task.Run(() => Written(file, workspace, shown, version, context.RequestAborted), context.RequestAborted);
        file.Position = 0;
        var response = context.Response;
        response.Headers.XContentTypeOptions = "nosniff";
        response.Headers.CacheControl = "no-store";
        response.Headers.ContentDisposition = $"attachment; filename=\"shiprank-{export.FileName(version)}\"";
        response.ContentType = "text/csv; charset=utf-8";
        response.ContentLength = file.Length;
        await file.CopyToAsync(response.Body, context.RequestAborted);
    }

    private FocusExport Written(FileStream file, Engine.Workspace workspace, DateOnly month, FocusVersion version, CancellationToken cancel)
    {
        var export = FocusBook.Of(desk.Store, workspace, options.FigureClock, month, cancel);
        foreach (var piece in export.Write(version, cancel)) file.Write(piece.Span);
        return export;
    }
}
