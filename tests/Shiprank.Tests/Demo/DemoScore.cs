using Shiprank.Core.Delivery;
using Shiprank.Core.Organisation;
using Shiprank.Core.Score;
using Shiprank.Core.Usage;
using Shiprank.Engine.Demo;
using Shiprank.Sources.Events;
using Shiprank.Sources.Git;
using Shiprank.Sources.Git.Histories;
using Shiprank.Sources.Git.Patches;
using Shiprank.Sources.Organisation;

namespace Shiprank.Tests.Demo;

/// <summary>The demo organisation read by the ordinary readers and scored.</summary>
internal sealed class DemoScore
{
    private static readonly TextHasher Hasher = new(1, 2);

    private DemoScore(OrganisationFile organisation, DeliveryEvents events, IReadOnlyList<GitHistory> histories, ScoreResult score, IngestReport report) =>
        (Organisation, Events, Histories, Score, Report) = (organisation, events, histories, score, report);

    public OrganisationFile Organisation { get; }

    public DeliveryEvents Events { get; }

    public IReadOnlyList<GitHistory> Histories { get; }

    public ScoreResult Score { get; }

    public IngestReport Report { get; }

    public static DemoScore Of(DemoFacts facts, CancellationToken cancel)
    {
        var organisation = OrganisationReader.Read(facts.OrganisationFile).Value!;
        var report = new IngestReport();
        var messages = new MessageReader(Hasher, organisation.Tickets);
        var events = EventLog.From(EventReader.Read(facts.EventsFile, messages, report, cancellation: cancel).Events).At(facts.Options.AsOf);
        var open = organisation.Repositories.ToDictionary(r => r.Name, r => GitRepository.Open(r.Path!, r.Name, r.DefaultBranch).Value, StringComparer.Ordinal);
        var histories = open.Values
            .Select(r => r.ReadHistory(messages.Read, events.Deployments.Where(d => d.Repository == r.Name).Select(d => d.Sha), cancel).Value).ToList();
        var score = ScoreEngine.Compute(new()
        {
            Organisation = organisation,
            Histories = [.. histories.Select(h => h.History)],
            Patches = (name, commits) => Patches(open[name], commits, cancel),
            Events = events,
            AsOf = facts.Options.AsOf,
        });
        return new(organisation, events, histories, score, report);
    }

    /// <summary>ND by person over a window, the highest first; people of the file without any are in it with 0.</summary>
    public IReadOnlyList<(string Person, decimal Nd)> People(ScoreWindow window)
    {
        var sums = Score.Cells.Where(c => window.Has(c.Day)).GroupBy(c => c.Person, StringComparer.Ordinal).ToDictionary(g => g.Key, g => g.Sum(c => c.Nd), StringComparer.Ordinal);
        return [.. Organisation.People.Select(p => (p.Id, sums.GetValueOrDefault(p.Id))).OrderByDescending(p => p.Item2)];
    }

    private static IEnumerable<CommitPatch> Patches(GitRepository repository, IReadOnlyList<(string Sha, string? Parent)> commits, CancellationToken cancel)
    {
        using var stream = repository.ReadPatches(commits.Select(c => new PatchRequest(c.Sha, c.Parent)), Hasher, cancel);
        while (stream.TryRead(out var patch)) yield return patch;
        if (stream.Problem is { } problem) throw new InvalidOperationException(problem.ToString());
    }
}
