using Shiprank.Core.Attribution;
using Shiprank.Core.Score;

namespace Shiprank.Core.Badges;

/// <summary>A delivered change as one of its authors has it, over all its services.</summary>
/// <param name="At">When it had reached production in each of them.</param>
internal sealed record Shipped(string Person, string Repository, string Sha, DateTimeOffset At, IReadOnlyList<ScoredChange> Rows)
{
    public static Shipped Of(string person, IReadOnlyList<ScoredChange> rows) => new(person, rows[0].Repository, rows[0].Sha, rows.Max(r => r.DeployedAt!.Value), rows);

    public decimal Figure(ChangeFigure figure, Policy policy) => figure switch
    {
        ChangeFigure.LinesAlive => Part(Rows.Sum(r => r.Alive), Rows.Sum(r => r.Eligible)),
        ChangeFigure.LinesRemoved => Part(Rows.Sum(r => r.Deleted), Rows.Sum(r => r.Deleted + r.Eligible)),
        ChangeFigure.OwnPart => OwnPart(),
        ChangeFigure.OwnNd => Size is var size && size == 0 ? 0 : size * size / ((size * size) + (policy.Kappa * policy.Kappa)),
        _ => Rows.Any(r => r.Evidence is Evidence.Recorded or Evidence.AgentAuthored or Evidence.Trailer) ? 1 : 0,
    };

    private decimal Size => Rows.Sum(r => r.Parts.Where(p => p.Person == Person).Sum(p => p.Size));

    private decimal OwnPart()
    {
        var all = Rows.Sum(r => r.Parts.Sum(p => p.Size));
        return all > 0 ? Size / all : Rows.Max(r => r.Parts.Where(p => p.Person == Person).Sum(p => p.Credit));
    }

    private static decimal Part(decimal of, decimal all) => all == 0 ? 0 : of / all;
}
