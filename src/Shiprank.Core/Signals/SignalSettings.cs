namespace Shiprank.Core.Signals;

/// <summary>The <c>signals:</c> part of the organisation file.</summary>
public sealed record SignalSettings
{
    public static readonly SignalSettings Default = new();

    /// <summary>Ids of rules that are switched off.</summary>
    public IReadOnlySet<string> Off { get; init; } = new HashSet<string>(StringComparer.Ordinal);

    /// <summary>Parameters that the organisation set, by rule and name.</summary>
    public IReadOnlyDictionary<(string Rule, string Name), decimal> Set { get; init; } = new Dictionary<(string, string), decimal>();

    /// <summary>Days in which only the person sees a question about them; then their team's leads do too.</summary>
    public int PersonFirstDays { get; init; } = 7;

    public IReadOnlyList<SignalWebhook> Webhooks { get; init; } = [];

    public ReviewSettings Review { get; init; } = ReviewSettings.None;

    /// <summary>A parameter in force.</summary>
    /// <exception cref="ArgumentException">The rule has no parameter of that name.</exception>
    public decimal Of(SignalRule rule, string name) => Set.TryGetValue((rule.Id, name), out var set)
        ? set
        : (rule.Parameters.FirstOrDefault(p => p.Name == name) ?? throw new ArgumentException($"the rule {rule.Id} has no parameter {name}", nameof(name))).Default;
}
