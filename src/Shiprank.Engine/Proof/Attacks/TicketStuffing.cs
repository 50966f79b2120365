using Shiprank.Core.Delivery;
using Shiprank.Engine.Proof.World;

namespace Shiprank.Engine.Proof.Attacks;

/// <summary>A12: tickets that one files and closes oneself.</summary>
internal sealed class TicketStuffing : Attack
{
    public override string Id => "A12";

    public override string Name => "Ticket stuffing";

    public override string Does => "A ticket is filed, owned and closed by the same person within the hour, and one of their changes names it.";

    public override Bill Each => Minutes(3);

    public override int Most(TeamScene scene, int who) => Slicing.Of(scene, who).Count;

    public override TeamScene Apply(TeamScene scene, int who, int steps)
    {
        var plans = Slicing.Of(scene, who).Take(steps).ToList();
        var tickets = plans.Select(p => new WorkItemEvent("proof", TicketOf(p), scene.Person(who).Id, WorkItemStatus.Done, p.OpenedAt.AddMinutes(-30), p.OpenedAt.AddMinutes(10), null, null));
        return (scene with { Tickets = [.. scene.Tickets, .. tickets] }).Replacing(plans.ToDictionary(p => p.Number, p => p with { Tickets = [TicketOf(p)] }));
    }

    private static string TicketOf(Plan plan) => FormattableString.Invariant($"OWN-{plan.Number}");
}
