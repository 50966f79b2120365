using Shiprank.Core.Money.Alerts;
using Shiprank.Engine.Budgets;
using Shiprank.Engine.Scoring;

namespace Shiprank.Engine.Alerts;

/// <summary>All that should be looked at now. A store keeps of it what is new.</summary>
public static class AlertJudge
{
    public static IReadOnlyList<Alert> Of(Standing standing)
    {
        var watch = standing.Workspace.Organisation.Watch;
        return
        [
            .. BudgetsView.Of(standing).Rows.SelectMany(r => BudgetAlerts.Of(r.State)),
            .. watch.Jobs is { } limits ? JobAlerts.OfRuns(standing, limits) : [],
            .. watch.TicketOver is { } over ? JobAlerts.OfTickets(standing, over) : [],
            .. QualityAlerts.Of(standing, watch),
        ];
    }

    /// <summary>True when anything could fire.</summary>
    public static bool Watches(Core.Organisation.OrganisationFile organisation) =>
        organisation.Budgets.Count > 0 || !organisation.Caps.IsEmpty || organisation.Watch is { Jobs: not null } or { TicketOver: not null } or { Rework: not null } or { ChangeFailure: not null } or { Reverts: not null };
}
