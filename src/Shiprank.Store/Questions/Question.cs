using System.Text;

namespace Shiprank.Store;

/// <summary>Where a question about usage looks: at the rollup, or at every row (the same answer, slower).</summary>
public enum UsageGrain
{
    Day = 0,
    Row = 1,
}

/// <summary>
/// One question: an SQL text in the dialect that every engine reads, with positional parameters. Days are UTC; <c>$1</c> is the first day,
/// <c>$2</c> the first day after, where a question has a window.
/// </summary>
public sealed class Question
{
    public static readonly Question SpendByTool = new("spend-by-tool");
    public static readonly Question SpendByModel = new("spend-by-model");
    public static readonly Question SpendByDay = new("spend-by-day");
    public static readonly Question SpendByPerson = new("spend-by-person");
    public static readonly Question SpendByFate = new("spend-by-fate");
    public static readonly Question SpendByCostCentre = new("spend-by-cost-centre");
    public static readonly Question TopSessions = new("top-sessions");

    /// <summary>Totals by every cut; each must be the same. <c>part</c> names the cut.</summary>
    public static readonly Question SumOfParts = new("sum-of-parts");

    /// <summary>Sessions that served a change: <c>$1</c> the repository, <c>$2</c> the sha.</summary>
    public static readonly Question ChangeSessions = new("change-sessions");

    /// <summary>Published spend by day and fate: <c>$3</c> … <c>$7</c> are the filters team, person, tool, model and repository; null takes any.</summary>
    public static readonly Question FlowByDay = new("flow-by-day");

    /// <summary>By tool, repository and fate; filters as <see cref="FlowByDay"/>.</summary>
    public static readonly Question FlowPaths = new("flow-paths");

    /// <summary>Filters as <see cref="FlowByDay"/>.</summary>
    public static readonly Question FlowByModel = new("flow-by-model");

    /// <summary>By person, day and fate.</summary>
    public static readonly Question FlowByPerson = new("flow-by-person");

    /// <summary>By person, day, whether a human sat before the session, and fate.</summary>
    public static readonly Question FlowByWork = new("flow-by-work");

    /// <summary>What sessions brought to each change.</summary>
    public static readonly Question FlowByChange = new("flow-by-change");

    /// <summary>Sessions that served a change: <c>$1</c> the repository, <c>$2</c> the sha.</summary>
    public static readonly Question SessionsOfChange = new("sessions-of-change");

    /// <summary>A person's (<c>$3</c>) sessions.</summary>
    public static readonly Question SessionsOfPerson = new("sessions-of-person");

    public static readonly Question ActiveWeeks = new("active-weeks");

    public static readonly Question NewestRows = new("newest-rows");

    /// <summary>By ISO week, person, team, tool, repository, model, fate and change.</summary>
    public static readonly Question FlowByPart = new("flow-by-part");

    /// <summary>Whose usage went to which change.</summary>
    public static readonly Question ChangePeople = new("change-people");

    /// <summary>By team and all that prices tell apart: <c>$3</c> … <c>$10</c> are sizes of prompts, <c>$11</c> whether hours count.</summary>
    public static readonly Question UsageSlices = new("usage-slices");

    public static readonly Question ModelsUsed = new("models-used");

    /// <summary>What each person used of a tool (<c>$3</c>), without saying who.</summary>
    public static readonly Question CostByPersonOfTool = new("cost-by-person-of-tool");

    /// <summary>What a bill is compared with: everything by day, hour, tool and model.</summary>
    public static readonly Question LedgerByHour = new("ledger-by-hour");

    /// <summary>Who has usage of which tool and model.</summary>
    public static readonly Question LedgerUsers = new("ledger-users");

    /// <summary>Usage of a window as charges are made of it.</summary>
    public static readonly Question ChargeCells = new("charge-cells");

    /// <summary>Credits by person, who pays for them, and tool.</summary>
    public static readonly Question ChargeCredits = new("charge-credits");

    /// <summary>Every line of a month's charges: <c>$1</c> its first day.</summary>
    public static readonly Question ChargeLines = new("charge-lines");

    /// <summary>A month's charges that count, as they are exported: <c>$1</c> its first day.</summary>
    public static readonly Question ChargeFocus = new("charge-focus");

    /// <summary>What a centre's charges are made of: <c>$1</c> the month, <c>$2</c> the centre.</summary>
    public static readonly Question ChargeParts = new("charge-parts");

    /// <summary>Which changes a centre's (<c>$3</c>) usage went to.</summary>
    public static readonly Question ChargeChanges = new("charge-changes");

    /// <summary>First and last day with usage.</summary>
    public static readonly Question UsageSpan = new("usage-span");

    /// <summary>By day, of one part of the organisation: <c>$3</c> team, <c>$4</c> cost centre, <c>$5</c> tool, <c>$6</c> repository; null takes any.</summary>
    public static readonly Question ScopeDays = new("scope-days");

    /// <summary>By tool and repository; filters as <see cref="ScopeDays"/>.</summary>
    public static readonly Question ScopeParts = new("scope-parts");

    /// <summary>Of one ticket by day, tool and repository: <c>$3</c> its key in upper case, <c>$4</c> names of branches, a line feed around each.</summary>
    public static readonly Question TicketDays = new("ticket-days");

    /// <summary>By stated ticket and branch; filters as <see cref="ScopeDays"/>.</summary>
    public static readonly Question ScopeTickets = new("scope-tickets");

    public static readonly Question BranchNames = new("branch-names");

    /// <summary>Sessions without a human, by session, repository, stated ticket and branch.</summary>
    public static readonly Question JobRuns = new("job-runs");

    /// <summary>Parts of runs that did something in the window.</summary>
    public static readonly Question CapRuns = new("cap-runs");

    /// <summary>What usage tells of their sessions.</summary>
    public static readonly Question CapRunUsage = new("cap-run-usage");

    /// <summary>
    /// Calls as signals look at them, in no order: <c>$3</c> only batches after it, <c>$4</c> none after that, <c>$5</c> only of this person, null of all.
    /// </summary>
    public static readonly Question SignalEvents = new("signal-events");

    /// <summary>How many calls each subject of <see cref="SignalEvents"/> has in batches up to <c>$3</c>.</summary>
    public static readonly Question SignalCounts = new("signal-counts");

    /// <summary>What settled spend of each of these subjects became.</summary>
    public static readonly Question SignalFates = new("signal-fates");

    /// <summary>Marks of prompts that came after number <c>$3</c>.</summary>
    public static readonly Question SignalPrompts = new("signal-prompts");

    /// <summary>How many marks each person has up to number <c>$3</c>.</summary>
    public static readonly Question SignalPromptCounts = new("signal-prompt-counts");

    /// <summary>Sessions with at least <c>$3</c> same calls in a row, <c>$4</c> retries, or <c>$5</c> calls without anything new.</summary>
    public static readonly Question SignalLoops = new("signal-loops");

    /// <summary>The last batch of usage, and the last mark of a prompt. No window.</summary>
    public static readonly Question SignalMarks = new("signal-marks");

    /// <summary>Names of people, tools, repositories and tickets by id. No window.</summary>
    public static readonly Question SignalNames = new("signal-names");

    private const string Prefix = "Shiprank.Store.Questions.";

    private readonly string onDays;
    private readonly string onRows;

    private Question(string name)
    {
        Name = name;
        using var stream = typeof(Question).Assembly.GetManifestResourceStream($"{Prefix}{name}.sql")!;
        using var reader = new StreamReader(stream, Encoding.UTF8);
        Sql = reader.ReadToEnd();
        (onDays, onRows) = (Sql.Replace("{usage}", "usage_day", StringComparison.Ordinal), Sql.Replace("{usage}", "usage_parts", StringComparison.Ordinal));
    }

    public static IReadOnlyList<Question> All { get; } =
        [SpendByTool, SpendByModel, SpendByDay, SpendByPerson, SpendByFate, SpendByCostCentre, TopSessions, SumOfParts, ChangeSessions,
        FlowByDay, FlowPaths, FlowByModel, FlowByPerson, FlowByWork, FlowByChange, SessionsOfChange, SessionsOfPerson, ActiveWeeks, NewestRows, FlowByPart, ChangePeople, UsageSlices, CostByPersonOfTool, ModelsUsed,
        LedgerByHour, LedgerUsers, ChargeCells, ChargeCredits, ChargeLines, ChargeFocus, ChargeParts, ChargeChanges, UsageSpan, ScopeDays, ScopeParts, TicketDays, ScopeTickets, BranchNames, JobRuns, CapRuns, CapRunUsage,
        SignalEvents, SignalCounts, SignalFates, SignalPrompts, SignalPromptCounts, SignalLoops, SignalMarks, SignalNames];

    public string Name { get; }

    /// <summary>As in the file: <c>{usage}</c> stands for the table of the grain.</summary>
    public string Sql { get; }

    internal string For(UsageGrain grain) => grain == UsageGrain.Day ? onDays : onRows;
}
