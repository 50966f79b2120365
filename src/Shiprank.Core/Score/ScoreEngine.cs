using Shiprank.Core.Attribution;
using Shiprank.Core.Attribution.Content;
using Shiprank.Core.Attribution.Spend;
using Shiprank.Core.Delivery;
using Shiprank.Core.Delivery.Deployments;
using Shiprank.Core.Organisation;

namespace Shiprank.Core.Score;

/// <summary>Normalised deployments (normalised-deployments.md): from histories and events to cells, changes and deployments.</summary>
public static class ScoreEngine
{
    /// <exception cref="InvalidOperationException">The patch reader gives other patches than asked for.</exception>
    public static ScoreResult Compute(ScoreInput input)
    {
        var people = input.People ?? new PeopleDirectory(input.Organisation);
        var changes = new List<ScoredChange>();
        var deployments = new List<ScoredDeployment>();
        var services = new List<ScoredService>();
        var weeks = new ActiveWeeks(people);
        var problems = new PlacementProblems(input.Events);
        var marks = new SessionMarks(input.Sessions);
        var written = WrittenFiles.Build(input.Edits, input.Sessions, input.Organisation, input.Policy.MinAlnum, input.AsOf);
        var links = new List<SessionLink>();
        foreach (var history in input.Histories.OrderBy(h => h.Repository, StringComparer.Ordinal))
        {
            var repository = input.Organisation.Repositories.FirstOrDefault(r => r.Name == history.Repository)
                ?? new RepositoryEntry { Name = history.Repository, Services = [new(history.Repository, [], null, "production", DeploymentMode.Auto)] };
            var scorer = new RepositoryScorer(input, repository, history, people, marks, written);
            var scored = scorer.Score();
            changes.AddRange(scored);
            deployments.AddRange(new DeploymentJudge(scorer, scored, input).Judge(repository.Name));
            links.AddRange(scorer.Links());
            services.AddRange(scorer.Timelines.Select(t => new ScoredService(repository.Name, t.Service.Name, t.Mode, t.FirstRollOut)));
            weeks.Add(scorer);
            problems.Look(repository, scorer.Graph);
        }

        return new()
        {
            Policy = input.Policy,
            AsOf = input.AsOf,
            Cells = CellBuilder.Build(changes, input.Policy),
            Changes = changes,
            Deployments = [.. deployments.OrderBy(d => d.Service, StringComparer.Ordinal)],
            Services = services,
            ActiveWeeks = weeks.ByPerson,
            Links = SessionLinker.Settle(links, written),
            Problems = problems.Found(),
        };
    }
}
