using Shiprank.Core.Access;
using Shiprank.Core.Signals.Review;
using Shiprank.Engine.Documents;
using Shiprank.Engine.Signals;
using Shiprank.Server.Access;
using Shiprank.Server.Api;
using Shiprank.Server.Features.Settings;
using Shiprank.Server.Shell;

namespace Shiprank.Server.Features.Signals;

/// <summary>What was drawn for review and what the answers come to, and the form that takes one. Nobody sees another's answer.</summary>
internal sealed class ReviewEndpoints(ServerOptions options, SignalBook book, Reports reports)
{
    public const string Path = "review";
    public const string Form = "/review/answer";

    public static readonly IReadOnlyList<ApiField> Fields =
        [new("schemaVersion", "integer"), new("on", "boolean"), new("perWeek", "integer"), new("answers", "integer"), new("overall", "object"), new("quarters", "array"), new("samples", "array"), new("tasks", "array")];

    private static readonly string[] reading = [HttpMethods.Get, HttpMethods.Head];

    public static void Map(WebApplication app)
    {
        var endpoints = ActivatorUtilities.CreateInstance<ReviewEndpoints>(app.Services);
        app.MapMethods(ReportEndpoints.Root + Path, reading, (RequestDelegate)endpoints.Show).Needing(Right.Groups).WithDisplayName(ReportEndpoints.Root + Path);
        app.MapPost(Form, (RequestDelegate)endpoints.Sent).Needing(Right.Groups).WithDisplayName(Form);
    }

    private async Task Show(HttpContext context)
    {
        var (_, refusal) = ApiQuery.Read(context.Request, []);
        if (refusal is not null)
        {
            await ApiReply.Refuse(context, refusal);
            return;
        }

        var viewer = context.Viewer();
        var standing = (await reports.Now(context.RequestAborted)).Standing;
        await ApiReply.Send(context, ApiAnswer.Of(into => ReviewDocument.Write(into, ReviewView.Of(standing, options.Store, viewer.Has(Right.Person) ? viewer.Person : null, book.Now))), tag: null);
    }

    private async Task Sent(HttpContext context)
    {
        var form = await SentForm.Read(context);
        var viewer = book.Asker(context, form?["person"]);
        if (form is null || !viewer.Has(Right.Person) || viewer.Person is not { } person || ReviewAnswer.Of(form["worth"]) is not { } worth)
        {
            await ErrorAnswer.Write(context, StatusCodes.Status400BadRequest, "the answer is none of the known ones, or it is nobody’s");
            return;
        }

        var standing = (await reports.Now(context.RequestAborted)).Standing;
        if (new ReviewDesk(options.Store, options.FigureClock).Answer(standing, person, new(form["repository"], form["sha"]), worth, context.RequestAborted) is { } wrong)
        {
            await ErrorAnswer.Write(context, StatusCodes.Status404NotFound, wrong);
            return;
        }

        PageAnswer.GoTo(context, ReferenceEquals(viewer, context.Viewer()) ? "/review" : $"/review?person={Uri.EscapeDataString(person)}");
    }
}
