using Shiprank.Core.Delivery.Deployments;
using Shiprank.Core.Score;
using Shiprank.Engine.Scoring;

namespace Shiprank.Engine.Boards;

/// <summary>What was done in a window, by the groups (teams, or people) that did it: one look at everything, for all of them.</summary>
internal sealed class GroupWork
{
    private readonly Func<string, DateOnly, string?> groupOf;
    private readonly Dictionary<string, GroupSpend> spend = new(StringComparer.Ordinal);

    /// <param name="groupOf">The group that has a person's day; null for none.</param>
    public GroupWork(Standing standing, ScoreWindow window, Func<string, DateOnly, string?> groupOf)
    {
        this.groupOf = groupOf;
        Changes = standing.Score.Changes
            .Where(c => c.DeployedAt is not null && window.Has(c))
            .GroupBy(c => (c.Repository, c.Sha))
            .Select(IReadOnlyList<ScoredChange> (g) => [.. g.OrderBy(c => c.DeployedAt)])
            .SelectMany(c => Groups(c.SelectMany(s => s.Parts.Select(p => (p.Person, s.DeployedAt!.Value)))).Select(g => (Group: g, Change: c)))
            .ToLookup(c => c.Group, c => c.Change, StringComparer.Ordinal);
        Deployments = standing.Score.Deployments
            .Where(d => window.Has(d.At) && d.Delivered > 0 && d.Kind is DeploymentKind.Delivery or DeploymentKind.Baseline)
            .SelectMany(d => Groups(d.People.Select(p => (p, d.At))).Select(g => (Group: g, Deployment: d)))
            .ToLookup(d => d.Group, d => d.Deployment, StringComparer.Ordinal);
        ClosedRequests = standing.Events.Requests.Count == 0 ? null : Closed(standing, window).ToLookup(r => r.Group, r => r.Merged, StringComparer.Ordinal);
        Covered = CoveredGroups(standing, window);
        foreach (var part in standing.Spend.ByPerson(window))
        {
            if (groupOf(part.Person, part.Day) is not { } group) continue;
            if (!spend.TryGetValue(group, out var its)) spend.Add(group, its = new());
            its.Add(part);
        }
    }

    /// <summary>Changes delivered in the window; one judgement a service, the first deployed first.</summary>
    public ILookup<string, IReadOnlyList<ScoredChange>> Changes { get; }

    public ILookup<string, ScoredDeployment> Deployments { get; }

    /// <summary>Of each request closed in the window, whether it was merged; null without request events.</summary>
    public ILookup<string, bool>? ClosedRequests { get; }

    /// <summary>Groups that had, on some day of the window, somebody whose usage is read.</summary>
    public IReadOnlySet<string> Covered { get; }

    /// <summary>What people spent on the days on which they were in the group; groups that spent nothing are absent.</summary>
    public IReadOnlyDictionary<string, GroupSpend> Spend => spend;

    private IEnumerable<(string Group, bool Merged)> Closed(Standing standing, ScoreWindow window)
    {
        foreach (var request in standing.Events.Requests)
        {
            if ((request.MergedAt ?? request.ClosedAt) is not { } at || !window.Has(at)) continue;
            if (standing.Workspace.People.Named(request.Author) is { IsPerson: true } author && GroupOf(author.Id, at) is { } group) yield return (group, request.MergedAt is not null);
        }
    }

    private HashSet<string> CoveredGroups(Standing standing, ScoreWindow window)
    {
        var covered = new HashSet<string>(StringComparer.Ordinal);
        var people = standing.Workspace.Organisation.Usage.Where(u => u.Person is not null).Select(u => standing.Workspace.People.Named(u.Person!).Id).Concat(standing.Index.UsageWeeks.Keys);
        foreach (var person in people.Distinct(StringComparer.Ordinal))
        {
            for (var day = window.Since; day <= window.Until; day = day.AddDays(1))
            {
                if (groupOf(person, day) is { } group) covered.Add(group);
            }
        }

        return covered;
    }

    private IEnumerable<string> Groups(IEnumerable<(string Person, DateTimeOffset At)> work) => work.Select(w => GroupOf(w.Person, w.At)).OfType<string>().Distinct(StringComparer.Ordinal);

    private string? GroupOf(string person, DateTimeOffset at) => groupOf(person, DateOnly.FromDateTime(at.UtcDateTime));
}
