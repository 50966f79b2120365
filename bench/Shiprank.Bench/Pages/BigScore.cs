using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using Shiprank.Core.Attribution;
using Shiprank.Core.Attribution.Spend;
using Shiprank.Core.Delivery;
using Shiprank.Core.Delivery.Deployments;
using Shiprank.Core.Organisation;
using Shiprank.Core.Score;

namespace Shiprank.Bench.Pages;

/// <summary>A made-up result: changes at an even pace in every repository, rolled out every eight hours, with the events and histories behind them.</summary>
internal sealed class BigScore
{
    private const int RollOutHours = 8;
    private readonly Random random = new(20261127);
    private readonly Policy policy;
    private readonly DateTimeOffset start;
    private readonly DateTimeOffset end;

    public BigScore(Policy policy, DateTimeOffset start, DateTimeOffset end, int changes)
    {
        (this.policy, this.start, this.end) = (policy, start, end);
        for (var i = 0; i < changes; i++) Add(i, start + ((end - start) / changes * i));
    }

    /// <summary>By repository, in order of time; a change of two services is in it twice.</summary>
    public List<ScoredChange>[] Changes { get; } = [.. Enumerable.Range(0, BigOrganisation.Repositories).Select(_ => new List<ScoredChange>())];

    /// <summary>A change of a repository that was merged on a day or soon after.</summary>
    public ScoredChange Near(int repository, int day, int days)
    {
        var its = Changes[repository];
        return its[Math.Min(its.Count - 1, (int)((long)its.Count * day / days) + random.Next(15))];
    }

    public ScoreResult Result(IReadOnlyList<SessionLink> links)
    {
        List<ScoredChange> changes = [.. Changes.SelectMany(c => c)];
        return new()
        {
            Policy = policy,
            AsOf = end,
            Cells = CellBuilder.Build(changes, policy),
            Changes = changes,
            Deployments = [.. Deployments(changes).OrderBy(d => d.Service, StringComparer.Ordinal)],
            Services = [.. Enumerable.Range(0, BigOrganisation.Repositories).SelectMany(r => Enumerable.Range(0, 2).Select(s => new ScoredService(BigOrganisation.Repository(r), BigOrganisation.Service(r, s), DeploymentMode.Events, start)))],
            ActiveWeeks = changes.SelectMany(c => c.Parts.Select(p => (p.Person, Week: IsoWeek.Monday(c.MergedAt)))).GroupBy(w => w.Person, StringComparer.Ordinal)
                .ToDictionary(g => g.Key, IReadOnlySet<DateOnly> (g) => g.Select(w => w.Week).ToHashSet(), StringComparer.Ordinal),
            Links = new([.. links.GroupBy(l => (l.Repository, l.Change, l.Session)).Select(g => g.First()).OrderBy(l => l.Repository, StringComparer.Ordinal).ThenBy(l => l.Change, StringComparer.Ordinal)], SessionLinks.None.Rest),
            Problems = [],
        };
    }

    public RepositoryHistory History(int repository)
    {
        var line = Changes[repository].DistinctBy(c => c.Sha).ToList();
        return new()
        {
            Repository = BigOrganisation.Repository(repository),
            Commits = [.. line.Select((c, i) =>
            {
                var author = new GitIdentity(c.Parts[0].Person, $"{c.Parts[0].Person}@example.com");
                return new Commit(c.Sha, i == 0 ? [] : [line[i - 1].Sha], author, c.StartedAt, author, c.MergedAt, MessageFacts.None with { Request = c.Request });
            })],
            FirstParents = [.. line.Select(c => c.Sha)],
        };
    }

    /// <summary>Request and deployment events, as JSON Lines.</summary>
    public byte[] Events()
    {
        var text = new StringBuilder();
        foreach (var change in Changes.SelectMany(c => c.DistinctBy(x => x.Sha)))
        {
            text.Append(CultureInfo.InvariantCulture, $$"""{"type":"request","id":"{{change.Request}}","repository":"{{change.Repository}}","title":"Change {{change.Request}}","author":"{{change.Parts[0].Person}}","opened_at":"{{change.RequestedAt:O}}","merged_at":"{{change.MergedAt:O}}","merge_sha":"{{change.Sha}}","review_known":true,"approvals":[{"person":"p0001","at":"{{change.MergedAt:O}}"}]}""").Append('\n');
        }

        foreach (var (repository, sha, at) in Changes.SelectMany(c => c).Where(c => c.DeployedAt is not null).GroupBy(c => (c.Repository, c.DeployedAt)).Select(g => (g.Key.Repository, g.Last().Sha, g.Key.DeployedAt)))
        {
            text.Append(CultureInfo.InvariantCulture, $$"""{"type":"deployment","id":"{{repository}}-{{at:yyyyMMddHH}}","repository":"{{repository}}","environment":"production","sha":"{{sha}}","status":"success","finished_at":"{{at:O}}"}""").Append('\n');
        }

        return Encoding.UTF8.GetBytes(text.ToString());
    }

    private static string Sha(int number) => Convert.ToHexStringLower(SHA256.HashData(BitConverter.GetBytes(number))[..20]);

    private void Add(int number, DateTimeOffset mergedAt)
    {
        var repository = number % BigOrganisation.Repositories;
        var team = repository + (random.Next(2) * BigOrganisation.Repositories);
        string[] authors = [.. Enumerable.Range(0, random.Next(5) == 0 ? 2 : 1).Select(_ => BigOrganisation.Person(team + (BigOrganisation.Teams * random.Next(BigOrganisation.People / BigOrganisation.Teams)))).Distinct(StringComparer.Ordinal).Order(StringComparer.Ordinal)];
        DateTimeOffset? deployedAt = start.AddHours((Math.Floor((mergedAt - start).TotalHours / RollOutHours) + 1) * RollOutHours);
        if (deployedAt > end) deployedAt = null;
        foreach (var service in random.Next(10) == 0 ? (int[])[0, 1] : [random.Next(2)])
        {
            var eligible = random.Next(1, 400);
            var alive = random.Next(20) == 0 ? 0 : eligible * random.Next(60, 101) / 100;
            var reverted = random.Next(40) == 0;
            var share = new Share(0.3m, 0.6m, 0.9m) * (random.Next(10) / 10m);
            Changes[repository].Add(new()
            {
                Sha = Sha(number),
                Repository = BigOrganisation.Repository(repository),
                Service = BigOrganisation.Service(repository, service),
                Mode = DeploymentMode.Events,
                MergedAt = mergedAt,
                DeployedAt = deployedAt,
                StartedAt = mergedAt.AddHours(-random.Next(1, 90)),
                RequestedAt = mergedAt.AddHours(-random.Next(1, 30)),
                Request = (number / BigOrganisation.Repositories) + 1,
                Eligible = eligible,
                Alive = alive,
                Deleted = random.Next(80),
                Survival = deployedAt is null ? [] : [new(0, eligible), new(7, (eligible + alive) / 2), new(30, alive)],
                Quality = deployedAt is null ? null : reverted ? 0 : random.Next(8) == 0 ? 0.5m : 1,
                Parts = [.. authors.Select(a => new PersonPart(a, 1m / authors.Length, (decimal)alive / authors.Length, share))],
                Share = share,
                Evidence = (Evidence)random.Next(7),
                Fate = deployedAt is null ? ChangeFate.Merged : reverted ? ChangeFate.Reverted : alive == 0 ? ChangeFate.Dead : ChangeFate.Live,
                Provisional = deployedAt is null || deployedAt.Value.AddDays(30) > end,
                WasReverted = reverted,
                ReviewKnown = true,
                Reviewed = random.Next(4) > 0,
            });
        }
    }

    private IEnumerable<ScoredDeployment> Deployments(IEnumerable<ScoredChange> changes) => changes.Where(c => c.DeployedAt is not null)
        .GroupBy(c => (c.Repository, c.Service, At: c.DeployedAt!.Value))
        .Select(g => new ScoredDeployment(
            g.Key.Repository, g.Key.Service, string.Create(CultureInfo.InvariantCulture, $"{g.Key.Repository}-{g.Key.At:yyyyMMddHH}"), g.Last().Sha, g.Key.At, DeploymentKind.Delivery, g.Count(),
            random.Next(12) == 0, [.. g.SelectMany(c => c.Parts.Select(p => p.Person)).Distinct(StringComparer.Ordinal).Order(StringComparer.Ordinal)])
        {
            Changes = [.. g.Select(c => c.Sha)],
        });
}
