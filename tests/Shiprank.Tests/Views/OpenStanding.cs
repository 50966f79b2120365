using Shiprank.Engine.Scoring;

namespace Shiprank.Tests.Views;

/// <summary>A standing in which nothing is anybody's secret: everyone shares, and the activity board is on. Views are then of every row.</summary>
internal static class OpenStanding
{
    public static Standing Of(Standing standing)
    {
        var organisation = standing.Workspace.Organisation;
        return With(standing, w => w with { Organisation = organisation with { ActivityBoard = true, People = [.. organisation.People.Select(p => p with { Share = true })] } });
    }

    public static Standing With(Standing standing, Func<Engine.Workspace, Engine.Workspace> change) => new()
    {
        Workspace = change(standing.Workspace),
        Score = standing.Score,
        Events = standing.Events,
        Spend = standing.Spend,
        Tickets = standing.Tickets,
        History = standing.History,
        TicketsOf = standing.TicketsOf,
        Unread = standing.Unread,
    };
}
