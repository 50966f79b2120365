namespace Shiprank.Core.Signals.Desk;

/// <summary>What one look at the facts changes.</summary>
/// <param name="Questions">Those whose evidence or state is another, each once, by id.</param>
/// <param name="Steps">What happened, by id.</param>
public sealed record QuestionRound(IReadOnlyList<SignalQuestion> Questions, IReadOnlyList<(SignalQuestion Question, QuestionStep Step)> Steps)
{
    /// <param name="known">Every question that there is.</param>
    /// <param name="findings">What the rules found; of one rule, subject and episode the first counts.</param>
    /// <param name="looked">Ids of rules that were looked at: what others had found stays as it is. Rules that are switched off count as looked at.</param>
    /// <param name="advisory">Ids of rules that only tell.</param>
    /// <param name="id">Of a finding's question.</param>
    public static QuestionRound Of(
        IReadOnlyList<SignalQuestion> known, IReadOnlyList<Finding> findings, IReadOnlySet<string> looked, IReadOnlySet<string> advisory, Func<Finding, string> id, DateTimeOffset now)
    {
        var beside = findings.Where(f => advisory.Contains(f.Rule)).ToLookup(f => f.Subject, f => new BesideFinding(f.Rule, f.Seen));
        var before = known.ToDictionary(q => q.Id, StringComparer.Ordinal);
        var found = findings.Where(f => !advisory.Contains(f.Rule)).Select(f => (Id: id(f), Finding: f)).DistinctBy(f => f.Id).ToDictionary(f => f.Id, f => f.Finding, StringComparer.Ordinal);
        List<SignalQuestion> questions = [];
        List<(SignalQuestion, QuestionStep)> steps = [];
        foreach (var one in found.Keys.Union(before.Keys, StringComparer.Ordinal).Order(StringComparer.Ordinal))
        {
            var old = before.GetValueOrDefault(one);
            if (!found.TryGetValue(one, out var finding) && !looked.Contains(old!.Finding.Rule)) continue;
            var (now1, step) = finding is not null ? QuestionLife.Found(old, one, finding, [.. beside[finding.Subject]], now) : QuestionLife.Gone(old!, now);
            if (step is null && finding is null) continue;
            questions.Add(now1);
            if (step is { } taken) steps.Add((now1, taken));
        }

        return new(questions, steps);
    }
}
