using Shiprank.Core.Access;
using Shiprank.Server.Access;
using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using Shiprank.Engine.Privacy;
using Shiprank.Server.Features.Loops;
using Shiprank.Server.Jobs;

namespace Shiprank.Server.Api;

/// <summary>Answers the reports: checks the question, asks for each document once a version, sends it whole, compressed, or not at all when it is known.</summary>
internal sealed class ReportEndpoints(Reports reports, LoopDesk loops)
{
    public const string Root = "/api/v1/";

    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(30);
    /// <summary>Reports whose spend is that of groups.</summary>
    private static readonly HashSet<string> ofGroups = ["overview", "flow", "teams/{id}", "boards/teams", "adoption", "activity"];

    private static readonly string[] Reading = [HttpMethods.Get, HttpMethods.Head];

    public static IReadOnlyList<ApiReport> All => [.. PageReports.All, .. ScoreReports.All, .. ChangeReports.All, HealthReport.One, .. PriceReports.All, BadgeReport.One, .. ChargeReports.All, .. MoneyReports.All, .. LoopReports.All, ReconcileReport.One, ProofReports.One];

    public static void Map(WebApplication app)
    {
        var endpoints = app.Services.GetRequiredService<ReportEndpoints>();
        foreach (var report in All)
        {
            app.MapMethods(Root + report.Path, Reading, (RequestDelegate)(context => endpoints.Take(context, report))).Needing(report.Needs).WithDisplayName(Root + report.Path);
        }
    }

    private async Task Take(HttpContext context, ApiReport report)
    {
        var (query, refusal) = ApiQuery.Read(context.Request, report.AllParameters);
        if (refusal is not null)
        {
            await ApiReply.Refuse(context, refusal);
            return;
        }

        if (await Publication(context) is not { } publication)
        {
            context.Response.Headers.RetryAfter = "5";
            await ApiReply.Refuse(context, new(StatusCodes.Status503ServiceUnavailable, "the first results are still being computed; ask again in a few seconds"));
            return;
        }

        var key = $"{query!.Path}?{query.Without("tz")}{(report.OfMoney ? $"~{reports.Store.MoneyChanges}" : "")}{(report.OfRuns ? $"~{loops.Mark}" : "")}{(report.OfSignals ? $"~{reports.Store.SignalChanges}" : "")}";
        var tag = Tag(publication, key);
        if (ApiReply.IsKnown(context, tag))
        {
            ApiReply.NotModified(context, tag);
            return;
        }

        var standing = await reports.At(publication, query.AsOf, context.RequestAborted);
        if (!ReferenceEquals(standing, publication.Standing) && ofGroups.Contains(report.Path) && standing.Shield.Level != ShieldLevel.Open)
        {
            await ApiReply.Refuse(context, Refusal.Bad("as_of", "figures of groups are of the published results alone: those of two moments would tell what was used, and what became of it, in between"));
            return;
        }

        var answer = await reports.Answer(publication, key, () => report.Answer(new(query, context.Request.RouteValues, standing, reports.Store, reports.Clock) { Loops = () => loops.View(standing) }));
        await ApiReply.Send(context, answer, tag);
    }

    /// <returns>Null when there are none yet and it takes long.</returns>
    private async Task<Publication?> Publication(HttpContext context)
    {
        using var patience = CancellationTokenSource.CreateLinkedTokenSource(context.RequestAborted);
        patience.CancelAfter(Patience);
        try
        {
            return await reports.Now(patience.Token);
        }
        catch (OperationCanceledException) when (!context.RequestAborted.IsCancellationRequested)
        {
            return null;
        }
    }

    /// <summary>Weak: the bytes differ by encoding, what they say does not.</summary>
    private static string Tag(Publication publication, string key) =>
        string.Create(CultureInfo.InvariantCulture, $"W/\"{publication.Version:x}-{Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(key)).AsSpan(0, 8))}\"");
}
