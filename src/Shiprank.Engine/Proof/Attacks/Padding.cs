using Shiprank.Core.Usage;
using Shiprank.Engine.Proof.World;

namespace Shiprank.Engine.Proof.Attacks;

/// <summary>A2: long contexts that no cache serves.</summary>
internal sealed class Padding : Attack
{
    private const int Calls = 5;

    public override string Id => "A2";

    public override string Name => "Context padding, cache thrash";

    public override string Does => "Five calls with 180,000 tokens of context each, none of it from the cache.";

    public override Bill Setup => Minutes(1);

    public override Bill Each => new(Calls * AgentSession.UsdOfCall(Calibration.Model, PerCall), 0.5, 0);

    private static TokenCounts PerCall => new(180_000, 0, 0, 0, Calibration.CallOutput);

    public override int Most(TeamScene scene, int who) => 4000;

    public override TeamScene Apply(TeamScene scene, int who, int steps)
    {
        var days = Math.Min(steps, Calendar.RankedWorkDays.Count);
        return scene.With(Calendar.Spread(days).Select((day, i) => new AgentSession
        {
            Id = $"session-{who:000}-pad-{i}",
            Engineer = who,
            StartedAt = Calendar.At(day, 11),
            Calls = Calls * ((steps / days) + (i < steps % days ? 1 : 0)),
            PerCall = PerCall,
            NoCode = true,
        }));
    }
}
