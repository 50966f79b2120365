using Shiprank.Engine.Proof.World;

namespace Shiprank.Engine.Proof.Attacks;

/// <summary>A14: finished work is held back and let out in daily portions.</summary>
internal sealed class DripFeeding : Attack
{
    private const int Least = 20;

    public override string Id => "A14";

    public override string Variant => "drip";

    public override string Name => "Drip-feeding: hold, then merge a portion a day";

    public override string Does => "One of one's own finished changes is cut once more, and the parts are merged on different days.";

    public override Bill Each => Minutes(5, Calibration.ReviewMinutes);

    public override int Most(TeamScene scene, int who) => Slicing.Room(Slicing.Of(scene, who), Least);

    public override TeamScene Apply(TeamScene scene, int who, int steps) =>
        Slicing.Cut(scene, Slicing.Of(scene, who), steps, Least, (plan, i) => Later(plan.MergedAt!.Value, i), n => Number(who, n));

    private static DateTimeOffset Later(DateTimeOffset at, int workDays)
    {
        while (workDays > 0)
        {
            at = at.AddDays(1);
            if (Calendar.IsWorkDay(DateOnly.FromDateTime(at.UtcDateTime))) workDays--;
        }

        return at;
    }
}
