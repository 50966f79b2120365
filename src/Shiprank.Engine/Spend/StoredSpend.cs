using Shiprank.Core.Attribution.Spend;
using Shiprank.Core.Attribution.Spend.Flow;
using Shiprank.Core.Money;
using Shiprank.Core.Score;
using Shiprank.Engine.Changes;
using Shiprank.Store;

namespace Shiprank.Engine.Spend;

/// <summary>
/// Answers from the store as the last run published them: from sums by day, and never by reading rows. What came after the run is in no answer.
/// </summary>
public sealed partial class StoredSpend(IStore store) : ISpendBook
{
    public IReadOnlyList<DaySpend> ByDay(ScoreWindow window, SpendFilter filter) =>
        Ask(Question.FlowByDay, Arguments(window, filter), r => new DaySpend(r.Day(0), (SpendFate)r.Short(1), Amount(r, 2)));

    public SpendFlow Flow(ScoreWindow window, SpendFilter filter) => new(
    [
        .. Ask(Question.FlowPaths, Arguments(window, filter), r => new FlowPath(r.Text(0), Known(r.Text(1)), (SpendFate)r.Short(2), Amount(r, 3)))
            .OrderBy(p => p.Tool, StringComparer.Ordinal).ThenBy(p => p.Repository is null).ThenBy(p => p.Repository, StringComparer.Ordinal).ThenBy(p => p.Fate),
    ]);

    public IReadOnlyList<NamedSpend> ByModel(ScoreWindow window, SpendFilter filter) =>
    [
        .. Ask(Question.FlowByModel, Arguments(window, filter), r => new NamedSpend(r.Text(0), Amount(r, 1)))
            .OrderByDescending(m => m.Amount.NanoUsd ?? -1).ThenBy(m => m.Name, StringComparer.Ordinal),
    ];

    public IReadOnlyList<PersonSpend> ByPerson(ScoreWindow window) =>
        Ordered(Ask(Question.FlowByPerson, Days(window), r => new PersonSpend(r.Text(0), r.Day(1), (SpendFate)r.Short(2), Amount(r, 3))), p => p.Person);

    public IReadOnlyList<WorkSpend> ByWork(ScoreWindow window) =>
        Ordered(Ask(Question.FlowByWork, Days(window), r => new WorkSpend(r.Text(0), r.Day(1), r.Flag(2), (SpendFate)r.Short(3), Amount(r, 4))), p => p.Person);

    public IReadOnlyList<ChangeSpend> ByChange() => Ordered(
        Ask(Question.FlowByChange, [], r =>
        {
            var (parts, unpriced) = (r.Long(4), r.Long(5));
            return new ChangeSpend(r.Text(0), r.Text(1), (int)r.Long(2), (LinkEvidence)r.Short(3), new(parts, r.Long(6), unpriced < parts ? r.Long(7) : null, r.Long(8), r.Long(9), unpriced));
        }),
        c => c.Repository);

    public IReadOnlyList<SessionPart> OfChange(string repository, string sha) =>
    [
        .. Ask(
                Question.SessionsOfChange,
                [repository, sha],
                r => (Tool: r.Text(0), Session: r.Text(1), Person: r.Text(2), Link: (LinkEvidence)r.Short(3), From: r.Time(4), To: r.Time(5), Parts: r.Long(6), Unpriced: r.Long(7), Tokens: r.Long(8), Nano: r.Long(9), Credits: r.Long(10)))
            .GroupBy(p => (p.Tool, p.Session))
            .Select(g => new SessionPart(
                g.Key.Tool, g.Key.Session, Known(g.First().Person), g.Min(p => p.Link), g.Min(p => p.From), g.Max(p => p.To), (int)g.Sum(p => p.Parts), g.Sum(p => p.Tokens),
                g.Sum(p => p.Unpriced) < g.Sum(p => p.Parts) ? Nano.Units(g.Sum(p => p.Nano)) : null, Nano.Units(g.Sum(p => p.Credits))))
            .OrderByDescending(s => s.CostUsd ?? 0).ThenBy(s => s.From).ThenBy(s => s.Tool, StringComparer.Ordinal).ThenBy(s => s.Session, StringComparer.Ordinal),
    ];

    public IReadOnlyList<SessionSpend> OfPerson(string person, ScoreWindow window) =>
    [
        .. Ask(
                Question.SessionsOfPerson,
                [.. Days(window), person],
                r => (Tool: r.Text(0), Session: r.Text(1), Repository: r.Text(2), Fate: (SpendFate)r.Short(3), From: r.Day(4), To: r.Day(5), Autonomous: r.Flag(6), Amount: Amount(r, 7)))
            .GroupBy(s => (s.Tool, s.Session))
            .Select(g => new SessionSpend(
                g.Key.Tool, g.Key.Session, g.Select(s => s.Repository).Max(StringComparer.Ordinal)!, g.Min(s => s.From), g.Max(s => s.To), g.Any(s => s.Autonomous),
                [.. g.GroupBy(s => s.Fate).OrderBy(f => f.Key).Select(f => (f.Key, FlowAmount.Sum(f.Select(s => s.Amount))))]))
            .OrderByDescending(s => s.To).ThenByDescending(s => s.From).ThenBy(s => s.Tool, StringComparer.Ordinal).ThenBy(s => s.Session, StringComparer.Ordinal),
    ];

    public IReadOnlyDictionary<string, IReadOnlySet<DateOnly>> ActiveWeeks()
    {
        var weeks = new Dictionary<string, IReadOnlySet<DateOnly>>(StringComparer.Ordinal);
        foreach (var (person, monday) in Ask(Question.ActiveWeeks, [], r => (r.Text(0), r.Day(1))))
        {
            if (!weeks.TryGetValue(person, out var its)) weeks.Add(person, its = new HashSet<DateOnly>());
            ((HashSet<DateOnly>)its).Add(monday);
        }

        return weeks;
    }

    public IReadOnlyList<WeekPart> ByPart(ScoreWindow window) => Ask(
        Question.FlowByPart,
        Days(window),
        r => new WeekPart(r.Day(0), Known(r.Text(1)), new(r.Text(2), r.Text(3), r.Text(4), r.Text(5), (SpendFate)r.Short(6)), Known(r.Text(7)), Amount(r, 8)));

    public ILookup<(string Repository, string Sha), string> PeopleOfChanges() =>
        Ask(Question.ChangePeople, [], r => (Change: (r.Text(0), r.Text(1)), Person: r.Text(2))).ToLookup(c => c.Change, c => c.Person);

    public IReadOnlyDictionary<string, DateTimeOffset> Newest() =>
        Ask(Question.NewestRows, [], r => (Tool: r.Text(0), At: r.Time(1))).ToDictionary(t => t.Tool, t => t.At, StringComparer.Ordinal);

    /// <summary>Nothing that has a price: no cost, never 0.</summary>
    private static FlowAmount Amount(AnswerRow row, int from)
    {
        var (parts, unpriced) = (row.Long(from), row.Long(from + 1));
        return new(row.Long(from + 2), row.Long(from + 3), unpriced < parts ? row.Long(from + 4) : null, row.Long(from + 5), row.Long(from + 6), row.Long(from + 7));
    }

    /// <summary>Rows that come in blocks of one name each, the blocks in bytewise order of UTF-16: an engine sorts by UTF-8, which rarely differs.</summary>
    private static IReadOnlyList<T> Ordered<T>(IReadOnlyList<T> rows, Func<T, string> name)
    {
        var blocks = new List<(string Name, int Start, int End)>();
        for (var i = 0; i < rows.Count; i++)
        {
            if (blocks.Count > 0 && name(rows[i]) == blocks[^1].Name) blocks[^1] = blocks[^1] with { End = i + 1 };
            else blocks.Add((name(rows[i]), i, i + 1));
        }

        if (blocks.Zip(blocks.Skip(1)).All(b => string.CompareOrdinal(b.First.Name, b.Second.Name) <= 0)) return rows;
        var ordered = new List<T>(rows.Count);
        foreach (var (_, start, end) in blocks.OrderBy(b => b.Name, StringComparer.Ordinal))
        {
            for (var i = start; i < end; i++) ordered.Add(rows[i]);
        }

        return ordered;
    }

    private static object?[] Days(ScoreWindow window) => [window.Since, window.Until < DateOnly.MaxValue ? window.Until.AddDays(1) : window.Until];

    private static object?[] Arguments(ScoreWindow window, SpendFilter filter) => [.. Days(window), filter.Team, filter.Person, filter.Tool, filter.Model, filter.Repository];

    private static string? Known(string name) => name.Length == 0 ? null : name;

    private IReadOnlyList<T> Ask<T>(Question question, object?[] arguments, Func<AnswerRow, T> read) => store.AskPublished(question, arguments, read);
}
