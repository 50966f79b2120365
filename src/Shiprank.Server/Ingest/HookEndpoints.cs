using Shiprank.Core;
using Shiprank.Core.Organisation;
using Shiprank.Sources.Organisation;

namespace Shiprank.Server.Ingest;

/// <summary>The addresses that deliveries come to.</summary>
internal static class HookEndpoints
{
    public static void Map(WebApplication app)
    {
        var options = app.Services.GetRequiredService<ServerOptions>();
        var pipeline = app.Services.GetRequiredService<HookPipeline>();
        var log = app.Services.GetRequiredService<ILoggerFactory>().CreateLogger("Shiprank.Server.Ingest");
        var messages = options.Workspace.Messages(options.Store.Key);
        var hooks = options.Workspace.Organisation.Webhooks;
        Map("events", new EventSender(Secrets(hooks.Events, "webhooks: events"), messages));

        void Map(string path, HookSender sender) => app.MapPost("/hooks/" + path, context => pipeline.Take(context, sender)).WithDisplayName("/hooks/" + path);

        IReadOnlyList<Secret> Secrets(SecretPlaces places, string purpose)
        {
            List<Problem> problems = [];
            var secrets = SecretReader.Read(places, options.Variable, purpose, problems);
            foreach (var problem in problems) log.LogWarning("{Problem}", problem);
            return secrets;
        }
    }
}
