using Shiprank.Engine.Proof.World;

namespace Shiprank.Engine.Proof.Attacks;

/// <summary>A9 with A1: an agent writes code that nobody needs, friends approve it unread, and it stays.</summary>
internal sealed class JunkRing : Attack
{
    private const int Lines = 40;
    private const int Calls = 6;
    private const int MostADay = 2;

    public override string Id => "A9";

    public override string Variant => "junk-ring";

    public override string Name => "A ring that ships junk";

    public override string Does => "An agent writes forty lines that nobody needs, a friend approves them unread, they are deployed and never touched again.";

    public override Bill Each => new(Calls * AgentSession.UsdOfCall(Calibration.Model, AgentSession.Usual), 3, Calibration.StampMinutes);

    public override int Most(TeamScene scene, int who) => MostADay * Calendar.RankedWorkDays.Count;

    public override TeamScene Apply(TeamScene scene, int who, int steps)
    {
        List<Plan> plans = [];
        List<AgentSession> sessions = [];
        foreach (var (day, i) in Calendar.Spread(steps).Select((d, i) => (d, i)))
        {
            var at = Calendar.At(day, 12).AddMinutes(20 * (i / Calendar.RankedWorkDays.Count));
            var session = new AgentSession { Id = $"session-{who:000}-junk-{i}", Engineer = who, StartedAt = at.AddMinutes(-15), Calls = Calls };
            var plan = scene.Requests.Write(Number(who, i), who, at, at, Lines);
            plans.Add(Stamped(scene, plan with { Session = session.Id, AgentLines = plan.Lines.Length }, i));
            sessions.Add(session);
        }

        return scene.With(plans).With(sessions);
    }
}
