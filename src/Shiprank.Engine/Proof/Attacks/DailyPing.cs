using Shiprank.Core.Usage;
using Shiprank.Engine.Proof.World;

namespace Shiprank.Engine.Proof.Attacks;

/// <summary>A3: one prompt a day, for the figure of who uses agents.</summary>
internal sealed class DailyPing : Attack
{
    public override string Id => "A3";

    public override string Name => "Daily ping";

    public override string Does => "One prompt on a working day, always in the same minute.";

    public override Bill Each => new(AgentSession.UsdOfCall(Calibration.Model, PerCall), 0.5, 0);

    private static TokenCounts PerCall => new(2_000, 0, 0, 0, 50);

    public override int Most(TeamScene scene, int who) => Calendar.RankedWorkDays.Count;

    public override TeamScene Apply(TeamScene scene, int who, int steps) => scene.With(Calendar.Spread(steps).Select((day, i) => new AgentSession
    {
        Id = $"session-{who:000}-ping-{i}",
        Engineer = who,
        StartedAt = Calendar.At(day, 9),
        Calls = 1,
        PerCall = PerCall,
        NoCode = true,
        Prompts = 1,
    }));
}
