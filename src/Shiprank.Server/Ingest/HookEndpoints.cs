using Shiprank.Core;
using Shiprank.Core.Delivery;
using Shiprank.Core.Organisation;
using Shiprank.Sources.Forges;
using Shiprank.Sources.GitHub;
using Shiprank.Sources.GitLab;
using Shiprank.Sources.Mappings;
using Shiprank.Sources.Organisation;

namespace Shiprank.Server.Ingest;

/// <summary>The addresses that deliveries come to.</summary>
internal sealed class HookEndpoints(ServerOptions options, HookPipeline pipeline, ILogger<HookEndpoints> log)
{
    public static void Map(WebApplication app) => ActivatorUtilities.CreateInstance<HookEndpoints>(app.Services).MapAll(app);

    private void MapAll(WebApplication app)
    {
        var organisation = options.Workspace.Organisation;
        var messages = options.Workspace.Messages(options.Store.Key);
        var repositories = new ForgeRepositories(organisation);
        var (github, gitlab) = (new GitHubReader(repositories, messages), new GitLabReader(repositories, messages));
        var hooks = organisation.Webhooks;
        Map(app, "github", new GitHubSender(Secrets(hooks.GitHub, "github"), (label, payload) => Of(github.Read(new(label.Event, label.Id, payload, options.Clock.GetUtcNow())))));
        Map(app, "gitlab", new GitLabSender(Secrets(hooks.GitLab, "gitlab"), (label, payload) => Of(gitlab.Read(new(label.Event, label.Id, payload, options.Clock.GetUtcNow())))));
        Map(app, "events", new EventSender(Secrets(hooks.Events, "events"), messages));
        foreach (var hook in hooks.Incidents)
        {
            // A mapping that can't be read closes its address alone.
            var mapping = Mapping(hook);
            var secrets = mapping is null ? [] : Secrets(hook.Secrets, $"incidents/{hook.Name}");
            Map(app, $"incidents/{hook.Name}", new IncidentSender(hook, secrets, (_, payload) => Of(mapping!.Read(payload, messages))));
        }
    }

    private void Map(WebApplication app, string path, HookSender sender) => app.MapPost($"/hooks/{path}", context => pipeline.Take(context, sender)).WithDisplayName($"/hooks/{path}");

    private IReadOnlyList<Secret> Secrets(SecretPlaces places, string hook)
    {
        List<Problem> problems = [];
        var secrets = SecretReader.Read(places, options.Variable, $"webhooks: {hook}", problems);
        foreach (var problem in problems) log.LogWarning("{Problem}", problem);
        return secrets;
    }

    private Mapping? Mapping(IncidentHookEntry hook)
    {
        var reading = MappingLibrary.Text(hook.Mapping) is { } text ? MappingReader.Parse(text, hook.Mapping) : MappingReader.Read(hook.Mapping);
        foreach (var problem in reading.Problems) log.LogWarning("{Problem}", problem);
        return reading.Value;
    }

    private static HookReading Of(ForgeReading reading) => new(reading.Events, reading.Ignored, reading.Problem);

    private static HookReading Of(MappedReading reading) => new(
        reading.Events,
        reading.Ignored,
        reading.Events.Count == 0 && reading.Problems.Count > 0 ? reading.Problems[0] : null,
        [.. reading.Problems.Select(p => new Core.Usage.SkippedInput(p.Where, p.Line, p.Reason))]);
}
