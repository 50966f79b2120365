using System.Globalization;
using Shiprank.Core.Delivery;

namespace Shiprank.Engine.Proof.World;

/// <summary>What forge, deployer, pager and tracker tell of a team.</summary>
internal static class Forge
{
    private const string Source = "proof";
    private const int DeployHour = 18;
    private const int RollbackOf = 100;

    public static DeliveryEvents Events(TeamScene scene, IReadOnlyList<Commit> commits) => new()
    {
        Requests = [.. scene.Plans.Select(p => Request(scene, p)).OrderBy(r => r.OpenedAt).ThenBy(r => r.Id, StringComparer.Ordinal)],
        Deployments = RollOuts(scene, commits),
        Incidents = [.. scene.Plans.Where(p => p is { Incident: not null, MergedAt: not null } && !scene.Hushed.Contains(p.Sha)).Select(Incident).OrderBy(i => i.OpenedAt).ThenBy(i => i.Id, StringComparer.Ordinal)],
        WorkItems = scene.Tickets,
    };

    private static RequestEvent Request(TeamScene scene, Plan plan) => new(
        Source, plan.Number.ToString(CultureInfo.InvariantCulture), scene.Repository, plan.Message.Title, scene.Person(plan.Author).Id, plan.OpenedAt, plan.MergedAt, plan.MergedAt ?? plan.RejectedAt,
        plan.IsMerged ? plan.Sha : null, null, "main", null,
        plan is { Reviewer: { } reviewer, MergedAt: { } merged } ? [new(scene.Person(reviewer).Id, merged - plan.ApprovedBefore)] : [],
        ReviewKnown: true, [], plan.Tickets);

    private static IncidentEvent Incident(Plan plan) =>
        new(Source, $"incident-{plan.Number}", plan.Incident!.Value, plan.MergedAt!.Value.AddDays(4), plan.MergedAt.Value.AddDays(5), [plan.Sha], null, null);

    /// <summary>
    /// Roll-outs of what is merged, by the team's cadence; one in a hundred is taken back and comes again with the next. Which one hangs on its moment, not on
    /// what it brings: what one person does changes nobody else's luck.
    /// </summary>
    private static List<DeploymentEvent> RollOuts(TeamScene scene, IReadOnlyList<Commit> commits)
    {
        List<DeploymentEvent> all = [Success(scene, commits[0].Sha, commits[0].CommittedAt.AddDays(1))];
        var (live, merged) = (0, 0);
        foreach (var at in Moments(scene, commits))
        {
            while (merged + 1 < commits.Count && commits[merged + 1].CommittedAt <= at) merged++;
            if (merged == live) continue;
            all.Add(Success(scene, commits[merged].Sha, at));
            if (scene.Requests.Stream((int)(at.UtcTicks / TimeSpan.TicksPerMinute), "roll-out").Below(RollbackOf) == 0) all.Add(Success(scene, commits[live].Sha, at.AddMinutes(40)));
            else live = merged;
        }

        foreach (var at in scene.Redeployments)
        {
            if (all.Where(d => d.FinishedAt <= at).MaxBy(d => d.FinishedAt) is { } running) all.Add(Success(scene, running.Sha, at));
        }

        return [.. all.OrderBy(d => d.FinishedAt).ThenBy(d => d.Id, StringComparer.Ordinal)];
    }

    private static IEnumerable<DateTimeOffset> Moments(TeamScene scene, IReadOnlyList<Commit> commits)
    {
        if (scene.Cadence == Cadence.EachMerge) return commits.Skip(1).Select(c => c.CommittedAt.AddMinutes(20));
        var last = DateOnly.FromDateTime(Calendar.AsOf.UtcDateTime);
        return Enumerable.Range(0, last.DayNumber - Calendar.First.DayNumber).Select(Calendar.First.AddDays)
            .Where(d => scene.Cadence == Cadence.Daily ? Calendar.IsWorkDay(d) : d.DayOfWeek is DayOfWeek.Tuesday or DayOfWeek.Thursday)
            .Select(d => Calendar.At(d, DeployHour));
    }

    private static DeploymentEvent Success(TeamScene scene, string sha, DateTimeOffset at) =>
        new(Source, $"{at.UtcDateTime:yyyyMMddHHmmss}-{sha[..8]}", scene.Repository, null, "production", sha, DeploymentStatus.Success, at, null);
}
