using Shiprank.Core.Access;
using Shiprank.Server.Access;
using Shiprank.Core;
using Shiprank.Engine.Settings;
using Shiprank.Server.Features.Settings;
using Shiprank.Server.Jobs;
using Shiprank.Server.Shell;
using Shiprank.Sources.Organisation.Editing;

namespace Shiprank.Server.Features.Setup;

/// <summary>The first run's forms: make an organisation file, load sample data, read everything now.</summary>
internal sealed class SetupEndpoints(ServerOptions options, LiveWorkspace workspace, SyncQueue queue, SampleData sample, AuditLog audit)
{
    public const string Path = "/setup";

    public const string Create = Path + "/create";

    public static void Map(WebApplication app)
    {
        var endpoints = ActivatorUtilities.CreateInstance<SetupEndpoints>(app.Services);
        app.MapPost(Create, (RequestDelegate)endpoints.Make).Needing(Right.Settings).WithDisplayName(Create);
        app.MapPost(Path + "/sample", (RequestDelegate)endpoints.Sample).Needing(Right.Settings).WithDisplayName(Path + "/sample");
        app.MapPost(Path + "/sync", (RequestDelegate)endpoints.Sync).Needing(Right.Settings).WithDisplayName(Path + "/sync");
    }

    private async Task Make(HttpContext context)
    {
        if (workspace.Path is not { } path || await SentForm.Read(context) is not { } form)
        {
            await ErrorAnswer.Write(context, StatusCodes.Status400BadRequest, "no form was sent that can be read");
            return;
        }

        if (!workspace.IsMissing)
        {
            await ErrorAnswer.Write(context, StatusCodes.Status409Conflict, "there is an organisation file already; the settings change it");
            return;
        }

        var edits = SetupForm.Edits(form);
        var problems = form.IsFine ? Write(new(path), edits) : [];
        if (!form.IsFine || problems.Count > 0)
        {
            await PageAnswer.Write<FirstFile>(context, StatusCodes.Status422UnprocessableEntity, "Set-up", new Dictionary<string, object?> { [nameof(FirstFile.Sent)] = form, [nameof(FirstFile.Problems)] = problems });
            return;
        }

        await audit.Write(context.Viewer(), "settings.changed", null, "first file");
        workspace.Reload();
        if (options.Jobs) queue.Demand();
        PageAnswer.GoTo(context, Path);
    }

    private static IReadOnlyList<Problem> Write(SettingsFile settings, IReadOnlyList<OrganisationEdit> edits) => settings.Write("", edits) switch
    {
        EditOutcome.Written => [],
        EditOutcome.Refused refused => refused.Problems,
        _ => [new Problem(settings.Path, 0, "somebody else made it at this moment; nothing was written", "look at the page again")],
    };

    private async Task Sample(HttpContext context)
    {
        if (workspace.IsMissing || sample.Phase.Length > 0)
        {
            sample.Begin();
            PageAnswer.GoTo(context, Path);
        }
        else
        {
            await ErrorAnswer.Write(context, StatusCodes.Status409Conflict, "there is an organisation already: sample data would mix with it");
        }
    }

    private async Task Sync(HttpContext context)
    {
        var form = await SentForm.Read(context) ?? SentForm.Of();
        workspace.Reload();
        if (options.Jobs) queue.Demand();
        PageAnswer.GoTo(context, form["back"] == "/sources" ? "/sources" : Path);
    }
}
