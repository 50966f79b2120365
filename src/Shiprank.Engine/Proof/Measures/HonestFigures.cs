using Shiprank.Core.Score;
using Shiprank.Engine.Proof.Boards;
using Shiprank.Engine.Proof.World;

namespace Shiprank.Engine.Proof.Measures;

/// <summary>What the honest world came out as, beside what it was aimed at (<see cref="Calibration"/>).</summary>
/// <param name="MergeRate">Merged ÷ all requests.</param>
/// <param name="Dead">Eligible lines dead within the horizon ÷ eligible lines.</param>
/// <param name="AgentLines">Lines that agents wrote ÷ lines.</param>
/// <param name="FailureRate">Changes reverted or with an incident ÷ delivered changes.</param>
/// <param name="MergeHours">Median from opening to merging.</param>
/// <param name="Adoption">People with usage ÷ people.</param>
/// <param name="ValueDelivered">Changes delivered, of how many merged.</param>
internal sealed record HonestFigures(double MergeRate, double Dead, double AgentLines, double FailureRate, double MergeHours, double Adoption, double ValueDelivered)
{
    public static HonestFigures Of(IReadOnlyList<ScoredTeam> teams)
    {
        var plans = teams.SelectMany(t => t.Scene.Plans).Where(p => p.Kind is WorkKind.Write or WorkKind.Clear && p.PartOf == 0).ToList();
        var merged = plans.Where(p => p.IsMerged).ToList();
        var changes = teams.SelectMany(t => t.Scores[0].Changes).Where(c => c.Parts.Count > 0).ToList();
        List<ScoredChange> delivered = [.. changes.Where(c => c is { DeployedAt: not null, Provisional: false })];
        var hours = merged.Select(p => (p.MergedAt!.Value - p.OpenedAt).TotalHours).Order().ToList();
        var tallies = teams.SelectMany(t => t.Tallies).ToList();
        return new(
            Part(merged.Count, plans.Count),
            Part(delivered.Sum(c => c.Eligible - c.Alive), delivered.Sum(c => c.Eligible)),
            Part(tallies.Sum(t => t.AgentLines), tallies.Sum(t => t.Lines)),
            Part(delivered.Count(c => c.WasReverted || c.HasIncident), delivered.Count),
            hours.Count > 0 ? hours[hours.Count / 2] : 0,
            Part(tallies.Count(t => t.Tokens > 0), tallies.Count),
            Part(changes.Count(c => c.DeployedAt is not null), changes.Count));
    }

    private static double Part(double of, double all) => all > 0 ? of / all : 0;
}
