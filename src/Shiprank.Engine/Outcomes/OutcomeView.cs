using Shiprank.Core.Money;
using Shiprank.Core.Money.Outcomes;
using Shiprank.Core.Organisation;
using Shiprank.Core.Score;
using Shiprank.Core.Score.Board.Companions;
using Shiprank.Core.Score.Dora;
using Shiprank.Engine.Boards;
using Shiprank.Engine.Scoring;
using Shiprank.Engine.Spend;

namespace Shiprank.Engine.Outcomes;

/// <summary>What a window's work delivered.</summary>
/// <param name="Lines">Eligible lines of the delivered changes that are alive.</param>
public sealed record DeliveredUnits(decimal Nd, int Changes, int Deployments, long Lines)
{
    public decimal In(DeliveredUnit unit) => unit switch { DeliveredUnit.Changes => Changes, DeliveredUnit.Deployments => Deployments, _ => Nd };
}

/// <summary>What one window cost and delivered.</summary>
public sealed record OutcomePeriod(ScoreWindow Window, DeliveryCost Cost, DeliveredUnits Units, CostToServe ToServe, CompanionFigures Companions, long UnpricedResponses)
{
    /// <summary>What agents cost for each of what was delivered: not what it cost, their part of it.</summary>
    public Figure AiPer(decimal units, string nothing) => Cost.AiUsd is { } usd ? Figure.Of(usd, units, nothing) : Figure.Unknown("what agents cost is not known");
}

/// <summary>What delivery costs, and whether agents paid: two windows of one length, and DORA's calculator over them.</summary>
public sealed record OutcomeView(DeliveredUnit Unit, OutcomePeriod Now, OutcomePeriod Before, Roi Roi)
{
    private const decimal Year = 365.25m;

    /// <param name="stated">By key of the calculator; they go before the organisation file's.</param>
    public static OutcomeView Of(Standing standing, ScoreWindow window, IReadOnlyDictionary<string, decimal>? stated = null)
    {
        var finance = standing.Workspace.Organisation.Finance;
        var (now, before) = (Period(standing, window, finance), Period(standing, DoraBuilder.Previous(window), finance));
        var roi = new Roi(Measured(standing, now, before)).With(finance.Roi, "finance.roi of the organisation file");
        return new(finance.Unit, now, before, stated is null ? roi : roi.With(stated, "stated here"));
    }

    private static OutcomePeriod Period(Standing standing, ScoreWindow window, FinanceSettings finance)
    {
        var work = new GroupWork(standing, window, (_, _) => "");
        var changes = work.Changes[""].ToList();
        var failures = work.Deployments[""].Select(d => d.Failed).ToList();
        var nd = standing.Score.Cells.Where(c => window.Has(c.Day)).Sum(c => c.Nd);
        var companions = CompanionFigures.Of(new() { Changes = [.. changes.Select(CompanionFinder.Delivered)], DeploymentFailures = failures, Nd = nd });
        var units = new DeliveredUnits(nd, changes.Count, failures.Count, changes.Sum(c => c.Sum(s => (long)s.Alive)));
        var spend = standing.Spend.Flow(window, SpendFilter.None).Total;
        var weeks = (window.Until.DayNumber - window.Since.DayNumber + 1) / 7m;
        var cost = new DeliveryCost(PersonWeeks(standing, window), finance.CostPerPersonWeek, spend.Responses == 0 ? 0 : Nano.Units(spend.NanoUsd), weeks * finance.OtherPerWeek);
        return new(window, cost, units, CostToServe.Of(cost, units.In(finance.Unit), Tension(companions)), companions, spend.UnpricedResponses);
    }

    private static TensionMetric[] Tension(CompanionFigures figures) =>
    [
        new("changeFailureRate", "Failed deployments", figures.ChangeFailureRate),
        new("defectsPer100", "Defective changes of 100", figures.DefectsPer100),
        new("rework", "Lines gone again", figures.Rework),
        new("reviewCoverage", "Reviewed changes", figures.ReviewCoverage),
    ];

    /// <summary>Days on which somebody belonged to a team, each person once a day, by seven.</summary>
    private static decimal PersonWeeks(Standing standing, ScoreWindow window)
    {
        var teams = standing.Index.Teams;
        var days = 0;
        foreach (var person in standing.Workspace.Organisation.Teams.SelectMany(t => t.Members).Select(m => m.Person).Distinct(StringComparer.Ordinal))
        {
            for (var day = window.Since; day <= window.Until; day = day.AddDays(1)) days += teams.Of(person, day) is null ? 0 : 1;
        }

        return days / 7m;
    }

    private static List<RoiInput> Measured(Standing standing, OutcomePeriod now, OutcomePeriod before)
    {
        var days = now.Window.Until.DayNumber - now.Window.Since.DayNumber + 1;
        var weeks = days / 7m;
        var finance = standing.Workspace.Organisation.Finance;
        var staff = now.Cost.PersonWeeks / weeks;
        var recovery = standing.Dora.Services(now.Window).Where(r => r.Now.Recovery.Median is not null).ToList();
        var restored = recovery.Sum(r => r.Now.Recovery.Count);
        Dictionary<string, (decimal? Value, string Note)> known = new(StringComparer.Ordinal)
        {
            ["staff"] = (staff > 0 ? staff : null, "people in teams, the mean of the window’s days"),
            ["salary"] = (finance.CostPerPersonWeek * Year / 7, "finance.cost_per_person_week, for a year"),
            ["deployments_before"] = (before.Units.Deployments * Year / days, "the window before, for a year"),
            ["deployments_after"] = (now.Units.Deployments * Year / days, "this window, for a year"),
            ["cfr_before"] = (before.Companions.ChangeFailureRate.Value, "the window before"),
            ["cfr_after"] = (now.Companions.ChangeFailureRate.Value, "this window"),
            ["recovery_hours"] = (restored > 0 ? recovery.Sum(r => r.Now.Recovery.Median!.Value * r.Now.Recovery.Count) / restored : null, "medians of the services, by their failures"),
            ["extra_ai"] = (staff > 0 ? now.Cost.AiUsd * Year / days / staff : null, "what agents cost in this window, for a year"),
        };
        return [.. Roi.Example.Select(i => known.TryGetValue(i.Key, out var fact) && fact.Value is not null
            ? i with { Value = fact.Value, Origin = i.Key == "salary" ? RoiOrigin.Assumed : RoiOrigin.Measured, Note = fact.Note }
            : i with { Value = null, Origin = RoiOrigin.Unknown, Note = $"--set {i.Key}=…, or finance.roi" })];
    }
}
