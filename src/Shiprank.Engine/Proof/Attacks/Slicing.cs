using Shiprank.Engine.Proof.World;

namespace Shiprank.Engine.Proof.Attacks;

/// <summary>Cuts requests into parts.</summary>
internal static class Slicing
{
    /// <summary>Until what was taken out is back, with an hour to spare.</summary>
    private static readonly TimeSpan outFor = TimeSpan.FromHours(25);

    /// <summary>Requests that can be cut: what a person wrote and merged in the ranked weeks, the largest first.</summary>
    public static IReadOnlyList<Plan> Of(TeamScene scene, int who) =>
        [.. scene.MergedOf(who).Where(p => p.Kind == WorkKind.Write).OrderByDescending(p => p.Counting).ThenBy(p => p.Number)];

    /// <summary>
    /// Those of them that nobody takes out anyway, and nobody works on while they would be out: to bring back what was reverted for cause is no recycling, and
    /// what is reworked would not be found.
    /// </summary>
    public static IReadOnlyList<Plan> Lasting(TeamScene scene, int who)
    {
        var later = scene.Plans.Where(p => p.Kind is WorkKind.Revert or WorkKind.Rework).ToLookup(p => p.Of);
        return [.. Of(scene, who).Where(p => !later[p.Number].Any(l => l.Kind == WorkKind.Revert || l.MergedAt - p.MergedAt < outFor))];
    }

    public static int Room(IReadOnlyList<Plan> plans, int least) => plans.Sum(p => Room(p, least));

    /// <summary>So many cuts, each request in turn one more until its parts are as small as may be.</summary>
    /// <param name="at">When the i-th part of a request is merged.</param>
    /// <param name="number">Of the n-th part that is new.</param>
    public static TeamScene Cut(TeamScene scene, IReadOnlyList<Plan> plans, int cuts, int least, Func<Plan, int, DateTimeOffset> at, Func<int, int> number)
    {
        var pieces = plans.ToDictionary(p => p.Number, _ => 1);
        for (var left = cuts; left > 0;)
        {
            var before = left;
            foreach (var plan in plans.Where(p => pieces[p.Number] - 1 < Room(p, least)))
            {
                if (left == 0) break;
                pieces[plan.Number]++;
                left--;
            }

            if (left == before) break;
        }

        var fresh = 0;
        List<Plan> parts = [];
        Dictionary<int, Plan> changed = [];
        foreach (var plan in plans.Where(p => pieces[p.Number] > 1))
        {
            var slices = plan.Lines.Chunk((plan.Lines.Length + pieces[plan.Number] - 1) / pieces[plan.Number]).ToList();
            var agent = plan.AgentLines;
            for (var i = 0; i < slices.Count; i++)
            {
                var merged = at(plan, i);
                var part = plan with { Lines = slices[i], MergedAt = merged, AgentLines = Math.Clamp(agent, 0, slices[i].Length) };
                agent -= slices[i].Length;
                if (i == 0) changed[plan.Number] = part;
                else parts.Add(Renamed(scene, part, number(fresh++), plan));
            }
        }

        return scene.Replacing(changed).With(parts);
    }

    private static int Room(Plan plan, int least) => Math.Max(0, (plan.Counting / least) - 1);

    private static Plan Renamed(TeamScene scene, Plan part, int number, Plan whole)
    {
        var named = scene.Requests.Make(number, part.Author, part.StartedAt, part.OpenedAt, part.Kind);
        return part with { Number = number, Sha = named.Sha, Message = named.Message, PartOf = whole.Number, Incident = null };
    }
}
