using Shiprank.Core.Score.Board.Companions;

namespace Shiprank.Core.Score.Dora;

/// <summary>Where a lead time ends.</summary>
public enum LeadTimeEnd
{
    Deployment,

    /// <summary>No deployment is known: the merge is the last that is.</summary>
    Merge,
}

/// <summary>Time from a change's first commit to its first deployment.</summary>
/// <param name="Negative">Changes whose first commit is dated later than their deployment, by a wrong clock; they count as 0.</param>
/// <param name="LeftOut">Changes of the window whose deployment is not known although that of others is.</param>
public sealed record LeadTime(HoursFigure Hours, LeadTimeEnd End, int Negative, int LeftOut);

/// <summary>DORA's five, of a service or a team in a window, with normalised deployments beside them. Each has its parts, or a reason why it is missing.</summary>
public sealed record DoraFigures
{
    /// <summary>Per delivered change of people: its first commit, or the opening of its request when that is earlier, to its first deployment.</summary>
    public required LeadTime LeadTime { get; init; }

    /// <summary>Deployment frequency: days on which a deployment delivered something ÷ weeks observed. More deployments on one day are no more days.</summary>
    public required Figure DaysPerWeek { get; init; }

    /// <summary>Deployments ÷ days observed.</summary>
    public required Figure DeploymentsPerDay { get; init; }

    /// <summary>Failed ÷ deployments that deliver something: the board's change-failure rate.</summary>
    public required Figure ChangeFailRate { get; init; }

    /// <summary>Deployment days with a failed deployment ÷ deployment days: cutting deployments into more of them does not lower it.</summary>
    public required Figure FailedDays { get; init; }

    /// <summary>From a failed deployment to the end of the last of its causes, over those that have ended.</summary>
    public required HoursFigure Recovery { get; init; }

    /// <summary>Failed deployments whose failure has not ended; they are in no median.</summary>
    public required int NotRestored { get; init; }

    /// <summary>Deployments made to mend what users had got ÷ deployments that deliver something.</summary>
    public required Figure ReworkRate { get; init; }

    /// <summary>Deployment days with a deployment that is rework ÷ deployment days.</summary>
    public required Figure ReworkDays { get; init; }

    /// <summary>ΣND of the window.</summary>
    public required decimal Nd { get; init; }

    /// <summary>ΣND ÷ weeks of the window.</summary>
    public required Figure NdPerWeek { get; init; }

    public required DoraApart Apart { get; init; }

    /// <summary>The failed deployments, in order of time.</summary>
    public required IReadOnlyList<ScoredDeployment> Failures { get; init; }

    /// <summary>The deployments that are rework, in order of time.</summary>
    public required IReadOnlyList<ScoredDeployment> Reworks { get; init; }
}

/// <summary>What is counted apart from the five: none of it can make one of them better.</summary>
/// <param name="Redeployments">Roll-outs of what had run before.</param>
/// <param name="Empty">Roll-outs of new commits of which none touches the service.</param>
/// <param name="OfBots">Deployments that deliver changes of bots alone.</param>
/// <param name="FailedAttempts">Roll-outs that did not succeed: nothing of them reached production.</param>
/// <param name="Merges">Merges that stand for deployments because none is known.</param>
/// <param name="LooseIncidents">Incidents of the service that name neither a change nor a deployment: they blame none.</param>
/// <param name="Settling">Deployments younger than the horizon: their failure may still come.</param>
public sealed record DoraApart(int Redeployments, int Rollbacks, int Empty, int OfBots, int FailedAttempts, int Merges, int LooseIncidents, int Settling);
