using Shiprank.Engine.Proof.Attacks;
using Shiprank.Engine.Proof.Boards;
using Shiprank.Engine.Proof.World;

namespace Shiprank.Engine.Proof.Measures;

/// <summary>One world: honest once, then every attack; only the gamer's team is played and scored again.</summary>
internal sealed class SeedRun
{
    /// <summary>What each of three spends who game together, and what everybody spends who games a little, USD.</summary>
    public const decimal TogetherBudget = 512;
    public const decimal LittleBudget = 32;
    public const decimal CurveBudget = 512;
    private const int Together = 3;

    private readonly ProofOptions options;
    private readonly IReadOnlyList<BoardRule> boards;
    private readonly ProofWorld world;
    private readonly List<ScoredTeam> honest;
    private readonly List<double[]> places;
    private readonly double[] values;
    private readonly CancellationToken cancel;

    public SeedRun(ProofOptions options, IReadOnlyList<BoardRule> boards, int index, CancellationToken cancel)
    {
        (this.options, this.boards, this.cancel, Index) = (options, boards, cancel, index);
        world = ProofWorld.Make($"proof {options.Seed + index}", options.People);
        honest = [.. world.Teams.Select(Scored)];
        places = Standing(honest);
        values = [.. world.Teams.SelectMany(t => t.People).Select(p => p.Value)];
    }

    public int Index { get; }

    public IReadOnlyList<ScoredTeam> Teams => honest;

    public SeedResult Run()
    {
        var wide = Index < options.WideSeeds;
        var attacks = options.Chosen;
        return new()
        {
            Fidelity = [.. boards.Select(b => Places.TauB(b.Scores(honest), values))],
            Tails = [.. places.Select(p => TopShares.Tail(p, values))],
            Unranked = [.. boards.Select(b => b.Scores(honest).Count(double.IsNegativeInfinity))],
            Robustness = [.. Composite.All.Select(c => Composite.Robustness(Composite.Components(honest), c))],
            Outcomes = Outcomes(attacks),
            Together = attacks.ToDictionary(a => a.Key, GameTogether, StringComparer.Ordinal),
            Ambient = wide ? attacks.ToDictionary(a => a.Key, GameALittle, StringComparer.Ordinal) : [],
            TopValue = wide ? AttackBook.Curves.Where(attacks.Contains).ToDictionary(a => a.Key, Curve, StringComparer.Ordinal) : [],
            Honest = HonestFigures.Of(honest),
        };
    }

    private Dictionary<(string, int), IReadOnlyList<Outcome>> Outcomes(IReadOnlyList<Attack> attacks)
    {
        var gamers = Gamer.Percentiles.Select(p => Gamer.Choose(world, boards, places, p)).ToList();
        Dictionary<(string, int), IReadOnlyList<Outcome>> all = [];
        foreach (var attack in attacks)
        {
            foreach (var gamer in gamers) all[(attack.Key, gamer.Percentile)] = Game(attack, gamer);
        }

        return all;
    }

    private List<Outcome> Game(Attack attack, Gamer gamer)
    {
        var scene = world.Teams[gamer.Team];
        var known = new Dictionary<int, Outcome>();
        return [.. options.Budgets.Select(budget =>
        {
            var steps = attack.Steps(budget, scene, gamer.Who);
            if (!known.TryGetValue(steps, out var outcome)) known[steps] = outcome = Game(attack, gamer, steps);
            return outcome;
        })];
    }

    private Outcome Game(Attack attack, Gamer gamer, int steps)
    {
        cancel.ThrowIfCancellationRequested();
        if (steps == 0) return new(0, 0, new double[boards.Count], [.. places.Select(p => p[gamer.Who])], new double[boards.Count]);
        var now = Standing(Replaced(gamer.Team, attack.Apply(world.Teams[gamer.Team], gamer.Who, steps)));
        return new(
            steps,
            attack.Cost(steps).Usd,
            [.. now.Select((p, b) => p[gamer.Who] - places[b][gamer.Who])],
            [.. now.Select(p => p[gamer.Who])],
            [.. now.Select((p, b) => Moved(p, places[b], gamer.Who))]);
    }

    private (double[] Lift, decimal Usd) GameTogether(Attack attack)
    {
        var first = Gamer.Choose(world, boards, places, 50);
        var scene = world.Teams[first.Team];
        var ring = scene.People.Where(p => p.Archetype == Archetype.Ordinary && p.UsesAgents).OrderBy(p => Math.Abs(places[0][p.Index] - 50)).ThenBy(p => p.Index).Take(Together).Select(p => p.Index).ToList();
        var usd = 0m;
        foreach (var who in ring)
        {
            var steps = attack.Steps(TogetherBudget, scene, who);
            if (steps == 0) continue;
            scene = attack.Apply(scene, who, steps);
            usd += attack.Cost(steps).Usd;
        }

        var now = Standing(Replaced(first.Team, scene));
        return ([.. now.Select((p, b) => ring.Average(who => p[who] - places[b][who]))], usd / ring.Count);
    }

    /// <summary>Everybody does it, for a little money each.</summary>
    private double[] GameALittle(Attack attack)
    {
        var now = world.Teams.Select(scene => Scored(All(attack, scene, scene.People.Select(p => p.Index), LittleBudget))).ToList();
        return [.. boards.Select(b => Places.TauB(b.Scores(now), values))];
    }

    /// <summary>By board, then by the part of the people who game.</summary>
    private double[][] Curve(Attack attack)
    {
        var heights = boards.Select(_ => new double[TopShares.Gamers.Length]).ToArray();
        for (var i = 0; i < TopShares.Gamers.Length; i++)
        {
            var part = TopShares.Gamers[i];
            List<ScoredTeam> now = part == 0 ? honest : [.. world.Teams.Select((scene, t) => Drawn(scene, part) is { Count: > 0 } who ? Scored(All(attack, scene, who, CurveBudget)) : honest[t])];
            var at = Standing(now);
            for (var b = 0; b < boards.Count; b++) heights[b][i] = TopShares.TopTenth(at[b], values);
        }

        return heights;
    }

    /// <summary>Who games does not depend on how good they are.</summary>
    private static List<int> Drawn(TeamScene scene, int percent) => [.. scene.People.Where(p => scene.Requests.Stream(p.Index, "games").Below(100) < percent).Select(p => p.Index)];

    private TeamScene All(Attack attack, TeamScene scene, IEnumerable<int> who, decimal budget)
    {
        cancel.ThrowIfCancellationRequested();
        foreach (var person in who)
        {
            if (attack.Steps(budget, scene, person) is > 0 and var steps) scene = attack.Apply(scene, person, steps);
        }

        return scene;
    }

    private List<ScoredTeam> Replaced(int team, TeamScene scene) => [.. honest.Select((t, i) => i == team ? Scored(scene) : t)];

    private ScoredTeam Scored(TeamScene scene) => ScoredTeam.Of(scene, options.Policies);

    private List<double[]> Standing(List<ScoredTeam> teams) => [.. boards.Select(b => Places.Of(b.Scores(teams)))];

    private static double Moved(double[] now, double[] before, int who)
    {
        var sum = 0.0;
        for (var i = 0; i < now.Length; i++) sum += i == who ? 0 : Math.Abs(now[i] - before[i]);
        return sum / Math.Max(1, now.Length - 1);
    }
}
