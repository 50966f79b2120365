using Shiprank.Core.Attribution.Spend;
using Shiprank.Core.Attribution.Spend.Flow;
using Shiprank.Core.Privacy;
using Shiprank.Core.Score;
using Shiprank.Engine.Changes;

namespace Shiprank.Engine.Spend;

/// <summary>Spend of one UTC day that had one fate.</summary>
public readonly record struct DaySpend(DateOnly Day, SpendFate Fate, FlowAmount Amount);

/// <summary>Spend of one person on one UTC day that had one fate.</summary>
public readonly record struct PersonSpend(string Person, DateOnly Day, SpendFate Fate, FlowAmount Amount);

/// <summary>Spend of one person on one UTC day that had one fate, with a human before the session or without.</summary>
public readonly record struct WorkSpend(string Person, DateOnly Day, bool Autonomous, SpendFate Fate, FlowAmount Amount);

/// <summary>Spend by a name: of a tool, a model, a team, a cost centre, a person. The empty name is unknown.</summary>
public readonly record struct NamedSpend(string Name, FlowAmount Amount);

/// <summary>What sessions brought to one change.</summary>
/// <param name="Sessions">Sessions that it has a part of.</param>
/// <param name="Link">The strongest link of them.</param>
public readonly record struct ChangeSpend(string Repository, string Sha, int Sessions, LinkEvidence Link, FlowAmount Amount);

/// <summary>Spend of one ISO week, divided by all that it can be.</summary>
/// <param name="Person">Id; null: nobody known.</param>
/// <param name="Cell">Cut by everything.</param>
/// <param name="Sha">Of the change that it went to, in the cell's repository; null: none.</param>
public readonly record struct WeekPart(DateOnly Monday, string? Person, CellKey Cell, string? Sha, FlowAmount Amount);

/// <summary>A session of a person, with what its spend became.</summary>
/// <param name="Repository">Empty when unknown.</param>
public sealed record SessionSpend(string Tool, string Session, string Repository, DateOnly From, DateOnly To, bool Autonomous, IReadOnlyList<(SpendFate Fate, FlowAmount Amount)> Fates)
{
    public FlowAmount Amount => FlowAmount.Sum(Fates.Select(f => f.Amount));
}

/// <summary>
/// Questions about spend and what became of it. Windows are of UTC days; parts of every answer sum to the whole. In an amount each response
/// counts once, where its largest part is, except by change, where it counts for each change that has a part of it.
/// </summary>
public interface ISpendBook
{
    /// <summary>In the order of days and fates; days without usage are absent.</summary>
    IReadOnlyList<DaySpend> ByDay(ScoreWindow window, SpendFilter filter);

    SpendFlow Flow(ScoreWindow window, SpendFilter filter);

    /// <summary>Dearest first, then by name.</summary>
    IReadOnlyList<NamedSpend> ByModel(ScoreWindow window, SpendFilter filter);

    /// <summary>By person, day and fate; usage of nobody known is left out.</summary>
    IReadOnlyList<PersonSpend> ByPerson(ScoreWindow window);

    /// <summary>As <see cref="ByPerson"/>, sessions without a human apart; in the order of people, days, with a human first, and fates.</summary>
    IReadOnlyList<WorkSpend> ByWork(ScoreWindow window);

    /// <summary>Every change that sessions served, in the order of repository and sha.</summary>
    IReadOnlyList<ChangeSpend> ByChange();

    /// <summary>Sessions that served a change, dearest first.</summary>
    IReadOnlyList<SessionPart> OfChange(string repository, string sha);

    /// <summary>A person's sessions with usage in the window, the latest first; only that usage counts.</summary>
    IReadOnlyList<SessionSpend> OfPerson(string person, ScoreWindow window);

    /// <summary>ISO weeks (Mondays) with a response, by person, over all time.</summary>
    IReadOnlyDictionary<string, IReadOnlySet<DateOnly>> ActiveWeeks();

    /// <summary>In the order of weeks, then of people.</summary>
    IReadOnlyList<WeekPart> ByPart(ScoreWindow window);

    /// <summary>Whose usage went to each change, over all time; a change without usage of somebody known is absent.</summary>
    ILookup<(string Repository, string Sha), string> PeopleOfChanges();

    /// <summary>By day, of one part of the organisation; days without usage are absent.</summary>
    IReadOnlyList<(DateOnly Day, FlowAmount Amount)> ByDay(ScoreWindow window, SpendScope scope);

    /// <summary>What the spend of one part of the organisation consists of, dearest first.</summary>
    IReadOnlyList<ScopePart> ByPart(ScoreWindow window, SpendScope scope);

    /// <summary>Branches that usage was ever on, in bytewise order.</summary>
    IReadOnlyList<string> Branches();

    /// <summary>Spend by the ticket that a row's source states and the branch that it was on.</summary>
    /// <param name="scope">No single ticket.</param>
    IReadOnlyList<TicketSpend> ByTicket(ScoreWindow window, SpendScope scope);

    /// <summary>Spend of sessions without a human, by session and where it worked; only usage in the window counts.</summary>
    IReadOnlyList<JobPart> Jobs(ScoreWindow window);

    /// <summary>The moment of the newest row by tool; tools without a row are absent.</summary>
    IReadOnlyDictionary<string, DateTimeOffset> Newest();
}
