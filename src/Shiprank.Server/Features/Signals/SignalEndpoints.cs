using System.Globalization;
using System.Text;
using Shiprank.Core.Access;
using Shiprank.Core.Signals;
using Shiprank.Core.Signals.Desk;
using Shiprank.Engine.Documents;
using Shiprank.Engine.Signals;
using Shiprank.Server.Access;
using Shiprank.Server.Api;
using Shiprank.Server.Features.Settings;
using Shiprank.Server.Ingest;
using Shiprank.Server.Shell;
using Shiprank.Server.Shell.Queries;

namespace Shiprank.Server.Features.Signals;

/// <summary>Questions as documents and as CSV, and the answers to them. Never kept: each viewer sees others. What one may not see is not there.</summary>
internal sealed class SignalEndpoints(ServerOptions options, SignalBook book, PageSurroundings surroundings)
{
    public const string Path = "signals";
    public const string One = "signals/{id}";
    public const string AnswerPath = "signals/{id}/answer";
    public const string Form = "/signals/answer";

    public static readonly ApiParameter Rule = new("rule", "Of one rule, by its id") { Check = id => SignalCatalogue.All.Any(d => d.Rule.Id == id), Shape = "an id of the list of rules" };
    public static readonly ApiParameter Team = new("team", "Of one team, by its id");
    public static readonly ApiParameter State = ApiParameter.Choice("state", "In one state; settled: all that are answered or gone", SignalQuery.States);
    public static readonly ApiParameter Id = new("id", "A question's id") { InPath = true };

    public static readonly IReadOnlyList<ApiField> Fields = [new("schemaVersion", "integer"), new("asOf", "string"), new("totals", "object"), new("signals", "array"), new("rules", "array"), new("quality", "object")];
    public static readonly IReadOnlyList<ApiField> OneFields = [new("schemaVersion", "integer"), new("signal", "object")];

    private static readonly string[] reading = [HttpMethods.Get, HttpMethods.Head];

    public static void Map(WebApplication app)
    {
        var endpoints = ActivatorUtilities.CreateInstance<SignalEndpoints>(app.Services);
        app.MapMethods(ReportEndpoints.Root + Path, reading, (RequestDelegate)endpoints.List).Needing(Right.Groups).WithDisplayName(ReportEndpoints.Root + Path);
        app.MapMethods(ReportEndpoints.Root + One, reading, (RequestDelegate)endpoints.Show).Needing(Right.Groups).WithDisplayName(ReportEndpoints.Root + One);
        app.MapPost(ReportEndpoints.Root + AnswerPath, (RequestDelegate)endpoints.Take).Needing(Right.Groups).WithDisplayName(ReportEndpoints.Root + AnswerPath);
        app.MapPost(Form, (RequestDelegate)endpoints.Sent).Needing(Right.Groups).WithDisplayName(Form);
        app.MapGet("/csv/signals", (RequestDelegate)endpoints.Csv).Needing(Right.Groups);
    }

    private Task List(HttpContext context)
    {
        var (query, refusal) = ApiQuery.Read(context.Request, [Rule, Team, State, ApiParameter.Since, ApiParameter.Until]);
        if (refusal is not null) return ApiReply.Refuse(context, refusal);
        var viewer = context.Viewer();
        var view = book.View(viewer, SignalQuery.Filter(query!.One(Rule), query.One(Team), query.One(State)) with { Since = query.Since, Until = query.Until });
        book.Desk.Looked(viewer, [.. view.Rows.Select(r => r.Question)], context.RequestAborted);
        return ApiReply.Send(context, ApiAnswer.Of(into => SignalsDocument.Write(into, view, book.Workspace, viewer)), tag: null);
    }

    private Task Show(HttpContext context)
    {
        var (_, refusal) = ApiQuery.Read(context.Request, []);
        if (refusal is not null) return ApiReply.Refuse(context, refusal);
        return Show(context, context.Viewer(), (string)context.Request.RouteValues["id"]!);
    }

    private Task Show(HttpContext context, Viewer viewer, string id)
    {
        if (book.Find(viewer, id) is not { } row) return ApiReply.Send(context, Refusal.Unknown("there is no such question, or none that you may see"), tag: null);
        book.Desk.Looked(viewer, [row.Question], context.RequestAborted);
        return ApiReply.Send(context, ApiAnswer.Of(into => SignalsDocument.Write(into, book.Find(viewer, id) ?? row, book.Workspace, viewer)), tag: null);
    }

    private async Task Take(HttpContext context)
    {
        var (_, refusal) = ApiQuery.Read(context.Request, []);
        SentAnswer? sent = null;
        if (refusal is null) (sent, refusal) = await Body.Read(context.Request, options.Clock) is { } body ? SentAnswer.Read(body) : (null, new(StatusCodes.Status408RequestTimeout, "the request did not come in time"));
        if (sent is null)
        {
            await ApiReply.Refuse(context, refusal!);
            return;
        }

        var (viewer, id) = (context.Viewer(), (string)context.Request.RouteValues["id"]!);
        var outcome = book.Desk.Answer(viewer, id, sent.Answer, sent.Said, sent.Days, context.RequestAborted);
        if (outcome.Wrong is { } wrong) await ApiReply.Refuse(context, new(StatusCodes.Status422UnprocessableEntity, wrong));
        else await Show(context, viewer, id);
    }

    private async Task Sent(HttpContext context)
    {
        var form = await SentForm.Read(context);
        var answer = form is null ? null : QuestionWords.Answer(form["answer"]);
        var viewer = book.Asker(context, form?["person"]);
        int? days = int.TryParse(form?["days"], NumberStyles.None, CultureInfo.InvariantCulture, out var count) ? count : null;
        var outcome = answer is { } given ? book.Desk.Answer(viewer, form!["id"], given, form["said"], given == QuestionAnswer.Snooze ? days : null, context.RequestAborted) : AnswerOutcome.Unknown;
        if (outcome.Question is not { } question)
        {
            await ErrorAnswer.Write(context, outcome.Wrong is null ? StatusCodes.Status404NotFound : StatusCodes.Status400BadRequest, outcome.Wrong ?? "there is no such question, or none that you may see");
            return;
        }

        PageAnswer.GoTo(context, $"/signals/{question.Id}{(ReferenceEquals(viewer, context.Viewer()) ? "" : $"?person={Uri.EscapeDataString(viewer.Person!)}")}");
    }

    private async Task Csv(HttpContext context)
    {
        var (query, problems) = PageQueryReader.Read(context.Request.Query, surroundings.Scope(surroundings.Frame(context).FiguresAsOf));
        if (problems.Count > 0)
        {
            await ErrorAnswer.Write(context, StatusCodes.Status400BadRequest, "", problems);
            return;
        }

        var viewer = book.Asker(context, SignalQuery.One(context.Request.Query, "person"));
        var view = book.View(viewer, SignalQuery.Filter(context.Request.Query, query));
        book.Desk.Looked(viewer, [.. view.Rows.Select(r => r.Question)], context.RequestAborted);
        context.Response.Headers.ContentDisposition = "attachment; filename=\"shiprank-signals.csv\"";
        context.Response.Headers.CacheControl = "no-store";
        await ProblemAnswers.Send(context, StatusCodes.Status200OK, "text/csv; charset=utf-8", Encoding.UTF8.GetBytes(SignalTables.Of(view).Text()));
    }
}
