namespace Shiprank.Core.Money.Focus.Validation;

/// <summary>
/// Checks one file against a model: give it every row (<see cref="Take"/>), then ask for <see cref="Outcomes"/>. In memory are counts, the first rows that
/// break a rule, and the groups of rules about distinct values.
/// </summary>
public sealed class FocusValidation
{
    /// <summary>How many rows that break a rule are told.</summary>
    public const int Told = 3;

    private readonly RuleModel model;
    private readonly RulePlan plan;
    private readonly CheckProgram program;
    private readonly Dictionary<string, Watched> watched = new(StringComparer.Ordinal);
    private readonly Dictionary<string, string> notChecked = new(StringComparer.Ordinal);
    private readonly Watched[] byRow;

    /// <param name="supported">Flags that the file's provider declares.</param>
    /// <param name="head">Names of columns in their order.</param>
    public FocusValidation(RuleModel model, IReadOnlyCollection<string> supported, IReadOnlyList<string> head)
    {
        this.model = model;
        plan = new(model, supported);
        program = new(head, plan, supported.Contains(FocusFlags.VirtualCurrency));
        foreach (var rule in model.Rules.Where(r => plan.Excluded(r) is null)) Watch(rule);
        byRow = [.. watched.Values.Where(w => w.OfHead is null)];
    }

    public long Rows { get; private set; }

    /// <param name="line">Of the file, from 1.</param>
    public void Take(long line, IReadOnlyList<string> cells)
    {
        Rows++;
        foreach (var rule in byRow)
        {
            if (rule.Condition is { } condition && condition(cells) != Verdict.Holds) continue;
            if (rule.Counts is { } counts) counts.Add(program.Cell(cells, rule.Distinct!.ColumnA), program.Cell(cells, rule.Distinct.ColumnB), line);
            else if (rule.Requirement!(cells) == Verdict.Fails) Break(rule, line, cells);
        }
    }

    /// <summary>Of every rule, in the model's order.</summary>
    public IReadOnlyList<RuleOutcome> Outcomes()
    {
        var known = new Dictionary<string, RuleOutcome>(StringComparer.Ordinal);
        var rules = model.Rules.ToDictionary(r => r.Id, StringComparer.Ordinal);
        return [.. model.Rules.Select(r => Outcome(r, rules, known, []))];
    }

    private void Watch(ModelRule rule)
    {
        if (rule.Unreadable is { } reason) notChecked.Add(rule.Id, $"this program does not understand it: {reason}");
        if (RulePlan.Own(rule.Requirement) is not { } own) return;
        if (own is Check.Present present)
        {
            watched.Add(rule.Id, new(own) { OfHead = program.Has(present.Column) });
            return;
        }

        if (own.Columns.FirstOrDefault(c => !program.Has(c)) is { } missing)
        {
            notChecked.Add(rule.Id, $"the file has no column {missing}");
            return;
        }

        var condition = plan.Condition(rule) is { } rows ? program.Make(rows) : null;
        watched.Add(rule.Id, own is Check.Distinct distinct
            ? new(own) { Condition = condition, Distinct = distinct, Counts = new(distinct.Expected) }
            : new(own) { Condition = condition, Requirement = program.Make(own), Columns = Looked(own, rule.Condition) });
    }

    private void Break(Watched rule, long line, IReadOnlyList<string> cells)
    {
        if (rule.Broken++ < Told) rule.First.Add(new(line, string.Join(", ", rule.Columns.Select(c => $"{c}={program.Cell(cells, c)}"))));
    }

    private RuleOutcome Outcome(ModelRule rule, Dictionary<string, ModelRule> rules, Dictionary<string, RuleOutcome> known, HashSet<string> open)
    {
        if (known.TryGetValue(rule.Id, out var before)) return before;
        if (!open.Add(rule.Id)) return new(rule, RuleState.NotCheckable, "it refers to itself", 0, [], true);
        List<RuleOutcome> children = [.. RulePlan.Children(rule.Requirement).Where(rules.ContainsKey).Select(c => Outcome(rules[c], rules, known, open))];
        open.Remove(rule.Id);
        var made = Made(rule, children);
        known.Add(rule.Id, made);
        return made;
    }

    private RuleOutcome Made(ModelRule rule, List<RuleOutcome> children)
    {
        RuleOutcome Is(RuleState state, string reason = "") => new(rule, state, reason, 0, [], children.Count > 0);
        if (plan.Excluded(rule) is { } excluded) return Is(RuleState.NotApplicable, excluded);
        if (rule.Keyword == RuleKeyword.May) return Is(RuleState.Permission);
        if (watched.TryGetValue(rule.Id, out var own))
        {
            var outcome = Of(rule, own);
            if (outcome.State == RuleState.Failed || children.Count == 0) return outcome;
        }
        else if (children.Count == 0)
        {
            var absent = notChecked.TryGetValue(rule.Id, out var reason) && rule.Unreadable is null;
            return Is(absent ? RuleState.NotApplicable : RuleState.NotCheckable, reason ?? "no program can tell");
        }

        if (children.Exists(c => c.IsFailure)) return Is(RuleState.Failed, $"see {string.Join(", ", children.Where(c => c.IsFailure).Select(c => c.Rule.Id))}");
        if (own is not null || children.Exists(c => c.State is RuleState.Passed or RuleState.Failed)) return Is(RuleState.Passed);
        return children.Exists(c => c.State == RuleState.NotCheckable) ? Is(RuleState.NotCheckable, "none of its rules can be checked") : Is(RuleState.NotApplicable, "none of its rules applies");
    }

    private static RuleOutcome Of(ModelRule rule, Watched own)
    {
        if (own.OfHead is { } there) return new(rule, there ? RuleState.Passed : RuleState.Failed, "", there ? 0 : 1, there ? [] : [new(0, "the column is missing")], false);
        if (own.Counts is not { } counts) return new(rule, own.Broken > 0 ? RuleState.Failed : RuleState.Passed, "", own.Broken, own.First, false);
        var broken = counts.Broken();
        return new(rule, broken.Count > 0 ? RuleState.Failed : RuleState.Passed, "", broken.Count,
            [.. broken.Take(Told).Select(b => new RuleBreach(b.Line, $"{own.Distinct!.ColumnA}={b.Name}, {own.Distinct.ColumnB}={(b.Values.Count == 0 ? "(none)" : string.Join(" | ", b.Values))}"))], false);
    }

    private static string[] Looked(Check own, Check? condition) => [.. own.Columns.Concat(condition?.Columns ?? []).Distinct(StringComparer.Ordinal)];

    /// <summary>A rule that is checked while rows come.</summary>
    private sealed class Watched(Check own)
    {
        /// <summary>Rules about the head: whether they hold. Null: it is about rows.</summary>
        public bool? OfHead { get; init; }

        public Func<IReadOnlyList<string>, Verdict>? Condition { get; init; }

        public Func<IReadOnlyList<string>, Verdict>? Requirement { get; init; }

        public Check.Distinct? Distinct { get; init; }

        public DistinctCounts? Counts { get; init; }

        public IReadOnlyList<string> Columns { get; init; } = [.. own.Columns];

        public long Broken { get; set; }

        public List<RuleBreach> First { get; } = [];
    }
}
