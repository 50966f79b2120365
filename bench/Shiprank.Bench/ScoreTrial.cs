using Shiprank.Core.Attribution;
using Shiprank.Core.Score;

namespace Shiprank.Bench;

/// <summary><c>bench score REPOSITORY</c>: a whole history scored with default settings, with what there is to check it by; and by policy 2, whose cost is compared in turns.</summary>
internal static class ScoreTrial
{
    public static int Run(string[] arguments)
    {
        Trial? trial = null;
        ScoreResult? score = null;
        var reading = Trial.Measured(() => trial = new(arguments[0]));
        var scoring = Trial.Measured(() => score = trial!.Score());
        foreach (var warning in trial!.Warnings) Console.WriteLine($"warning: {warning}");
        var changes = score!.Changes;
        Console.WriteLine($"""
            as of {trial.AsOf:u}: {trial.History.Commits.Count} commits, {trial.History.FirstParents.Count} changes, {trial.History.Tags.Count} tags, {trial.History.LineRecords.Count} line records
            history {reading.Wall:0.0} s wall; score {scoring.Wall:0.0} s wall, {scoring.Cpu:0.0} s own CPU, peak {scoring.PeakMb:0} MB
            mode {string.Join(' ', changes.Select(c => c.Mode).Distinct())}; deployments {score.Deployments.Count}; cells {score.Cells.Count}; people {score.Cells.Select(c => c.Person).Distinct().Count()}
            merges {trial.History.Commits.Count(c => c.IsMerge)}; reverts by subject {changes.Count(c => c.Reasons.HasFlag(QualityReasons.Revert))}; reverted {changes.Count(c => c.WasReverted)}
            fates {string.Join(", ", changes.GroupBy(c => c.Fate).OrderBy(g => g.Key).Select(g => $"{g.Key} {g.Count()}"))}
            evidence {string.Join(", ", changes.GroupBy(c => c.Evidence).OrderBy(g => g.Key).Select(g => $"{g.Key.Name()} {g.Count()}"))}
            eligible {changes.Sum(c => c.Eligible)}, alive {changes.Sum(c => c.Alive)}, deleted {changes.Sum(c => c.Deleted)}; ND {score.Cells.Sum(c => c.Nd):0.0}
            """);
        Compare(trial, score);
        return 0;
    }

    private static void Compare(Trial trial, ScoreResult one)
    {
        ScoreResult? two = null;
        for (var round = 1; round <= 3; round++)
        {
            var first = Trial.Measured(() => trial.Score());
            var second = Trial.Measured(() => two = trial.Score(Policy.Two));
            Console.WriteLine($"round {round}: policy 1 {first.Wall:0.00} s wall, {first.Cpu:0.00} s own CPU; policy 2 {second.Wall:0.00} s wall, {second.Cpu:0.00} s own CPU ({second.Wall / first.Wall:0.00} × wall, {second.Cpu / first.Cpu:0.00} × CPU), peak {second.PeakMb:0} MB");
        }

        Console.WriteLine($"by policy 2: eligible {two!.Changes.Sum(c => c.Eligible)}, alive {two.Changes.Sum(c => c.Alive)}, copied and alive {two.Changes.Sum(c => c.Copied)}, deleted {two.Changes.Sum(c => c.Deleted)}; ND {two.Cells.Sum(c => c.Nd):0.0} (policy 1 {one.Cells.Sum(c => c.Nd):0.0})");
    }
}
