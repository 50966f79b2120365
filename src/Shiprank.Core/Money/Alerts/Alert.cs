namespace Shiprank.Core.Money.Alerts;

/// <summary>What an alert is about. Stored as smallint: values never change.</summary>
public enum AlertRule : short
{
    /// <summary>The use of a budget reached one of its thresholds.</summary>
    BudgetThreshold = 0,

    /// <summary>By its forecast a budget ends before its period does.</summary>
    BudgetForecast = 1,

    /// <summary>A run of a job cost more than a run may.</summary>
    JobOver = 2,

    /// <summary>A run cost far more than earlier runs of its job.</summary>
    JobUnusual = 3,

    /// <summary>A ticket used more in a month than a ticket may.</summary>
    TicketOver = 4,

    Rework = 5,
    ChangeFailure = 6,
    Reverts = 7,

    /// <summary>A run that goes by itself was stopped.</summary>
    RunStopped = 8,

    /// <summary>A run that goes by itself has used most of its cap.</summary>
    RunNearCap = 9,

    /// <summary>Runs of a job came to nothing in the days that they had.</summary>
    RunsAbandoned = 10,

    /// <summary>Calls were refused because they could not be written down.</summary>
    CapOutage = 11,

    /// <summary>A signal opened a question. Of people and teams nothing else is said.</summary>
    SignalOpened = 12,
}

/// <summary>What a channel may want to hear of.</summary>
public enum AlertTopic
{
    Budgets,
    Jobs,
    Quality,
    Signals,
}

/// <summary>Something that somebody should look at. It fires once for its rule, subject, period and level, however often it is judged.</summary>
/// <param name="Subject"><c>budget:Insight</c>, <c>job:openclaw in shop on PAY-12</c>, <c>team:checkout</c>; nobody's name.</param>
/// <param name="Period">First day of what it is once for.</param>
/// <param name="Level">Tells several of one period apart: a threshold, a run; empty: there is but one.</param>
/// <param name="Title">A few words.</param>
/// <param name="Text">One sentence with its figures, as they were when it fired.</param>
public sealed record Alert(AlertRule Rule, string Subject, DateOnly Period, string Level, string Title, string Text)
{
    public AlertTopic Topic => Rule switch
    {
        AlertRule.BudgetThreshold or AlertRule.BudgetForecast => AlertTopic.Budgets,
        AlertRule.JobOver or AlertRule.JobUnusual or AlertRule.TicketOver or AlertRule.RunStopped or AlertRule.RunNearCap or AlertRule.RunsAbandoned or AlertRule.CapOutage => AlertTopic.Jobs,
        AlertRule.SignalOpened => AlertTopic.Signals,
        _ => AlertTopic.Quality,
    };

    /// <summary>As documents spell it.</summary>
    public static string Word(AlertRule rule) => rule switch
    {
        AlertRule.BudgetThreshold => "budget_threshold",
        AlertRule.BudgetForecast => "budget_forecast",
        AlertRule.JobOver => "job_over",
        AlertRule.JobUnusual => "job_unusual",
        AlertRule.TicketOver => "ticket_over",
        AlertRule.Rework => "rework",
        AlertRule.ChangeFailure => "change_failure",
        AlertRule.RunStopped => "run_stopped",
        AlertRule.RunNearCap => "run_near_cap",
        AlertRule.RunsAbandoned => "runs_abandoned",
        AlertRule.CapOutage => "cap_outage",
        AlertRule.SignalOpened => "signal_opened",
        _ => "reverts",
    };
}
