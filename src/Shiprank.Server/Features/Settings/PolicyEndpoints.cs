using Shiprank.Core.Access;
using Shiprank.Server.Access;
using Shiprank.Core;
using Shiprank.Core.Score;
using Shiprank.Engine.Settings;
using Shiprank.Server.Api;
using Shiprank.Server.Jobs;
using Shiprank.Server.Shell;
using Shiprank.Sources.Organisation;

namespace Shiprank.Server.Features.Settings;

/// <summary>Tries other parameters of the score on the boards, shows what they would write, and writes it.</summary>
internal sealed class PolicyEndpoints(ServerOptions options, LiveWorkspace workspace, SyncQueue queue, Reports reports, AuditLog audit) : IDisposable
{
    /// <summary>The page, and below it where its form goes.</summary>
    public const string Path = "/settings/policy";

    public const string Post = Path + "/edit";

    /// <summary>A trial takes as long as a scoring run, and as much memory.</summary>
    private readonly SemaphoreSlim trial = new(1);

    public static void Map(WebApplication app)
    {
        var endpoints = ActivatorUtilities.CreateInstance<PolicyEndpoints>(app.Services);
        app.Lifetime.ApplicationStopped.Register(endpoints.Dispose);
        app.MapPost(Post, (RequestDelegate)endpoints.Take).Needing(Right.Settings).WithDisplayName(Post);
    }

    public void Dispose() => trial.Dispose();

    private async Task Take(HttpContext context)
    {
        if (workspace.Path is not { } path || await SentForm.Read(context) is not { } form)
        {
            await ErrorAnswer.Write(context, StatusCodes.Status400BadRequest, workspace.Path is null ? "this server has no organisation file to write to" : "no form was sent that can be read");
            return;
        }

        var settings = new PolicySettings(new(path));
        if (form["step"].Length > 0 && PolicyReader.BuiltIn(form["step"]) is { } builtIn)
        {
            await Try(context, PolicyForm.Filled(form, builtIn), builtIn);
            return;
        }

        var policy = PolicyForm.Read(form);
        if (!form.IsFine) await Answer(context, StatusCodes.Status422UnprocessableEntity, form, null, []);
        else if (form["step"] == "try") await Try(context, form, policy);
        else if (form["step"] == "write") await Write(context, form, settings, policy);
        else await Show(context, form, settings, policy);
    }

    private async Task Try(HttpContext context, SentForm form, Policy policy)
    {
        if (!await trial.WaitAsync(TimeSpan.Zero, context.RequestAborted))
        {
            await Answer(context, StatusCodes.Status503ServiceUnavailable, form, null, [new("trial", 0, "another one is being computed", "try it again in a little while")]);
            return;
        }

        try
        {
            var now = await reports.Now(context.RequestAborted);
            var preview = await Task.Run(() => PolicyPreview.Of(options.Store, now.Standing, policy, context.RequestAborted), context.RequestAborted);
            await Answer(context, StatusCodes.Status200OK, form, preview, []);
        }
        finally
        {
            trial.Release();
        }
    }

    private async Task Show(HttpContext context, SentForm form, PolicySettings settings, Policy policy)
    {
        var proposed = settings.Propose(policy);
        if (proposed.Value is { } found) await PageAnswer.Write<PolicyProposed>(context, StatusCodes.Status200OK, "Look before it is written", new Dictionary<string, object?> { [nameof(PolicyProposed.Sent)] = form, [nameof(PolicyProposed.Proposal)] = found });
        else await Answer(context, StatusCodes.Status422UnprocessableEntity, form, null, proposed.Problems);
    }

    private async Task Write(HttpContext context, SentForm form, PolicySettings settings, Policy policy)
    {
        var problems = settings.Write(policy, form["based"], form["organisation"].Length > 0 ? form["organisation"] : null);
        if (problems.Count > 0)
        {
            await Answer(context, StatusCodes.Status409Conflict, form, null, problems);
            return;
        }

        await audit.Write(context.Viewer(), "settings.changed", null, "policy");
        workspace.Reload();
        if (options.Jobs) queue.Demand();
        PageAnswer.GoTo(context, Path + "?saved=1");
    }

    private Task Answer(HttpContext context, int status, SentForm form, PolicyPreview? preview, IReadOnlyList<Problem> problems) =>
        PageAnswer.Write<PolicyTrial>(context, status, "Policy", new Dictionary<string, object?>
        {
            [nameof(PolicyTrial.Policy)] = workspace.Current.Policy,
            [nameof(PolicyTrial.PolicyPath)] = workspace.Current.Organisation.PolicyPath,
            [nameof(PolicyTrial.Sent)] = form,
            [nameof(PolicyTrial.Preview)] = preview,
            [nameof(PolicyTrial.Problems)] = problems,
        });
}
