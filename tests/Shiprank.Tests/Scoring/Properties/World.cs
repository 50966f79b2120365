using Shiprank.Core.Attribution;
using Shiprank.Core.Delivery;
using Shiprank.Core.Organisation;
using Shiprank.Core.Score;

namespace Shiprank.Tests.Scoring.Properties;

/// <summary>One repository with two services, its events, and a clock that steps move on.</summary>
internal sealed class World
{
    public const string Api = "api/";
    public const string Web = "src/";
    public const string Untouched = "aside/";

    private static readonly DateTimeOffset Start = new(2026, 1, 5, 12, 0, 0, TimeSpan.Zero);
    private int lines;
    private int files;

    /// <summary>The policies that the properties hold under, by name.</summary>
    public static readonly TheoryData<string> Policies = [Policy.One.Name, Policy.Two.Name];

    public World(DeploymentMode mode = DeploymentMode.Events, IReadOnlyList<string>? bots = null, string policy = "policy-1")
    {
        Policy = policy == Policy.Two.Name ? Policy.Two : Policy.One;
        Organisation = new()
        {
            Name = "Northwind",
            People = People.Entries,
            Bots = bots ?? [],
            Repositories = [new() { Name = "shop", Services = [new("web", [], null, "production", mode), new("api", [Api], null, "production", mode)] }],
        };
        Now = Start;
        Repository.Commit("cy", Now, "Start", t =>
        {
            t.Write(Web + "base.py", NewLines(12));
            t.Write(Api + "base.py", NewLines(12));
        });
    }

    public OrganisationFile Organisation { get; }

    public Policy Policy { get; }

    public MemoryRepository Repository { get; } = new("shop");

    public List<DeploymentEvent> Deployments { get; } = [];

    public List<RequestEvent> Requests { get; } = [];

    public List<IncidentEvent> Incidents { get; } = [];

    public DateTimeOffset Now { get; private set; }

    /// <summary>Lines that died: where, and when.</summary>
    public List<(string Path, string Text, DateTimeOffset At)> Dead { get; } = [];

    /// <summary>Lines that no one wrote before; no two are alike.</summary>
    public IReadOnlyList<string> NewLines(int count) => [.. Enumerable.Range(0, count).Select(_ => $"value_{++lines} = compute_{lines}(order)")];

    public string NewPath(int choice) => $"{(choice % 2 == 0 ? Api : Web)}f{++files:000}.py";

    public void Pass(TimeSpan time) => Now += time;

    /// <summary>A push by force that takes the last changes away.</summary>
    public void Rewind(int changes)
    {
        Repository.Rewind(changes);
        var alive = Repository.Head.Files.Values.SelectMany(f => f.Lines).ToHashSet(StringComparer.Ordinal);
        Dead.RemoveAll(d => alive.Contains(d.Text));
    }

    public MemoryCommit Commit(string author, string message, Action<MemoryTree> edit, string? committer = null)
    {
        var before = Repository.Head;
        var commit = Repository.Commit(author, Now, message, edit, committer);
        var alive = Repository.Head.Files.Values.SelectMany(f => f.Lines).ToHashSet(StringComparer.Ordinal);
        foreach (var (path, file) in before.Files) Dead.AddRange(file.Lines.Where(l => !alive.Contains(l)).Select(l => (path, l, Now)));

        return commit;
    }

    /// <summary>Makes what there is so far an old baseline that earns nothing.</summary>
    public void Settle()
    {
        Pass(TimeSpan.FromDays(40));
        Deploy();
        Pass(TimeSpan.FromDays(1));
    }

    /// <summary>Rolls a commit (default: the head) out to one service or to both.</summary>
    public DeploymentEvent Deploy(string? sha = null, string? service = null, DeploymentStatus status = DeploymentStatus.Success)
    {
        var deployment = new DeploymentEvent("events", $"d{Deployments.Count:000}", "shop", service, "production", sha ?? Repository.Line[^1].Sha, status, Now, null);
        Deployments.Add(deployment);
        return deployment;
    }

    public DeliveryEvents Events => new() { Deployments = Deployments, Requests = Requests, Incidents = Incidents };

    /// <param name="asOf">Default: when everything that ever happened has been judged.</param>
    public ScoreResult Score(DateTimeOffset? asOf = null, UsageEvidence? usage = null, DeliveryEvents? events = null, RepositoryHistory? history = null) =>
        ScoreEngine.Compute(Input(asOf, usage, events, history));

    public ScoreInput Input(DateTimeOffset? asOf = null, UsageEvidence? usage = null, DeliveryEvents? events = null, RepositoryHistory? history = null) => new()
    {
        Organisation = Organisation,
        Histories = [history ?? Repository.History],
        Patches = MemoryRepository.Reader([Repository]),
        Events = events ?? Events,
        Usage = usage ?? UsageEvidence.Empty,
        Policy = Policy,
        AsOf = asOf ?? Now.AddDays(400),
    };
}
