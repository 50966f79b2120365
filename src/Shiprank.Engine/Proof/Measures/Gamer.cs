using Shiprank.Engine.Proof.Boards;
using Shiprank.Engine.Proof.World;

namespace Shiprank.Engine.Proof.Measures;

/// <summary>Who games, and from where.</summary>
/// <param name="Percentile">Aimed at; the real place differs a little by board.</param>
/// <param name="Who">Index of the engineer.</param>
internal readonly record struct Gamer(int Percentile, int Who, int Team)
{
    public static readonly int[] Percentiles = [10, 50, 75];

    private static readonly string[] alike = ["kiro-rank", "diffs", "requests-with-ai"];

    /// <summary>
    /// The ordinary user of agents whose places on the first board, on tokens, on requests and on requests with AI are nearest to a percentile, the first
    /// board's counted twice: one gamer for all boards, so that one history tells of all.
    /// </summary>
    public static Gamer Choose(ProofWorld world, IReadOnlyList<BoardRule> boards, IReadOnlyList<double[]> places, int percentile)
    {
        int[] looked = [0, .. alike.Select(id => boards.Select((b, i) => (b, i)).First(x => x.b.Id == id).i)];
        var people = world.Teams.SelectMany((t, i) => t.People.Select(p => (Person: p, Team: i))).ToList();
        var (who, team) = people
            .Select((p, i) => (p.Person, p.Team, Far: looked.Sum(b => Math.Abs(places[b][i] - percentile)) + Math.Abs(places[0][i] - percentile)))
            .Where(x => x.Person is { Archetype: Archetype.Ordinary, UsesAgents: true } && world.Teams[x.Team].People.Count > 2)
            .OrderBy(x => x.Far).ThenBy(x => x.Person.Index)
            .Select(x => (x.Person.Index, x.Team)).First();
        return new(percentile, who, team);
    }
}
