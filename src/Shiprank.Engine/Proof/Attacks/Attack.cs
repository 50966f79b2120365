using Shiprank.Engine.Proof.World;

namespace Shiprank.Engine.Proof.Attacks;

/// <summary>A way to game, in steps that each cost the same. It changes what one person does, and leaves the work of all others as it was.</summary>
internal abstract class Attack
{
    /// <summary><c>A1</c> … <c>A16</c> of the catalogue; <c>H</c> is honest work, by which the others are measured.</summary>
    public abstract string Id { get; }

    /// <summary>Tells several of one id apart; empty: there is but one.</summary>
    public virtual string Variant => "";

    public abstract string Name { get; }

    /// <summary>One sentence: what a step does.</summary>
    public abstract string Does { get; }

    /// <summary>Before the first step.</summary>
    public virtual Bill Setup => default;

    public abstract Bill Each { get; }

    public string Key => Variant.Length == 0 ? Id : $"{Id}.{Variant}";

    public bool IsHonest => Id == "H";

    /// <summary>Steps that there is room for.</summary>
    public abstract int Most(TeamScene scene, int who);

    public abstract TeamScene Apply(TeamScene scene, int who, int steps);

    /// <summary>Steps that a budget pays for.</summary>
    public int Steps(decimal budget, TeamScene scene, int who) =>
        budget < Setup.Usd + Each.Usd ? 0 : (int)Math.Min(Most(scene, who), decimal.Floor((budget - Setup.Usd) / Each.Usd));

    public Bill Cost(int steps) => steps == 0 ? default : Setup + (Each * steps);

    /// <summary>The number of a person's i-th request that only gaming made.</summary>
    protected static int Number(int who, int i) => 1_000_000 + (who * 10_000) + i;

    protected static Bill Minutes(double own, double others = 0) => new(0, own, others);

    /// <summary>A request merged on a day, approved without reading by a colleague.</summary>
    protected static Plan Stamped(TeamScene scene, Plan plan, int turn) => plan with
    {
        MergedAt = plan.OpenedAt.AddMinutes(5),
        Reviewer = scene.Colleague(plan.Author, turn),
        ApprovedBefore = TimeSpan.FromMinutes(2),
    };
}
