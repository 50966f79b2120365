using Shiprank.Core.Badges;
using Shiprank.Core.Delivery;
using Shiprank.Core.Organisation;
using Shiprank.Core.Score;
using Shiprank.Tests.Scoring.Properties;

namespace Shiprank.Tests.Badges;

/// <summary>Judges what happened in a made-up world: ada, bob, cy and dan in one team.</summary>
internal static class BadgeWorld
{
    public static OrganisationFile Organisation(World world) => world.Organisation with
    {
        Teams = [new("all", "All", null, [.. People.Humans.Select(h => new MembershipEntry(h, null, null))])],
    };

    public static BadgeFacts Facts(World world, DateTimeOffset? asOf = null, DeliveryEvents? events = null)
    {
        var score = world.Score(asOf, events: events);
        return new()
        {
            Score = score,
            Organisation = Organisation(world),
            LeastGroup = 4,
            Incidents = [.. (events ?? world.Events).Incidents.Where(i => i.OpenedAt <= score.AsOf)],
            Reviewers = (events ?? world.Events).Requests.Where(r => r.MergeSha is not null).GroupBy(r => (r.Repository, r.MergeSha!))
                .ToDictionary(g => g.Key, IReadOnlySet<string> (g) => g.SelectMany(r => r.Approvals).Select(a => a.Person).ToHashSet(StringComparer.Ordinal)),
        };
    }

    public static IReadOnlyList<Award> Judge(World world, DateTimeOffset? asOf = null, DeliveryEvents? events = null) => AwardJudge.Judge(Facts(world, asOf, events), BadgeLibrary.All);

    /// <summary>Lands a file and rolls it out an hour later.</summary>
    public static MemoryCommit Ship(this World world, string who, int lines = 40, string message = "Work")
    {
        var commit = world.Commit(who, message, t => t.Append(world.NewPath(1), world.NewLines(lines)));
        world.Pass(TimeSpan.FromHours(1));
        world.Deploy();
        return commit;
    }

    public static MemoryCommit TakeOut(this World world, string who, MemoryCommit change)
    {
        var revert = world.Commit(who, $"Revert \"{change.Title}\"\n\nThis reverts commit {change.Sha}.", t =>
        {
            foreach (var path in change.After.Files.Keys.Where(p => !change.Before!.Has(p)).ToList()) t.Remove(path, change.After.Lines(path).ToHashSet(StringComparer.Ordinal));
        });
        world.Pass(TimeSpan.FromHours(1));
        world.Deploy();
        return revert;
    }

    public static string Told(IEnumerable<Award> awards) => string.Join(
        '\n', awards.Select(a => $"{a.Key} {a.State} {a.IssuedAt:O} {a.ExpiresAt:O} {a.Revoked} {a.Rate} {string.Join(',', a.Evidence.Select(e => e.Id))}"));
}
