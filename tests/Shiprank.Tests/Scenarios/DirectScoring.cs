using System.Globalization;
using System.Text;
using Shiprank.Core.Attribution;
using Shiprank.Core.Delivery;
using Shiprank.Core.Score;
using Shiprank.Core.Usage;
using Shiprank.Engine.Documents;
using Shiprank.Sources.Events;
using Shiprank.Sources.Git;
using Shiprank.Sources.Git.Patches;
using Shiprank.Sources.Organisation;

namespace Shiprank.Tests.Scenarios;

/// <summary>From a scenario folder straight to the document, with no store between: the readers and the score alone.</summary>
internal static class DirectScoring
{
    private static readonly TextHasher Hasher = new(1, 2);

    public static string Score(string folder, string asOf, string since, string until)
    {
        var result = Compute(folder, DateTimeOffset.Parse(asOf, CultureInfo.InvariantCulture), out var organisation);
        using var json = new MemoryStream();
        ScoreDocument.Write(json, result, organisation, new(DateOnly.Parse(since, CultureInfo.InvariantCulture), DateOnly.Parse(until, CultureInfo.InvariantCulture)), []);
        return Encoding.UTF8.GetString(json.ToArray());
    }

    public static ScoreResult Compute(string folder, DateTimeOffset asOf, out Shiprank.Core.Organisation.OrganisationFile organisation)
    {
        var reading = OrganisationReader.Read(Path.Combine(folder, "shiprank.yaml"));
        Assert.Empty(reading.Problems);
        organisation = reading.Value!;
        var messages = new MessageReader(Hasher, organisation.Tickets);
        var log = EventLog.From(EventReader.Read(Path.Combine(folder, "events.jsonl"), messages, new IngestReport()).Events);
        var events = log.At(asOf);
        var people = new PeopleDirectory(organisation);
        var metered = log.UsageAt(asOf).GroupBy(r => people.Named(r.Person!).Id, StringComparer.Ordinal)
            .ToDictionary(g => g.Key, IReadOnlyList<DateTimeOffset> (g) => [.. g.Select(r => r.OccurredAt)], StringComparer.Ordinal);
        var covered = organisation.Usage.Where(u => u.Person is not null).Select(u => people.Named(u.Person!).Id).ToHashSet(StringComparer.Ordinal);
        var repositories = organisation.Repositories.ToDictionary(r => r.Name, r => GitRepository.Open(r.Path!, r.Name, r.DefaultBranch).Value, StringComparer.Ordinal);
        return ScoreEngine.Compute(new()
        {
            Organisation = organisation,
            Histories = [.. repositories.Values.Select(r => r.ReadHistory(messages.Read, events.Deployments.Select(d => d.Sha), CancellationToken.None).Value.History)],
            Patches = (name, commits) => Patches(repositories[name], commits),
            Events = events,
            Usage = new(metered, covered),
            Policy = PolicyReader.For(organisation).Value!,
            AsOf = asOf,
        });
    }

    private static IEnumerable<CommitPatch> Patches(GitRepository repository, IReadOnlyList<(string Sha, string? Parent)> commits)
    {
        using var stream = repository.ReadPatches(commits.Select(c => new PatchRequest(c.Sha, c.Parent)), Hasher, CancellationToken.None);
        while (stream.TryRead(out var patch)) yield return patch;
        Assert.Null(stream.Problem);
    }
}
