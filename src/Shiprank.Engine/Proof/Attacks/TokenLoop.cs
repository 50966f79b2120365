using Shiprank.Core.Usage;
using Shiprank.Engine.Proof.World;

namespace Shiprank.Engine.Proof.Attacks;

/// <summary>A1: an agent in a loop on a task that nobody needs.</summary>
internal sealed class TokenLoop : Attack
{
    private const int Calls = 50;

    public override string Id => "A1";

    public override string Name => "Token loop on a junk task";

    public override string Does => "Fifty calls of the cheapest model in a loop that reads the same cached context.";

    public override Bill Setup => Minutes(1);

    public override Bill Each => new(Calls * AgentSession.UsdOfCall(Calibration.CheapModel, PerCall), 0, 0);

    private static TokenCounts PerCall => new(10, Calibration.CallCacheRead, 50, 0, 5);

    public override int Most(TeamScene scene, int who) => 40_000;

    public override TeamScene Apply(TeamScene scene, int who, int steps)
    {
        var hours = Calendar.RankedWeeks * 7 * 24;
        var sessions = Math.Min(steps, hours);
        return scene.With(Enumerable.Range(0, sessions).Select(i => new AgentSession
        {
            Id = $"session-{who:000}-loop-{i}",
            Engineer = who,
            StartedAt = Calendar.At(Calendar.Ranked, 0).AddHours((long)i * hours / sessions),
            Calls = Calls * ((steps / sessions) + (i < steps % sessions ? 1 : 0)),
            Pace = 30,
            Clockwork = true,
            Model = Calibration.CheapModel,
            PerCall = PerCall,
            NoCode = true,
            Prompts = 1,
        }));
    }
}
