using System.Globalization;
using Shiprank.Core.Caps;
using Shiprank.Core.Caps.Runs;
using Shiprank.Core.Money.Alerts;
using Shiprank.Core.Money.Budgets;
using Shiprank.Engine.Budgets;
using Shiprank.Engine.Loops;

namespace Shiprank.Engine.Alerts;

/// <summary>
/// What runs by themselves have to tell, each once a run: that one was stopped, that one is near its cap; once a job and day that runs were abandoned; once a
/// day that calls were refused for an outage. Nobody's name is in any.
/// </summary>
public static class LoopAlerts
{
    /// <summary>What is longer ago needs nobody any more.</summary>
    private static readonly TimeSpan judged = TimeSpan.FromDays(3);

    public static IReadOnlyList<Alert> Of(LoopsView view) => [.. Stopped(view), .. Near(view), .. Abandoned(view), .. Outages(view)];

    private static IEnumerable<Alert> Stopped(LoopsView view) => view.Stopped.Where(r => view.AsOf - r.Run.StoppedAt < judged && r.Run.Reason != CapReason.Outage).Select(r => new Alert(
        AlertRule.RunStopped, $"loop:{r.Run.Loop}", Day(r.Run.StoppedAt!.Value), r.Mark, $"{r.Run.Loop}: stopped",
        $"{Sentence(LoopWords.Why(r.Run, view.Settings))}; {(r.Run.Spent is { } spent ? $"{Usd(spent)} was spent" : "what it cost is not known")} in {r.Run.Calls + r.Run.Steps} calls{(r.Kept is { } kept ? $", and about {Usd(kept.Mid)} more (an estimate) would have been until {LoopWords.Until(kept)}" : "")}."));

    private static IEnumerable<Alert> Near(LoopsView view) => view.Running.Where(r => r.IsNear).Select(r => new Alert(
        AlertRule.RunNearCap, $"loop:{r.Run.Loop}", Day(r.Run.Began), r.Mark, $"{r.Run.Loop}: near its cap",
        $"{LoopWords.Amount(r.Cap!.Unit, r.Cap.Used)} of {LoopWords.Limit(r.Cap, view.Settings)} is used; it is stopped there."));

    private static IEnumerable<Alert> Abandoned(LoopsView view) => view.Abandoned.Where(r => view.AsOf - r.Judged!.Due < judged).GroupBy(r => (r.Run.Loop, Day: Day(r.Judged!.Due))).OrderBy(g => g.Key.Day).ThenBy(g => g.Key.Loop, StringComparer.Ordinal).Select(g => new Alert(
        AlertRule.RunsAbandoned, $"loop:{g.Key.Loop}", g.Key.Day, "", $"{g.Key.Loop}: {Many(g.Count(), "run")} came to nothing",
        $"Within {view.Settings.AttachDays} days the output landed on no ticket with an owner; {Usd(g.Sum(r => r.Run.Spent ?? 0))} was spent.{(view.Settlement.ShrunkJobs.Contains(g.First().Run.Job) ? " The job may use no more than the grace until a run lands." : "")}"));

    /// <summary>Attended calls too: of them no more than their number is told.</summary>
    private static IEnumerable<Alert> Outages(LoopsView view) => view.Settlement.Parts.Where(p => p is { Kind: CapEventKind.Refused, Reason: CapReason.Outage } && view.AsOf - p.Last < judged).GroupBy(p => p.Day).OrderBy(g => g.Key).Select(g => new Alert(
        AlertRule.CapOutage, "caps", g.Key, "", "Calls are refused: they can’t be written down",
        $"{Many(g.Sum(p => p.Entries), "call")} so far on {BudgetWords.Day(g.Key)}, since {g.Min(p => p.First).UtcDateTime.ToString("HH:mm", CultureInfo.InvariantCulture)} UTC. The page Sources and the server’s log say why."));

    private static DateOnly Day(DateTimeOffset at) => DateOnly.FromDateTime(at.UtcDateTime);

    private static string Sentence(string words) => $"{char.ToUpperInvariant(words[0])}{words[1..]}";

    private static string Many(long number, string one) => $"{number.ToString("#,##0", CultureInfo.InvariantCulture)} {one}{(number == 1 ? "" : "s")}";

    private static string Usd(decimal amount) => BudgetWords.Amount(BudgetUnit.Usd, amount);
}
