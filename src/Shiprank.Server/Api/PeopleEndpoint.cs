using System.Text;
using Shiprank.Core;
using Shiprank.Core.Access;
using Shiprank.Engine.Documents;
using Shiprank.Engine.Settings;
using Shiprank.Server.Access;
using Shiprank.Server.Ingest;
using Shiprank.Server.Jobs;
using Shiprank.Sources.Organisation;
using Shiprank.Sources.Organisation.Editing;

namespace Shiprank.Server.Api;

/// <summary>Takes a directory's list of people, as <c>shiprank people import</c> does: whole, or not at all.</summary>
internal sealed class PeopleEndpoint(ServerOptions options, LiveWorkspace workspace, SyncQueue queue, AuditLog audit)
{
    public const string Path = "people";

    public static readonly ApiParameter Leavers = ApiParameter.Choice("leavers", "true: whoever the list does not have has left", "true", "false") with { Type = "boolean" };

    public static readonly ApiParameter DryRun = ApiParameter.Choice("dry_run", "true: nothing is written", "true", "false") with { Type = "boolean" };

    public static readonly IReadOnlyList<ApiField> Fields = [new("schemaVersion", "integer"), new("added", "array"), new("left", "array"), new("unlisted", "array"), new("written", "boolean")];

    public static void Map(WebApplication app)
    {
        var endpoint = ActivatorUtilities.CreateInstance<PeopleEndpoint>(app.Services);
        app.MapPost(ReportEndpoints.Root + Path, (RequestDelegate)endpoint.Take).Needing(Right.People).WithDisplayName(ReportEndpoints.Root + Path);
    }

    private async Task Take(HttpContext context)
    {
        var (query, refusal) = ApiQuery.Read(context.Request, [Leavers, DryRun]);
        refusal ??= workspace.Path is null || workspace.IsMissing ? new(StatusCodes.Status409Conflict, "this server has no organisation file to write to") : null;
        if (refusal is not null)
        {
            await ApiReply.Refuse(context, refusal);
            return;
        }

        if (await Body.Read(context.Request, options.Clock) is not { } body)
        {
            await ApiReply.Refuse(context, new(StatusCodes.Status408RequestTimeout, "the list did not come in time"));
            return;
        }

        var isJson = context.Request.GetTypedHeaders().ContentType?.MediaType.Equals("application/json", StringComparison.OrdinalIgnoreCase) == true;
        var listed = PeopleTable.Parse(Encoding.UTF8.GetString(body.Span), "the list", isJson);
        if (listed.Value is not { } people) await Refuse(context, listed.Problems);
        else await Write(context, people, query!.One(Leavers) == "true", query.One(DryRun) == "true");
    }

    private async Task Write(HttpContext context, IReadOnlyList<ListedPerson> people, bool leavers, bool dryRun)
    {
        var settings = new SettingsFile(workspace.Path!);
        var sync = PeopleSync.Of(workspace.Current.Organisation, people, leavers, DateOnly.FromDateTime(options.Clock.GetUtcNow().UtcDateTime));
        var proposal = settings.Propose(sync.Edits);
        var written = false;
        if (sync.Edits.Count > 0 && proposal.Value is null)
        {
            await Refuse(context, proposal.Problems);
            return;
        }

        if (!dryRun && sync.Edits.Count > 0 && !proposal.Value!.ChangesNothing)
        {
            if (settings.Write(proposal.Value.BasedOn, sync.Edits) is not EditOutcome.Written)
            {
                await ApiReply.Refuse(context, new(StatusCodes.Status409Conflict, "somebody else changed the organisation file at this moment; nothing was written: send it again"));
                return;
            }

            written = true;
            await audit.Write(context.Viewer(), "people.imported", null, $"{sync.Added.Count} added, {sync.Left.Count} left");
            workspace.Reload();
            if (options.Jobs) queue.Written();
        }

        await ApiReply.Send(context, ApiAnswer.Of(into => PeopleSyncDocument.Write(into, sync, written), StatusCodes.Status202Accepted, ReportEndpoints.Root + SyncEndpoints.Path), tag: null);
    }

    private static Task Refuse(HttpContext context, IReadOnlyList<Problem> problems) => ApiReply.Refuse(context, new(StatusCodes.Status422UnprocessableEntity, string.Join("; ", problems.Take(20))));
}
