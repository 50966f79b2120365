using System.Text.Json;
using Shiprank.Core.Access;
using Shiprank.Core.Organisation;
using Shiprank.Core.Signals;
using Shiprank.Core.Signals.Desk;
using Shiprank.Engine.Signals;

namespace Shiprank.Engine.Documents;

/// <summary>The documents of <c>shiprank signals --json</c>: questions as whoever asks may see them.</summary>
public static class SignalsDocument
{
    public static void Write(Stream into, SignalsView view, Workspace workspace, Viewer viewer)
    {
        using var json = new Utf8JsonWriter(into, JsonText.Options);
        json.WriteStartObject();
        json.WriteNumber("schemaVersion", 1);
        json.WriteTime("asOf", view.AsOf);
        json.WriteStartObject("totals");
        json.WriteNumber("open", view.Open.Count());
        json.WriteExact("atStakeUsd", view.AtStakeUsd);
        json.WriteNumber("settled", view.Settled.Count());
        json.WriteEndObject();
        json.WriteStartArray("signals");
        foreach (var row in view.Rows) Write(json, row, workspace.Organisation, viewer, whole: false);
        json.WriteEndArray();
        Rules(json, workspace.Organisation.Signals, view);
        Quality(json, view.Quality);
        json.WriteEndObject();
    }

    public static void Write(Stream into, SignalRow row, Workspace workspace, Viewer viewer)
    {
        using var json = new Utf8JsonWriter(into, JsonText.Options);
        json.WriteStartObject();
        json.WriteNumber("schemaVersion", 1);
        json.WritePropertyName("signal");
        Write(json, row, workspace.Organisation, viewer, whole: true);
        json.WriteEndObject();
    }

    internal static void Write(Utf8JsonWriter json, SignalRow row, OrganisationFile organisation, Viewer viewer, bool whole)
    {
        var (question, finding) = (row.Question, row.Question.Finding);
        json.WriteStartObject();
        json.WriteString("id", question.Id);
        json.WriteString("rule", finding.Rule);
        json.WriteString("ruleName", row.RuleName);
        json.WriteString("state", QuestionWords.Of(question.State));
        json.WriteString("seenAs", row.Sight.ToString().ToLowerInvariant());
        json.WriteStartObject("subject");
        json.WriteString("kind", QuestionWords.Of(finding.Subject.Kind));
        json.WriteString("id", finding.Subject.Id);
        json.WriteString("name", row.Subject);
        json.WriteTexts("others", finding.Others);
        json.WriteEndObject();
        json.WriteString("title", finding.Title);
        json.WriteString("seen", finding.Seen);
        json.WriteExact("atStakeUsd", finding.AtStakeUsd);
        json.WriteDecimal("confidence", finding.Confidence);
        json.WriteString("first", finding.First.ToString("O"));
        json.WriteString("last", finding.Last.ToString("O"));
        json.WriteTime("openedAt", question.OpenedAt);
        json.WriteTime("askedAt", question.AskedAt);
        json.WriteTime("changedAt", question.ChangedAt);
        json.WriteTime("snoozedUntil", question.SnoozedUntil);
        json.WriteTime("clearedAt", question.ClearedAt);
        json.WriteTime("leadsFrom", row.LeadsFrom);
        json.WriteTexts("answers", row.Answers.Select(QuestionWords.Of));
        if (whole) Whole(json, row, organisation, viewer);
        json.WriteEndObject();
    }

    private static void Whole(Utf8JsonWriter json, SignalRow row, OrganisationFile organisation, Viewer viewer)
    {
        var finding = row.Question.Finding;
        if (row.Rule is { } rule) Rule(json, rule, organisation.Signals, "explained");
        json.WriteStartArray("evidence");
        foreach (var evidence in finding.Evidence)
        {
            json.WriteStartObject();
            json.WriteString("what", evidence.What);
            json.WriteString("value", evidence.Value);
            json.WriteString("repository", evidence.Change?.Repository);
            json.WriteString("sha", evidence.Change?.Sha);
            json.WriteEndObject();
        }

        json.WriteEndArray();
        if (finding.Series is { } series)
        {
            json.WriteStartObject("series");
            json.WriteString("name", series.Name);
            json.WriteString("unit", series.Unit);
            json.WriteStartArray("points");
            foreach (var point in series.Points)
            {
                json.WriteStartObject();
                json.WriteString("at", point.At);
                json.WriteDecimal("value", point.Value);
                json.WriteEndObject();
            }

            json.WriteEndArray();
            json.WriteEndObject();
        }

        json.WriteStartArray("beside");
        foreach (var beside in row.Question.Beside)
        {
            json.WriteStartObject();
            json.WriteString("rule", beside.Rule);
            json.WriteString("seen", beside.Seen);
            json.WriteEndObject();
        }

        json.WriteEndArray();
        json.WriteStartArray("steps");
        foreach (var step in row.Steps)
        {
            json.WriteStartObject();
            json.WriteNumber("number", step.Number);
            json.WriteString("step", QuestionWords.Of(step.Step));
            json.WriteTime("at", step.At);
            json.WriteString("by", SignalRow.Actor(organisation, step.Actor, viewer));
            json.WriteString("said", step.Said);
            json.WriteEndObject();
        }

        json.WriteEndArray();
    }

    private static void Rules(Utf8JsonWriter json, SignalSettings settings, SignalsView view)
    {
        var tally = view.Tally.ToDictionary(t => t.Rule, StringComparer.Ordinal);
        json.WriteStartArray("rules");
        foreach (var (rule, _) in SignalCatalogue.All)
        {
            Rule(json, rule, settings, null, tally.GetValueOrDefault(rule.Id));
        }

        json.WriteEndArray();
    }

    private static void Rule(Utf8JsonWriter json, SignalRule rule, SignalSettings settings, string? name, RuleTally? tally = null)
    {
        if (name is null) json.WriteStartObject();
        else json.WriteStartObject(name);
        json.WriteString("id", rule.Id);
        json.WriteString("name", rule.Name);
        json.WriteBoolean("on", !settings.Off.Contains(rule.Id));
        json.WriteString("question", rule.Question);
        json.WriteString("test", RuleText.Test(rule, settings));
        json.WriteString("evidence", rule.Evidence);
        json.WriteString("clears", rule.Clears);
        json.WriteString("source", rule.Source);
        json.WriteBoolean("advisory", rule.Advisory);
        json.WriteBoolean("leavesActivityBoard", rule.LeavesActivityBoard);
        json.WriteTexts("attacks", rule.Attacks);
        json.WriteStartArray("parameters");
        foreach (var parameter in rule.Parameters)
        {
            json.WriteStartObject();
            json.WriteString("name", parameter.Name);
            json.WriteDecimal("value", settings.Of(rule, parameter.Name));
            json.WriteDecimal("default", parameter.Default);
            json.WriteString("unit", parameter.Unit);
            json.WriteString("meaning", parameter.Meaning);
            json.WriteEndObject();
        }

        json.WriteEndArray();
        if (name is null)
        {
            json.WriteStartObject("questions");
            foreach (var (state, count) in (tally?.States ?? new Dictionary<QuestionState, int>()).OrderBy(s => s.Key)) json.WriteNumber(QuestionWords.Of(state), count);
            json.WriteEndObject();
        }

        json.WriteEndObject();
    }

    private static void Quality(Utf8JsonWriter json, SignalQuality quality)
    {
        json.WriteStartObject("quality");
        json.WriteNumber("asked", quality.Asked);
        json.WriteNumber("answered", quality.Answered);
        json.WriteNumber("explained", quality.Explained);
        json.WriteNumber("accepted", quality.Accepted);
        json.WriteNumber("disputed", quality.Disputed);
        json.WriteDecimal("disputedShare", quality.Withdrawn?.Share);
        json.WriteDecimal("disputedLo", quality.Withdrawn?.Lo);
        json.WriteDecimal("disputedHi", quality.Withdrawn?.Hi);
        json.WriteNumber("cleared", quality.Cleared);
        json.WriteDecimal("medianHours", quality.Median is { } median ? (decimal)median.TotalHours : null);
        json.WriteBoolean("peopleLeftOut", quality.LeftOut);
        json.WriteEndObject();
    }
}
