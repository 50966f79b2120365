namespace Shiprank.Core.Money.Focus.Validation;

/// <summary>
/// Which rules of a model apply: those that are reached from its roots through rules that apply. A rule that only says which others have to hold hands its
/// condition down to them.
/// </summary>
internal sealed class RulePlan
{
    private const string Unreached = "no rule that applies asks for it";

    private readonly Dictionary<string, ModelRule> rules;
    private readonly HashSet<string> declared;
    private readonly Dictionary<string, List<Check?>> contexts = new(StringComparer.Ordinal);
    private readonly Dictionary<string, string> alternatives = new(StringComparer.Ordinal);
    private readonly HashSet<string> under = new(StringComparer.Ordinal);

    public RulePlan(RuleModel model, IEnumerable<string> supported)
    {
        rules = model.Rules.ToDictionary(r => r.Id, StringComparer.Ordinal);
        declared = supported.ToHashSet(StringComparer.Ordinal);
        foreach (var root in model.Roots) Visit(root, null);
    }

    /// <summary>Why a rule does not apply; null: it does.</summary>
    public string? Excluded(ModelRule rule)
    {
        if (Missing(rule) is { } flag) return $"{flag} is not declared";
        if (contexts.ContainsKey(rule.Id)) return null;
        return alternatives.TryGetValue(rule.Id, out var of) ? $"one of several ways to satisfy {of}" : Unreached;
    }

    /// <summary>The rows that a rule which applies is about; null: all.</summary>
    public Check? Condition(ModelRule rule)
    {
        var ways = contexts[rule.Id];
        var context = ways.Contains(null) ? null : ways.Count == 1 ? ways[0] : new Check.Any([.. ways.Select(w => w!)]);
        return Both(context, rule.Condition);
    }

    /// <summary>A rule that another one refers to where only one of several has to hold; null when it does not apply or cannot be checked.</summary>
    public ModelRule? Alternative(string id) => rules.TryGetValue(id, out var rule) && Missing(rule) is null && rule.Requirement is not null ? rule : null;

    /// <summary>Rules that a rule asks for beside what it requires itself.</summary>
    public static IEnumerable<string> Children(Check? requirement) => requirement switch
    {
        Check.Rule rule => [rule.Id],
        Check.All all => all.Items.SelectMany(Children),
        _ => [],
    };

    /// <summary>What a rule requires of rows itself; null: nothing.</summary>
    public static Check? Own(Check? requirement) => requirement switch
    {
        Check.Rule => null,
        Check.All all => all.Items.Select(Own).OfType<Check>().ToList() is { Count: > 0 } own ? own.Count == 1 ? own[0] : new Check.All(own) : null,
        _ => requirement,
    };

    private void Visit(string id, Check? context)
    {
        // A rule that leads to itself is visited once on each way.
        if (!rules.TryGetValue(id, out var rule) || Missing(rule) is not null || !under.Add(id)) return;
        if (!contexts.TryGetValue(id, out var ways)) contexts.Add(id, ways = []);
        if (!ways.Contains(context))
        {
            ways.Add(context);
            var inner = Both(context, rule.Condition);
            foreach (var child in Children(rule.Requirement)) Visit(child, inner);
            foreach (var other in Inside(Own(rule.Requirement))) alternatives.TryAdd(other, id);

            // Columns' rules depend on one another in any direction; attributes are reached in no other way.
            foreach (var dependency in rule.Dependencies.Where(d => rules.TryGetValue(d, out var other) && other.IsAttribute)) Visit(dependency, null);
        }

        under.Remove(id);
    }

    private string? Missing(ModelRule rule) => rule.Needs.FirstOrDefault(n => !declared.Contains(n));

    private static IEnumerable<string> Inside(Check? check) => check switch
    {
        Check.Rule rule => [rule.Id],
        Check.All all => all.Items.SelectMany(Inside),
        Check.Any any => any.Items.SelectMany(Inside),
        _ => [],
    };

    private static Check? Both(Check? first, Check? second) => first is null ? second : second is null ? first : new Check.All([first, second]);
}
