using Shiprank.Core;
using Shiprank.Core.Delivery;
using Shiprank.Core.Delivery.Graph;
using Shiprank.Core.Delivery.Lines;
using Shiprank.Core.Organisation;
using Shiprank.Core.Score;
using Shiprank.Sources.Git;
using Shiprank.Sources.Git.Patches;
using Shiprank.Sources.Git.Running;
using Shiprank.Tests.Git;

namespace Shiprank.Tests.Hostile;

/// <summary>A repository read from end to end as a sync does it, without a store: a score, or the one problem that stands in its way.</summary>
internal sealed record Reading(RepositoryHistory? History, IReadOnlyList<CommitPatch> Patches, IReadOnlyList<Problem> Warnings, Problem? Problem)
{
    private static readonly MessageReader Messages = new(TemporaryRepository.Hasher, new OrganisationFile().Tickets);

    /// <summary>The score with every merge its own deployment.</summary>
    public ScoreResult Score(DateTimeOffset asOf) => ScoreEngine.Compute(new()
    {
        Organisation = new()
        {
            Name = "Northwind",
            Repositories = [new() { Name = "shop", Services = [new("shop", [], null, "production", DeploymentMode.Trunk)] }],
        },
        Histories = [History!],
        Patches = (_, commits) => commits.Select(c => Patches.First(p => p.Sha == c.Sha)),
        AsOf = asOf,
    });

    public LineLedger Ledger()
    {
        var changes = ChangeList.Of(CommitGraph.Of(History!, DateTimeOffset.MaxValue), []).All;
        var ledger = new LineLedger(changes, LedgerRules.LinesAlone with { MinAlnum = 1, Moves = false, Restores = false });
        foreach (var change in changes) ledger.Take(change, Patches.First(p => p.Sha == change.Sha), null, true);
        return ledger;
    }

    public static Reading Of(TemporaryRepository repository, GitLimits? limits = null) => Of(repository.Path, limits);

    public static Reading Of(string path, GitLimits? limits = null)
    {
        var opened = GitRepository.Open(path, "shop", null, limits);
        if (!opened.Succeeded) return new(null, [], [], opened.Problem);
        var read = opened.Value.ReadHistory(Messages.Read, [], TestContext.Current.CancellationToken);
        if (!read.Succeeded) return new(null, [], [], read.Problem);
        var (history, warnings) = read.Value;
        var order = ChangeList.Of(CommitGraph.Of(history, DateTimeOffset.MaxValue), []).PatchOrder();
        using var stream = opened.Value.ReadPatches(order.Select(c => new PatchRequest(c.Sha, c.Parent)), TemporaryRepository.Hasher, TestContext.Current.CancellationToken);
        var patches = new List<CommitPatch>();
        while (stream.TryRead(out var patch)) patches.Add(patch);
        return new(history, patches, warnings, stream.Problem);
    }

    /// <summary>Nothing was read, and one sentence says why and what to do.</summary>
    public Problem Refused()
    {
        Assert.NotNull(Problem);
        Assert.True(Problem.Remedy.Length > 0, Problem.ToString());
        return Problem;
    }

    /// <summary>All of it was read.</summary>
    public Reading Whole()
    {
        Assert.True(Problem is null, Problem?.ToString());
        return this;
    }
}
