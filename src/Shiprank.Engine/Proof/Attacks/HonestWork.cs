using Shiprank.Engine.Proof.World;

namespace Shiprank.Engine.Proof.Attacks;

/// <summary>No attack: more of what everybody does, at what it costs.</summary>
internal sealed class HonestWork : Attack
{
    private const int MostADay = 2;
    private const int Lines = (int)Calibration.LinesMedian;
    private const int Calls = (int)Calibration.CallsMedian;

    public override string Id => "H";

    public override string Name => "Honest work";

    public override string Does => "One more change of usual size, thought through, reviewed, with the usual rework.";

    public override Bill Each => new(
        Calls * AgentSession.UsdOfCall(Calibration.Model, AgentSession.Usual),
        Calibration.ChangeMinutes + (Lines * Calibration.LineMinutes),
        Calibration.ReviewMinutes + (Lines * Calibration.ReviewLineMinutes));

    public override int Most(TeamScene scene, int who) => MostADay * Calendar.RankedWorkDays.Count;

    public override TeamScene Apply(TeamScene scene, int who, int steps)
    {
        List<Plan> plans = [];
        List<AgentSession> sessions = [];
        foreach (var (day, i) in Calendar.Spread(steps).Select((d, i) => (d, i)))
        {
            var opened = Calendar.At(day, 13);
            var session = new AgentSession { Id = $"session-{who:000}-more-{i}", Engineer = who, StartedAt = opened.AddHours(-3), Calls = Calls };
            var plan = scene.Requests.Write(Number(who, 2 * i), who, opened.AddHours(-2), opened, Lines);
            plans.Add(plan with { MergedAt = opened.AddHours(3), Reviewer = scene.Colleague(who, i), ApprovedBefore = TimeSpan.FromHours(1), Session = session.Id, AgentLines = plan.Lines.Length / 2 });
            sessions.Add(session);
            if (i % 2 == 0) continue;
            var later = Calendar.At(day.AddDays(10), 15);
            plans.Add(scene.Requests.Make(Number(who, (2 * i) + 1), scene.Colleague(who, i), later.AddHours(-2), later, WorkKind.Rework) with
            {
                Of = plan.Number,
                Take = Lines * 6 / 10,
                Lines = scene.Requests.Lines(Number(who, (2 * i) + 1), Lines * 6 / 10),
                MergedAt = later.AddHours(2),
                Reviewer = scene.Colleague(who, i + 1),
                ApprovedBefore = TimeSpan.FromHours(1),
            });
        }

        return scene.With(plans).With(sessions);
    }
}
