using Shiprank.Core;
using Shiprank.Core.Organisation;
using Shiprank.Engine;
using Shiprank.Sources.Forges;
using Shiprank.Sources.GitHub;
using Shiprank.Sources.GitLab;
using Shiprank.Sources.Mappings;
using Shiprank.Sources.Organisation;

namespace Shiprank.Server.Ingest;

/// <summary>Everybody who may send deliveries, as one organisation file has it.</summary>
internal sealed record HookSenders(Workspace Workspace, HookSender GitHub, HookSender GitLab, HookSender Events, IReadOnlyDictionary<string, HookSender> Incidents)
{
    /// <summary>What is wrong with a secret or a mapping closes its address alone, and is said in the log.</summary>
    public static HookSenders Read(ServerOptions options, Workspace workspace, ILogger log)
    {
        var messages = workspace.Messages(options.Store.Key);
        var repositories = new ForgeRepositories(workspace.Organisation);
        var (github, gitlab) = (new GitHubReader(repositories, messages), new GitLabReader(repositories, messages));
        var hooks = workspace.Organisation.Webhooks;
        var incidents = new Dictionary<string, HookSender>(StringComparer.OrdinalIgnoreCase);
        foreach (var hook in hooks.Incidents)
        {
            var mapping = Mapping(hook, log);
            var secrets = mapping is null ? [] : Secrets(options, hook.Secrets, $"incidents/{hook.Name}", log);
            incidents[hook.Name] = new IncidentSender(hook, secrets, (_, payload) => Of(mapping!.Read(payload, messages)));
        }

        return new(
            workspace,
            new GitHubSender(Secrets(options, hooks.GitHub, "github", log), (label, payload) => Of(github.Read(new(label.Event, label.Id, payload, options.Clock.GetUtcNow())))),
            new GitLabSender(Secrets(options, hooks.GitLab, "gitlab", log), (label, payload) => Of(gitlab.Read(new(label.Event, label.Id, payload, options.Clock.GetUtcNow())))),
            new EventSender(Secrets(options, hooks.Events, "events", log), messages),
            incidents);
    }

    private static IReadOnlyList<Secret> Secrets(ServerOptions options, SecretPlaces places, string hook, ILogger log)
    {
        List<Problem> problems = [];
        var secrets = SecretReader.Read(places, options.Variable, $"webhooks: {hook}", problems);
        foreach (var problem in problems) log.LogWarning("{Problem}", problem);
        return secrets;
    }

    private static Mapping? Mapping(IncidentHookEntry hook, ILogger log)
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
