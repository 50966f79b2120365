using Shiprank.Engine.Proof.World;

namespace Shiprank.Engine.Proof.Attacks;

/// <summary>A14: a week without any trace has no rate, so a weak week is emptied into the next.</summary>
internal sealed class QuietWeeks : Attack
{
    private const int Days = 7;

    public override string Id => "A14";

    public override string Variant => "quiet-weeks";

    public override string Name => "Quiet weeks";

    public override string Does => "All that one would do in a week is done in the next: merges and sessions are held, reviews are left to others.";

    public override Bill Each => Minutes(30, 30);

    public override int Most(TeamScene scene, int who) => (Calendar.RankedWeeks - 1) / 2;

    public override TeamScene Apply(TeamScene scene, int who, int steps)
    {
        bool IsQuiet(DateTimeOffset at) => Enumerable.Range(0, steps).Any(i => DateOnly.FromDateTime(at.UtcDateTime) is var day && day >= Start(i) && day < Start(i).AddDays(Days));
        return scene with
        {
            Plans = [.. scene.Plans.Select(p => p switch
            {
                { MergedAt: { } merged } when p.Author == who && IsQuiet(merged) => p with { MergedAt = merged.AddDays(Days) },
                { MergedAt: { } merged } when p.Reviewer == who && IsQuiet(merged - p.ApprovedBefore) => p with { Reviewer = scene.People.First(o => o.Index != who && o.Index != p.Author).Index },
                _ => p,
            })],
            Sessions = [.. scene.Sessions.Select(s => s.Engineer == who && IsQuiet(s.StartedAt) ? s with { StartedAt = s.StartedAt.AddDays(Days) } : s)],
        };
    }

    private static DateOnly Start(int i) => Calendar.Ranked.AddDays(2 * Days * i);
}
