using Shiprank.Core.Attribution.Spend;
using Shiprank.Core.Attribution.Spend.Flow;
using Shiprank.Core.Money;
using Shiprank.Core.Money.Chargeback;
using Shiprank.Core.Organisation;
using Shiprank.Core.Privacy;
using Shiprank.Core.Score;
using Shiprank.Core.Usage;
using Shiprank.Engine.Changes;
using Shiprank.Engine.Scoring;
using Shiprank.Store;

namespace Shiprank.Engine.Spend;

/// <summary>Answers from the parts of every row, as they were computed for any as-of.</summary>
public sealed partial class MemorySpend : ISpendBook
{
    private readonly IReadOnlyList<SpendRow> rows;
    private readonly IReadOnlyList<SpendPart> parts;
    private readonly TeamDays teams;
    private readonly CentreDays costCentres;
    private readonly Dictionary<SpendRow, UsageRow> usage = new(ReferenceEqualityComparer.Instance);
    private readonly HashSet<SpendPart> counting;

    public MemorySpend(Facts facts)
        : this(facts.Workspace.Organisation, facts.Usage, facts.Rows, facts.Spend)
    {
    }

    /// <param name="rows">In the order of <paramref name="usage"/>.</param>
    /// <param name="parts">Of these rows, all parts of each.</param>
    internal MemorySpend(OrganisationFile organisation, IReadOnlyList<StoredUsage> usage, IReadOnlyList<SpendRow> rows, IReadOnlyList<SpendPart> parts)
    {
        (this.rows, this.parts, teams, costCentres) = (rows, parts, new(organisation), new(organisation));
        for (var i = 0; i < rows.Count; i++) this.usage[rows[i]] = usage[i].Row;
        counting = SpendFlow.Counting(parts);
    }

    public IReadOnlyList<DaySpend> ByDay(ScoreWindow window, SpendFilter filter) =>
    [
        .. Parts(window, filter).GroupBy(p => (Day: Day(p), p.Fate)).OrderBy(g => g.Key.Day).ThenBy(g => g.Key.Fate)
            .Select(g => new DaySpend(g.Key.Day, g.Key.Fate, Sum(g))),
    ];

    public SpendFlow Flow(ScoreWindow window, SpendFilter filter) => SpendFlow.Of(Parts(window, filter), counting);

    public IReadOnlyList<NamedSpend> ByModel(ScoreWindow window, SpendFilter filter) =>
    [
        .. Parts(window, filter).GroupBy(p => usage[p.Row].Model, StringComparer.Ordinal).Select(g => new NamedSpend(g.Key, Sum(g)))
            .OrderByDescending(m => m.Amount.NanoUsd ?? -1).ThenBy(m => m.Name, StringComparer.Ordinal),
    ];

    public IReadOnlyList<PersonSpend> ByPerson(ScoreWindow window) =>
    [
        .. Parts(window, SpendFilter.None).Where(p => p.Row.Person is not null).GroupBy(p => (Person: p.Row.Person!, Day: Day(p), p.Fate))
            .OrderBy(g => g.Key.Person, StringComparer.Ordinal).ThenBy(g => g.Key.Day).ThenBy(g => g.Key.Fate)
            .Select(g => new PersonSpend(g.Key.Person, g.Key.Day, g.Key.Fate, Sum(g))),
    ];

    public IReadOnlyList<WorkSpend> ByWork(ScoreWindow window) =>
    [
        .. Parts(window, SpendFilter.None).Where(p => p.Row.Person is not null).GroupBy(p => (Person: p.Row.Person!, Day: Day(p), usage[p.Row].Autonomous, p.Fate))
            .OrderBy(g => g.Key.Person, StringComparer.Ordinal).ThenBy(g => g.Key.Day).ThenBy(g => g.Key.Autonomous).ThenBy(g => g.Key.Fate)
            .Select(g => new WorkSpend(g.Key.Person, g.Key.Day, g.Key.Autonomous, g.Key.Fate, Sum(g))),
    ];

    public IReadOnlyList<ChangeSpend> ByChange() =>
    [
        .. parts.Where(p => p.Change is not null).GroupBy(p => (Repository: p.Repository!, Sha: p.Change!))
            .OrderBy(g => g.Key.Repository, StringComparer.Ordinal).ThenBy(g => g.Key.Sha, StringComparer.Ordinal)
            .Select(g => new ChangeSpend(
                g.Key.Repository, g.Key.Sha, g.Select(p => p.Row.SessionId).Distinct().Count(), g.Min(p => p.Evidence),
                FlowAmount.Sum(g.Select(p => FlowAmount.Of(p.Amount, counts: true))))),
    ];

    public IReadOnlyList<SessionPart> OfChange(string repository, string sha) =>
    [
        .. parts.Where(p => p.Repository == repository && p.Change == sha).GroupBy(p => p.Row.SessionId).Select(Part)
            .OrderByDescending(s => s.CostUsd ?? 0).ThenBy(s => s.From).ThenBy(s => s.Tool, StringComparer.Ordinal).ThenBy(s => s.Session, StringComparer.Ordinal),
    ];

    public IReadOnlyList<SessionSpend> OfPerson(string person, ScoreWindow window) =>
    [
        .. Parts(window, new(Person: person)).GroupBy(p => p.Row.SessionId).Select(Session)
            .OrderByDescending(s => s.To).ThenByDescending(s => s.From).ThenBy(s => s.Tool, StringComparer.Ordinal).ThenBy(s => s.Session, StringComparer.Ordinal),
    ];

    public IReadOnlyDictionary<string, IReadOnlySet<DateOnly>> ActiveWeeks() => rows.Where(r => r.Person is not null)
        .GroupBy(r => r.Person!, StringComparer.Ordinal)
        .ToDictionary(g => g.Key, IReadOnlySet<DateOnly> (g) => g.Select(r => IsoWeek.Monday(r.At)).ToHashSet(), StringComparer.Ordinal);

    public IReadOnlyList<WeekPart> ByPart(ScoreWindow window) =>
    [
        .. Parts(window, SpendFilter.None).GroupBy(p => (Monday: IsoWeek.Monday(Day(p)), p.Row.Person, Cell: Cell(p), Sha: p.Change))
            .OrderBy(g => g.Key.Monday).ThenBy(g => g.Key.Person, StringComparer.Ordinal)
            .Select(g => new WeekPart(g.Key.Monday, g.Key.Person, g.Key.Cell, g.Key.Sha, Sum(g))),
    ];

    public ILookup<(string Repository, string Sha), string> PeopleOfChanges() => parts
        .Where(p => p.Change is not null && p.Row.Person is not null).Select(p => (Change: (p.Repository!, p.Change!), Person: p.Row.Person!)).Distinct().ToLookup(c => c.Change, c => c.Person);

    public IReadOnlyDictionary<string, DateTimeOffset> Newest() =>
        rows.GroupBy(r => r.Tool, StringComparer.Ordinal).ToDictionary(g => g.Key, g => g.Max(r => r.At), StringComparer.Ordinal);

    private static DateOnly Day(SpendPart part) => DateOnly.FromDateTime(part.Row.At.UtcDateTime);

    private CellKey Cell(SpendPart part) => new(part.Row.Person is { } person ? teams.Of(person, Day(part)) ?? "" : "", part.Row.Tool, part.Repository ?? "", usage[part.Row].Model, part.Fate);

    private static SessionPart Part(IGrouping<SessionId, SpendPart> session)
    {
        var parts = session.OrderBy(p => p.Row.At).ToList();
        var priced = parts.Where(p => p.Amount.NanoUsd is not null).ToList();
        return new(
            session.Key.Tool, session.Key.Session, parts[0].Row.Person, parts.Min(p => p.Evidence), parts[0].Row.At, parts[^1].Row.At, parts.Count,
            parts.Sum(p => p.Amount.Tokens.Total),
            priced.Count == 0 ? null : Nano.Units(priced.Sum(p => p.Amount.NanoUsd!.Value)),
            Nano.Units(parts.Sum(p => p.Amount.NanoCredits ?? 0)));
    }

    private IEnumerable<SpendPart> Parts(ScoreWindow window, SpendFilter filter) => parts.Where(p => window.Has(p.Row.At) && Passes(p, filter));

    private bool Passes(SpendPart part, SpendFilter filter) =>
        (filter.Person is null || part.Row.Person == filter.Person)
        && (filter.Tool is null || part.Row.Tool == filter.Tool)
        && (filter.Repository is null || part.Repository == filter.Repository)
        && (filter.Model is null || usage[part.Row].Model == filter.Model)
        && (filter.Team is null || (part.Row.Person is { } person && teams.Of(person, Day(part)) == filter.Team));

    private FlowAmount Sum(IEnumerable<SpendPart> parts) => FlowAmount.Sum(parts.Select(p => FlowAmount.Of(p.Amount, counting.Contains(p))));

    private SessionSpend Session(IGrouping<SessionId, SpendPart> session) => new(
        session.Key.Tool,
        session.Key.Session,
        session.Select(p => p.Row.Repository ?? "").Max(StringComparer.Ordinal)!,
        session.Min(Day),
        session.Max(Day),
        session.Any(p => usage[p.Row].Autonomous),
        [.. session.GroupBy(p => p.Fate).OrderBy(g => g.Key).Select(g => (g.Key, Sum(g)))]);
}
