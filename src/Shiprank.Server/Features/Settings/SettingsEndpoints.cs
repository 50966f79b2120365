using Shiprank.Core.Access;
using Shiprank.Server.Access;
using Shiprank.Core;
using Shiprank.Engine.Settings;
using Shiprank.Server.Jobs;
using Shiprank.Server.Shell;
using Shiprank.Sources.Organisation.Editing;

namespace Shiprank.Server.Features.Settings;

/// <summary>
/// Takes the forms of settings. Each is shown as the lines that it would write before anything is written; what was looked at goes along, so that
/// a file that somebody else changed meanwhile is a conflict, shown and not overwritten.
/// </summary>
internal sealed class SettingsEndpoints(ServerOptions options, LiveWorkspace workspace, SyncQueue queue, AuditLog audit)
{
    /// <summary>The page, and below it where its forms go.</summary>
    public const string Path = "/settings";

    public const string Post = Path + "/edit";

    private const string Saved = "?saved=1";

    public static void Map(WebApplication app)
    {
        var endpoints = ActivatorUtilities.CreateInstance<SettingsEndpoints>(app.Services);
        app.MapPost(Post, (RequestDelegate)endpoints.Take).Needing(Right.Settings).WithDisplayName(Post);
    }

    /// <summary>Where a form stands: a page of this server that has forms.</summary>
    public static string Back(SentForm form) =>
        form["back"] is { Length: < 400 } back && (back == Path || back.StartsWith(Path + "/", StringComparison.Ordinal) || back is "/sources" or "/setup") && !back.Any(c => char.IsControl(c) || c is '\\' or '?' or '#') ? back : Path;

    private async Task Take(HttpContext context)
    {
        if (workspace.Path is not { } path || await SentForm.Read(context) is not { } form)
        {
            await ErrorAnswer.Write(context, StatusCodes.Status400BadRequest, workspace.Path is null ? "this server has no organisation file to write to" : "no form was sent that can be read");
            return;
        }

        if (FormEdits.Of(form) is not { } edits)
        {
            await ErrorAnswer.Write(context, StatusCodes.Status400BadRequest, "the form asks for nothing that there is");
            return;
        }

        var settings = new SettingsFile(path);
        if (!form.IsFine) await Refuse(context, form, []);
        else if (form["step"] == "write") await Write(context, form, settings, edits);
        else await Show(context, form, settings, edits);
    }

    private static async Task Show(HttpContext context, SentForm form, SettingsFile settings, IReadOnlyList<OrganisationEdit> edits)
    {
        var proposed = settings.Propose(edits);
        if (proposed.Value is not { } proposal) await Refuse(context, form, proposed.Problems);
        else if (form["based"].Length > 0 && form["based"] != proposal.BasedOn) await Answer(context, StatusCodes.Status409Conflict, form, settings.Path, proposal, new(proposal, proposal.Part, []));
        else await Answer(context, StatusCodes.Status200OK, form, settings.Path, proposal, null);
    }

    private async Task Write(HttpContext context, SentForm form, SettingsFile settings, IReadOnlyList<OrganisationEdit> edits)
    {
        switch (settings.Write(form["based"], edits))
        {
            case EditOutcome.Written written:
                if (!written.Proposal.ChangesNothing) await audit.Write(context.Viewer(), "settings.changed", null, written.Proposal.Subject);
                InForce();
                PageAnswer.GoTo(context, Back(form) + Saved);
                break;
            case EditOutcome.Conflict conflict:
                await Answer(context, StatusCodes.Status409Conflict, form, settings.Path, conflict.Now, conflict);
                break;
            case EditOutcome.Refused refused:
                await Refuse(context, form, refused.Problems);
                break;
        }
    }

    private void InForce()
    {
        workspace.Reload();
        if (options.Jobs) queue.Demand();
    }

    private static Task Answer(HttpContext context, int status, SentForm form, string path, Proposal? proposal, EditOutcome.Conflict? conflict) =>
        PageAnswer.Write<EditPreview>(context, status, conflict is null ? "Look before it is written" : "Changed meanwhile", new Dictionary<string, object?>
        {
            [nameof(EditPreview.Sent)] = form,
            [nameof(EditPreview.Path)] = path,
            [nameof(EditPreview.Proposal)] = proposal,
            [nameof(EditPreview.Conflict)] = conflict,
        });

    private static Task Refuse(HttpContext context, SentForm form, IReadOnlyList<Problem> problems) =>
        PageAnswer.Write<RefusedForm>(context, StatusCodes.Status422UnprocessableEntity, "Not written", new Dictionary<string, object?> { [nameof(RefusedForm.Sent)] = form, [nameof(RefusedForm.Problems)] = problems });
}
