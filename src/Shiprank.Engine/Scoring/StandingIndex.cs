using Shiprank.Core.Attribution.Spend;
using Shiprank.Core.Badges;
using Shiprank.Core.Delivery;
using Shiprank.Core.Delivery.Graph;
using Shiprank.Core.Score;
using Shiprank.Core.Score.Dora;
using Shiprank.Engine.Badges;
using Shiprank.Engine.Boards;
using Shiprank.Engine.Changes;
using Shiprank.Engine.Privacy;
using Shiprank.Engine.Spend;

namespace Shiprank.Engine.Scoring;

/// <summary>Functions of one standing, each computed once. A few windows and repositories are kept as well, the last ones asked for.</summary>
internal sealed class StandingIndex
{
    private const int KeptWindows = 3;
    private const int KeptRepositories = 8;

    private readonly Lazy<ILookup<(string Repository, string Sha), ScoredChange>> changes;
    private readonly Lazy<ILookup<(string Repository, string Service), ScoredDeployment>> deployments;
    private readonly Lazy<ILookup<(string Repository, string Sha), SessionLink>> links;
    private readonly Lazy<IReadOnlyDictionary<(string Repository, string Sha), decimal>> nd;
    private readonly Lazy<Dictionary<(string Repository, string Sha), ChangeSpend>> spend;
    private readonly Lazy<ILookup<string, RequestEvent>> requests;
    private readonly Lazy<IReadOnlyDictionary<string, IReadOnlySet<DateOnly>>> usageWeeks;
    private readonly Lazy<IReadOnlyDictionary<string, IReadOnlySet<DateOnly>>> activeWeeks;
    private readonly Lazy<ChangeCostRule> costs;
    private readonly Lazy<Shield> shield;
    private readonly Lazy<ChangeRows> rows;
    private readonly Lazy<DoraBuilder> dora;
    private readonly Lazy<BadgeFacts> badgeFacts;
    private readonly Lazy<IReadOnlyList<Award>> awards;
    private readonly Lazy<IReadOnlyList<Bunching>> bunched;
    private readonly LastAsked<string, (CommitGraph Graph, ChangeList Changes)?> repositories;
    private readonly LastAsked<ScoreWindow, BoardWindow> windows;

    public StandingIndex(Standing standing)
    {
        Teams = new(standing.Workspace.Organisation);
        changes = new(() => standing.Score.Changes.ToLookup(c => (c.Repository, c.Sha)));
        deployments = new(() => standing.Score.Deployments.ToLookup(d => (d.Repository, d.Service)));
        links = new(() => standing.Score.Links.All.ToLookup(l => (l.Repository, l.Change)));
        nd = new(() => ChangeNd.Of(standing.Score));
        spend = new(() => standing.Spend.ByChange().ToDictionary(s => (s.Repository, s.Sha)));
        requests = new(() => standing.Events.Requests.ToLookup(r => r.Repository, StringComparer.Ordinal));
        usageWeeks = new(standing.Spend.ActiveWeeks);
        activeWeeks = new(() => Joined(standing.Score.ActiveWeeks, UsageWeeks));
        costs = new(() => new(standing));
        shield = new(() => new(standing));
        rows = new(() => new(standing));
        dora = new(() => new(standing.Score, standing.Workspace.Organisation, standing.Events));
        badgeFacts = new(() => BadgeFactsFinder.Of(standing));
        awards = new(() => AwardJudge.Judge(badgeFacts.Value, standing.Workspace.Organisation.Badges.Definitions));
        bunched = new(() => AwardJudge.Bunched(badgeFacts.Value, standing.Workspace.Organisation.Badges.Definitions));
        repositories = new(KeptRepositories, name => standing.History(name) is { } history ? Graph(history, standing.AsOf) : null);
        windows = new(KeptWindows, window => new(standing, window));
    }

    public TeamDays Teams { get; }

    public ILookup<(string Repository, string Sha), ScoredChange> Changes => changes.Value;

    public ILookup<(string Repository, string Service), ScoredDeployment> Deployments => deployments.Value;

    public ILookup<(string Repository, string Sha), SessionLink> Links => links.Value;

    public IReadOnlyDictionary<(string Repository, string Sha), decimal> Nd => nd.Value;

    public IReadOnlyDictionary<(string Repository, string Sha), ChangeSpend> Spend => spend.Value;

    /// <summary>ISO weeks with a response, by person.</summary>
    public IReadOnlyDictionary<string, IReadOnlySet<DateOnly>> UsageWeeks => usageWeeks.Value;

    /// <summary>ISO weeks with a merged change, a review or a response, by person.</summary>
    public IReadOnlyDictionary<string, IReadOnlySet<DateOnly>> ActiveWeeks => activeWeeks.Value;

    public ChangeCostRule Costs => costs.Value;

    public Shield Shield => shield.Value;

    public ChangeRows Rows => rows.Value;

    public DoraBuilder Dora => dora.Value;

    public IReadOnlyList<Award> Awards => awards.Value;

    public IReadOnlyList<Bunching> Bunched => bunched.Value;

    /// <summary>Commits and changes of a repository as of the standing; null when its history was never read.</summary>
    public (CommitGraph Graph, ChangeList Changes)? Repository(string name) => repositories.Of(name);

    public BoardWindow Window(ScoreWindow window) => windows.Of(window);

    public void Prepare()
    {
        _ = (Changes, Deployments, Links, Nd, Spend, ActiveWeeks, Rows, Dora);
    }

    private static Dictionary<string, IReadOnlySet<DateOnly>> Joined(IReadOnlyDictionary<string, IReadOnlySet<DateOnly>> delivered, IReadOnlyDictionary<string, IReadOnlySet<DateOnly>> used)
    {
        var weeks = delivered.ToDictionary(w => w.Key, w => w.Value, StringComparer.Ordinal);
        foreach (var (person, its) in used) weeks[person] = weeks.TryGetValue(person, out var known) ? known.Union(its).ToHashSet() : its;
        return weeks;
    }

    private (CommitGraph Graph, ChangeList Changes) Graph(RepositoryHistory history, DateTimeOffset asOf)
    {
        var graph = CommitGraph.Of(history, asOf);
        return (graph, ChangeList.Of(graph, [.. requests.Value[history.Repository]]));
    }
}
