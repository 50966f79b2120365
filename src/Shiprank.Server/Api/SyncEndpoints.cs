using Shiprank.Core.Access;
using Shiprank.Server.Access;
using System.Globalization;
using Shiprank.Engine.Documents;
using Shiprank.Engine.Sync;
using Shiprank.Server.Jobs;

namespace Shiprank.Server.Api;

/// <summary>The log of syncs, and a run of everything on demand.</summary>
internal sealed class SyncEndpoints(ServerOptions options, SyncQueue queue, SyncTickets tickets, SyncProgress progress, Published published)
{
    public const string Path = "syncs";

    /// <summary>Rows of the log in which a run of an earlier process is looked for.</summary>
    private const int Searched = 10_000;

    public static readonly ApiParameter Id = new("id", "Id of a run: a whole number") { InPath = true };

    public static void Map(WebApplication app)
    {
        var endpoints = app.Services.GetRequiredService<SyncEndpoints>();
        string[] reading = [HttpMethods.Get, HttpMethods.Head];
        app.MapMethods(ReportEndpoints.Root + Path, reading, (RequestDelegate)endpoints.List).Needing(Right.Sources).WithDisplayName(ReportEndpoints.Root + Path);
        app.MapPost(ReportEndpoints.Root + Path, (RequestDelegate)endpoints.Begin).Needing(Right.Settings).WithDisplayName(ReportEndpoints.Root + Path);
        app.MapMethods($"{ReportEndpoints.Root}{Path}/{{id}}", reading, (RequestDelegate)endpoints.One).Needing(Right.Sources).WithDisplayName($"{ReportEndpoints.Root}{Path}/{{id}}");
    }

    private Task List(HttpContext context)
    {
        var (query, refusal) = ApiQuery.Read(context.Request, [ApiParameter.Limit]);
        if (refusal is not null) return ApiReply.Refuse(context, refusal);
        var now = progress.Now;
        var runs = tickets.Open().Select(View).Concat(options.Store.ReadSyncRuns(query!.Limit).Select(SyncRunView.Of)).Take(query.Limit).ToList();
        return ApiReply.Send(context, ApiAnswer.Of(into => SyncRunsDocument.Write(into, now.IsRunning, now.Phase, now.Since, published.Version, runs)), tag: null);
    }

    private Task One(HttpContext context)
    {
        var (_, refusal) = ApiQuery.Read(context.Request, []);
        if (refusal is not null) return ApiReply.Refuse(context, refusal);
        if (!long.TryParse((string)context.Request.RouteValues["id"]!, NumberStyles.None, CultureInfo.InvariantCulture, out var id)) return ApiReply.Refuse(context, Refusal.Bad("id", "id has to be a whole number", "a whole number"));
        var run = Find(id);
        return ApiReply.Send(context, run is null ? Refusal.Unknown("there is no such run") : ApiAnswer.Of(into => SyncRunsDocument.Write(into, run)), tag: null);
    }

    private Task Begin(HttpContext context)
    {
        var (_, refusal) = ApiQuery.Read(context.Request, []);
        if (refusal is not null) return ApiReply.Refuse(context, refusal);
        if (!options.Jobs) return ApiReply.Refuse(context, new(StatusCodes.Status503ServiceUnavailable, "this server reads nothing by itself"));
        var ticket = queue.Demand();
        var answer = ApiAnswer.Of(into => SyncRunsDocument.Write(into, View(ticket)), StatusCodes.Status202Accepted, string.Create(CultureInfo.InvariantCulture, $"{ReportEndpoints.Root}{Path}/{ticket.Id}"));
        return ApiReply.Send(context, answer, tag: null);
    }

    /// <summary>As the log has it once it is there; until then, and for a run that failed, as the process knows it.</summary>
    private SyncRunView? Find(long id)
    {
        var ticket = tickets.Find(id);
        if (ticket is { State: not SyncTicketState.Done }) return View(ticket);
        var logged = options.Store.ReadSyncRuns(Searched).FirstOrDefault(r => SyncIds.Of(r) == id);
        return logged is not null ? SyncRunView.Of(logged) with { AskedAt = ticket?.AskedAt } : ticket is null ? null : View(ticket);
    }

    private SyncRunView View(SyncTicket ticket) => new(
        ticket.Id, ticket.State.ToString().ToLowerInvariant(), ticket.State == SyncTicketState.Running ? progress.Now.Phase : "",
        ticket.AskedAt, ticket.StartedAt, ticket.FinishedAt, options.Program, new Dictionary<string, long>(StringComparer.Ordinal), [], ticket.Problems);
}
