using Shiprank.Core.Delivery.Deployments;
using Shiprank.Core.Money;
using Shiprank.Core.Organisation;
using Shiprank.Core.Score;
using Shiprank.Core.Signals.Delivery;
using Shiprank.Engine.Privacy;
using Shiprank.Engine.Scoring;
using Shiprank.Store;

namespace Shiprank.Engine.Signals;

/// <summary>Makes what rules about delivery look at from what is published, for the days up to the standing's moment. One repository's patches pass through at once.</summary>
public static class DeliveryFactsReader
{
    /// <summary>A quarter: older work is no question any more.</summary>
    public const int Days = 91;

    /// <param name="store">That of the standing: patches are read from it.</param>
    public static DeliveryFacts Read(IStore store, Standing standing, int days = Days, CancellationToken cancel = default)
    {
        var until = DateOnly.FromDateTime(standing.AsOf.UtcDateTime);
        var window = new ScoreWindow(until.AddDays(1 - days), until);
        var changes = new List<ChangeFact>();
        var next = 0;
        foreach (var repository in standing.Workspace.Organisation.Repositories)
        {
            if (standing.Index.Repository(repository.Name) is not { } known) continue;
            var files = new FileNumbers(next);
            changes.AddRange(new ChangeFactReader(standing, repository, known.Graph, known.Changes, files).Read(store, window, cancel));
            next = files.Next;
        }

        var people = standing.Workspace.People;
        return new()
        {
            From = window.Since,
            Until = window.Until,
            Changes = changes,
            RollOuts = [.. standing.Score.Deployments.Where(d => !d.OnMerge && window.Has(d.At)).Select(RollOut)],
            Incidents = [.. standing.Events.Incidents.Where(i => window.Has(i.OpenedAt)).Select(i => new IncidentFact(
                i.Id, i.Service, i.OpenedAt, i.ClosedAt, i.FirstSeverity > 0 ? i.FirstSeverity : i.Severity, i.Severity, i.Changes, i.Deployment))],
            Tickets = [.. standing.Events.WorkItems.Where(w => w.Owner is { Length: > 0 } && window.Has(w.OpenedAt)).Select(w => (Item: w, Owner: people.Named(w.Owner!)))
                .Where(w => w.Owner.IsPerson && !ErasedPeople.IsOne(w.Owner.Id)).Select(w => new TicketFact(w.Item.Id, w.Owner.Id, w.Item.OpenedAt, w.Item.ClosedAt))],
            Spend = [.. standing.Spend.ByWork(window).Where(s => !ErasedPeople.IsOne(s.Person)).Select(s => new SpendFact(s.Person, s.Day, s.Autonomous, s.Fate, s.Amount.Responses, Nano.Units(s.Amount.NanoUsd)))],
            Thresholds = [.. standing.Index.Bunched.Select(b => new ThresholdFact(b.Badge, "days of evidence", b.Threshold, b.Days))],
            Identities = IdentityFinder.Of(standing, window),
            Teams = Teams(standing.Workspace.Organisation, window),
        };
    }

    /// <summary>The last team that each person was in: one who left in the window still shares its habits.</summary>
    private static Dictionary<string, string> Teams(OrganisationFile organisation, ScoreWindow window) => organisation.Teams
        .SelectMany(t => t.Members.Select(m => (m.Person, Team: t.Id, From: m.From ?? DateOnly.MinValue, To: m.To ?? DateOnly.MaxValue)))
        .Where(m => m.From <= window.Until && m.To >= window.Since).GroupBy(m => m.Person, StringComparer.Ordinal)
        .ToDictionary(g => g.Key, g => g.OrderByDescending(m => m.To).ThenByDescending(m => m.From).First().Team, StringComparer.Ordinal);

    private static RollOutFact RollOut(ScoredDeployment deployment) => new(
        deployment.Repository, deployment.Service, deployment.Id, deployment.Sha, deployment.At,
        deployment.Kind switch
        {
            DeploymentKind.Rollback => RollOutKind.Rollback,

            // What comes back after a rollback is no empty roll-out.
            DeploymentKind.Redeployment when deployment.BroughtBack.Count == 0 => RollOutKind.Again,
            _ => RollOutKind.Delivery,
        },
        deployment.Delivered, deployment.Failed, deployment.TakenOut);
}
