namespace Shiprank.Core.Signals.Desk;

/// <summary>How many questions a rule asked and what became of them. It names nobody.</summary>
/// <param name="States">How many stand in each state; those without are left out.</param>
public sealed record RuleTally(string Rule, IReadOnlyDictionary<QuestionState, int> States)
{
    public int Asked => States.Values.Sum();
}

/// <summary>Counts for everybody: of questions about persons only where enough different persons are asked that nobody can be told.</summary>
public static class QuestionTally
{
    /// <param name="least">People that a group needs.</param>
    /// <returns>By rule; a rule whose questions may not be counted has those that may.</returns>
    public static IReadOnlyList<RuleTally> Of(IEnumerable<SignalQuestion> questions, int least) =>
    [
        .. questions.GroupBy(q => q.Finding.Rule, StringComparer.Ordinal).OrderBy(g => g.Key, StringComparer.Ordinal).Select(g => new RuleTally(g.Key, Countable(g, least)))
            .Where(t => t.States.Count > 0),
    ];

    /// <summary>By state: a state in which fewer persons are asked counts none of them.</summary>
    private static Dictionary<QuestionState, int> Countable(IEnumerable<SignalQuestion> questions, int least) => questions.GroupBy(q => q.State)
        .Select(g => (State: g.Key, Count: g.Count(q => !q.IsPersonal) + (g.Where(q => q.IsPersonal).SelectMany(q => q.People).Distinct(StringComparer.Ordinal).Count() >= least ? g.Count(q => q.IsPersonal) : 0)))
        .Where(c => c.Count > 0).ToDictionary(c => c.State, c => c.Count);
}
