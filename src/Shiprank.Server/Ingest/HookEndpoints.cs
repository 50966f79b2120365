using Shiprank.Core.Access;
using Shiprank.Server.Access;
using Shiprank.Server.Jobs;

namespace Shiprank.Server.Ingest;

/// <summary>The addresses that deliveries come to. Who may send there is what the organisation file says now.</summary>
internal sealed class HookEndpoints(ServerOptions options, LiveWorkspace workspace, HookPipeline pipeline, ILogger<HookEndpoints> log)
{
    private readonly Lock gate = new();
    private HookSenders? senders;

    public static void Map(WebApplication app) => ActivatorUtilities.CreateInstance<HookEndpoints>(app.Services).MapAll(app);

    private void MapAll(WebApplication app)
    {
        // What is wrong with secrets and mappings is said at the start, not at the first delivery.
        Senders();
        Map(app, "github", (now, _) => now.GitHub);
        Map(app, "gitlab", (now, _) => now.GitLab);
        Map(app, "events", (now, _) => now.Events);
        Map(app, "incidents/{name}", (now, context) => now.Incidents.GetValueOrDefault((string)context.Request.RouteValues["name"]!));
    }

    private void Map(WebApplication app, string path, Func<HookSenders, HttpContext, HookSender?> find) => app
        .MapPost($"/hooks/{path}", context => find(Senders(), context) is { } sender ? pipeline.Take(context, sender) : ProblemAnswers.Write(context, StatusCodes.Status404NotFound, ""))
        .Needing(Right.Open)
        .WithDisplayName($"/hooks/{path}");

    private HookSenders Senders()
    {
        var now = workspace.Current;
        lock (gate) return senders is { } known && ReferenceEquals(known.Workspace, now) ? senders : senders = HookSenders.Read(options, now, log);
    }
}
