using Shiprank.Core.Attribution;
using Shiprank.Core.Attribution.Spend;
using Shiprank.Core.Delivery;
using Shiprank.Core.Delivery.Deployments;
using Shiprank.Core.Delivery.Graph;
using Shiprank.Core.Money;
using Shiprank.Core.Organisation;
using Shiprank.Core.Score;
using Shiprank.Core.Usage;
using Shiprank.Store;

namespace Shiprank.Engine.Local;

/// <summary>Joins what the clone tells with what the agents on this machine logged: links, score, spend.</summary>
public sealed class RecentWorkBuilder
{
    private readonly LocalClone clone;
    private readonly LocalUsage usage;
    private readonly DateTimeOffset asOf;
    private readonly OrganisationFile organisation;
    private readonly CancellationToken cancel;

    private RecentWorkBuilder(LocalClone clone, LocalUsage usage, CancellationToken cancel)
    {
        (this.clone, this.usage, this.cancel, asOf) = (clone, usage, cancel, clone.Question.AsOf);
        organisation = new()
        {
            Name = clone.Name,
            Repositories = [new() { Name = clone.Name, Path = clone.Question.Root, Services = [new(clone.Name, [], null, "production", DeploymentMode.Auto)] }],
        };
    }

    /// <exception cref="OperationCanceledException">The token was cancelled.</exception>
    public static RecentWork Build(LocalClone clone, LocalUsage usage, CancellationToken cancel) => new RecentWorkBuilder(clone, usage, cancel).Build();

    private RecentWork Build()
    {
        var work = new RecentWork { Name = clone.Name, IsEmpty = clone.IsEmpty, Problems = clone.Problems };
        if (clone is not { Git: { } git, History: { } history }) return work;
        work = work with { Branch = git.Branch, CheckedOut = git.CheckedOut, IsCut = clone.IsCut };
        var judged = clone.Patches is null ? null : Judge(history);
        var scored = judged?.Score.Changes.ToDictionary(c => c.Sha, StringComparer.Ordinal) ?? [];
        var graph = CommitGraph.Of(history, asOf);
        var changes = ChangeList.Of(graph, []).All;
        var subjects = git.Subjects([.. changes.Select(c => c.Sha)], cancel);
        return work with
        {
            Mode = scored.Values.Any(c => c.Mode == DeploymentMode.Tags) ? DeploymentMode.Tags : DeploymentMode.Trunk,
            LastRelease = judged?.Score.Deployments.LastOrDefault(d => d.Kind == DeploymentKind.Delivery && d.Id != d.Sha)?.Id,
            Changes =
            [
                .. changes.Reverse().Select(c => new RecentChange(
                    c.Sha, c.At, Authors(graph, c), subjects.GetValueOrDefault(c.Sha, ""), scored.GetValueOrDefault(c.Sha), judged?.Spend.GetValueOrDefault(c.Sha))),
            ],
        };
    }

    private static string[] Authors(CommitGraph graph, Change change) =>
        [.. (change.BranchCommits.Count > 0 ? change.BranchCommits : [change.Commit]).Select(c => graph.Commits[c].Author.Name).Distinct(StringComparer.Ordinal)];

    private Judgement Judge(RepositoryHistory history)
    {
        var me = Me();
        var paths = new WorkTreePaths(clone.Git!.WorkTrees(cancel));
        var ids = usage.Sessions.Select(s => new SessionId(s.Tool, s.Session)).ToHashSet();
        var rows = usage.Rows.Where(r => ids.Contains(new(r.Tool, r.Session))).Select(r => Row(r, me, paths)).ToList();
        var sessions = WorkSession.Build(usage.Sessions.Select(s => (s, me, paths.Contain(s.Project) ? clone.Name : null)), rows);
        var score = ScoreEngine.Compute(Input(history, sessions));
        var spend = SpendLedger.Follow(rows, sessions, score.Links, score.Changes, asOf)
            .Where(p => p.Change is not null)
            .GroupBy(p => p.Change!, StringComparer.Ordinal)
            .ToDictionary(g => g.Key, Sum, StringComparer.Ordinal);
        return new(score, spend);
    }

    /// <summary>Person id of the clone's user; null when git knows none, or a bot or agent commits here.</summary>
    private string? Me() =>
        clone.Git!.User(clone.Question.Home, cancel) is { } user && new PeopleDirectory(organisation).Of(user) is { IsPerson: true } me ? me.Id : null;

    private SpendRow Row(UsageRow row, string? me, WorkTreePaths paths) => new(
        row.Tool, row.Key, row.OccurredAt, row.Session, me, paths.Contain(row.Project) ? clone.Name : null, row.Branch,
        new(Nano.Of(usage.Prices.Price(row).CostUsd), Nano.Of(row.Credits), row.Tokens));

    // This machine's logs link commits to sessions; that there was no agent elsewhere they can't tell, so nobody is covered by them.
    /// <remarks>A patch that was not read has no file: of a branch commit of a very large merge, or of a merge within a branch, whose marks need none.</remarks>
    private ScoreInput Input(RepositoryHistory history, IReadOnlyList<WorkSession> sessions) => new()
    {
        Organisation = organisation,
        Histories = [history],
        Patches = (_, commits) => commits.Select(c => clone.Patches!.GetValueOrDefault(c.Sha) ?? new(c.Sha, [])),
        Sessions = sessions,
        Edits = usage.Edits,
        AsOf = asOf,
    };

    private static LinkedSpend Sum(IEnumerable<SpendPart> parts)
    {
        var all = parts.ToList();
        var priced = all.Where(p => p.Amount.NanoUsd is not null).ToList();
        return new(
            all.Select(p => p.Row.SessionId).Distinct().Count(),
            all.Sum(p => p.Amount.Tokens.Total),
            priced.Count == 0 ? null : Nano.Units(priced.Sum(p => p.Amount.NanoUsd!.Value)),
            Nano.Units(all.Sum(p => p.Amount.NanoCredits ?? 0)));
    }

    private sealed record Judgement(ScoreResult Score, IReadOnlyDictionary<string, LinkedSpend> Spend);
}
