using System.Text.Json;
using Shiprank.Cli.Terminal;
using Shiprank.Core.Money.Focus.Validation;
using Spectre.Console;

namespace Shiprank.Cli.Commands.Focus;

/// <summary>What <c>focus validate</c> says: what is broken, with the first rows, and how many rules were checked at all.</summary>
internal static class FocusVerdict
{
    public static void Write(Terminal.Terminal terminal, string file, RuleModel model, long rows, IReadOnlyList<RuleOutcome> outcomes)
    {
        var (broken, warned) = (outcomes.Where(o => o.IsFailure && !o.IsComposite).ToList(), outcomes.Where(o => o.IsWarning && !o.IsComposite).ToList());
        var verdict = broken.Count == 0 ? $"has the form of FOCUS {model.Version}" : $"breaks {broken.Count} rules of FOCUS {model.Version}";
        terminal.Out.MarkupLineInterpolated($"[bold]{file} {verdict}[/]: {Figures.Count(rows)} rows, {model.Rules.Count} rules: {Counts(outcomes)}.");
        foreach (var outcome in broken) Breach(terminal, "MUST", outcome);
        foreach (var outcome in warned) Breach(terminal, "SHOULD", outcome);
    }

    public static void Write(Utf8JsonWriter json, string file, RuleModel model, long rows, IReadOnlyList<RuleOutcome> outcomes)
    {
        json.WriteNumber("schemaVersion", 1);
        json.WriteString("file", file);
        json.WriteString("focus", model.Version);
        json.WriteNumber("rows", rows);
        json.WriteBoolean("valid", !outcomes.Any(o => o.IsFailure));
        json.WriteStartObject("counts");
        foreach (var state in Enum.GetValues<RuleState>()) json.WriteNumber(Name(state), outcomes.Count(o => o.State == state));
        json.WriteEndObject();
        json.WriteStartArray("rules");
        foreach (var outcome in outcomes)
        {
            json.WriteStartObject();
            json.WriteString("id", outcome.Rule.Id);
            json.WriteString("column", outcome.Rule.Reference);
            json.WriteString("keyword", outcome.Rule.Keyword.ToString().ToUpperInvariant());
            json.WriteString("state", Name(outcome.State));
            json.WriteString("text", outcome.Rule.Text);
            if (outcome.Reason.Length > 0) json.WriteString("reason", outcome.Reason);
            if (outcome.State == RuleState.Failed)
            {
                json.WriteNumber("broken", outcome.Broken);
                json.WriteStartArray("first");
                foreach (var breach in outcome.First)
                {
                    json.WriteStartObject();
                    json.WriteNumber("line", breach.Line);
                    json.WriteString("values", breach.Values);
                    json.WriteEndObject();
                }

                json.WriteEndArray();
            }

            json.WriteEndObject();
        }

        json.WriteEndArray();
    }

    private static void Breach(Terminal.Terminal terminal, string keyword, RuleOutcome outcome)
    {
        terminal.Out.WriteLine();
        terminal.Out.MarkupLineInterpolated($"{keyword} {outcome.Rule.Id}: {outcome.Rule.Text} {Figures.Count(outcome.Broken)} times:");
        foreach (var breach in outcome.First) terminal.Out.MarkupLineInterpolated($"  {(breach.Line > 0 ? $"line {breach.Line}: " : "")}{breach.Values}");
    }

    private static string Counts(IReadOnlyList<RuleOutcome> outcomes) => string.Join(", ", new[]
    {
        $"{outcomes.Count(o => o.State == RuleState.Passed)} passed",
        $"{outcomes.Count(o => o.IsFailure)} failed",
        $"{outcomes.Count(o => o.IsWarning)} warned",
        $"{outcomes.Count(o => o.State == RuleState.Permission)} only permit",
        $"{outcomes.Count(o => o.State == RuleState.NotApplicable)} not applicable",
        $"{outcomes.Count(o => o.State == RuleState.NotCheckable)} not checkable",
    });

    private static string Name(RuleState state) => state switch
    {
        RuleState.Passed => "passed",
        RuleState.Failed => "failed",
        RuleState.NotApplicable => "notApplicable",
        RuleState.NotCheckable => "notCheckable",
        _ => "permission",
    };
}
