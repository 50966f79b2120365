using System.Text.Json;
using Shiprank.Core;
using Shiprank.Core.Score;
using Shiprank.Core.Score.Board;
using Shiprank.Core.Score.Board.Companions;
using Shiprank.Engine.Boards;

namespace Shiprank.Engine.Documents;

/// <summary>The document of <c>shiprank board --json</c> (interfaces.md, section 3). Missing is null, with the reason beside it; a rate has its parts.</summary>
public static class BoardDocument
{
    /// <param name="problems">What keeps the figures from being whole.</param>
    /// <param name="people">How many people there are beside those who share; null: all have their row.</param>
    public static void Write(Stream into, IReadOnlyList<BoardLine> lines, Policy policy, DateTimeOffset asOf, ScoreWindow window, GroupKind level, RankBy rank, IEnumerable<Problem> problems, int? people = null)
    {
        using var json = new Utf8JsonWriter(into, JsonText.Options);
        json.WriteStartObject();
        json.WriteNumber("schemaVersion", 1);
        json.WritePolicy(policy, asOf);
        json.WriteString("level", level == GroupKind.Team ? "team" : "person");
        json.WriteString("rank", rank == RankBy.Nd ? "nd" : "nd-ai");
        json.WriteWindow(window);
        if (people is { } all)
        {
            json.WriteNumber("people", all);
            json.WriteNumber("sharing", lines.Count);
        }

        json.WriteStartArray("rows");
        foreach (var line in lines) Write(json, line, policy);
        json.WriteEndArray();
        json.WriteProblems(problems);
        json.WriteEndObject();
    }

    /// <summary>One row, with its companions.</summary>
    internal static void Write(Utf8JsonWriter json, BoardLine line, Policy policy)
    {
        var (row, shown) = (line.Row, line.Companions is not null);
        json.WriteStartObject();
        if (row.Band is { } band) json.WriteNumber("band", band);
        else json.WriteNull("band");
        json.WriteString("name", row.Group.Name);
        json.WriteNumber("members", row.Group.Members);
        json.WriteStartObject("ndPerWeek");
        json.WriteDecimal("value", shown ? Rounded(row.NdPerWeek.Value) : null);
        json.WriteDecimal("lo", shown ? Rounded(row.NdPerWeek.Lo) : null);
        json.WriteDecimal("hi", shown ? Rounded(row.NdPerWeek.Hi) : null);
        json.WriteEndObject();
        json.WriteStartObject("ndAiPerWeek");
        json.WriteDecimal("lo", shown ? Rounded(row.NdAiPerWeek.Lo) : null);
        json.WriteDecimal("mid", shown ? Rounded(row.NdAiPerWeek.Value) : null);
        json.WriteDecimal("hi", shown ? Rounded(row.NdAiPerWeek.Hi) : null);
        json.WriteEndObject();
        json.WriteDecimal("nd", shown ? row.Group.Total.Nd : null);
        json.WriteDecimal("scu", shown ? row.Group.Total.Scu : null);
        json.WriteNumber("weeks", row.Weeks);
        if (line.Companions is { } companions) Write(json, companions);
        else json.WriteNull("companions");
        if (line.SpendOf is { } part) json.WriteString("spendOf", part);
        json.WriteDecimal("coverage", shown ? row.Group.Coverage : null);
        json.WriteString("notRanked", row.NotRanked.Sentence(policy));
        json.WriteEndObject();
    }

    private static decimal? Rounded(double? value) => value is { } number && double.IsFinite(number) ? (decimal)Math.Round(number, 6) : null;

    private static void Write(Utf8JsonWriter json, CompanionFigures companions)
    {
        (string Name, Figure Figure)[] figures =
        [
            ("mergeRate", companions.MergeRate), ("changeFailureRate", companions.ChangeFailureRate), ("defectsPer100", companions.DefectsPer100),
            ("rework", companions.Rework), ("reviewCoverage", companions.ReviewCoverage), ("spendUsd", companions.SpendUsd),
            ("costPerNd", companions.CostPerNd), ("spendTied", companions.SpendTied), ("adoption", companions.Adoption),
        ];
        json.WriteStartObject("companions");
        foreach (var (name, figure) in figures)
        {
            json.WriteDecimal(name, figure.Value);
            if (name != "defectsPer100") continue;
            json.WriteStartObject("cycleTimeHours");
            json.WriteDecimal("median", companions.CycleTime.Median);
            json.WriteDecimal("p90", companions.CycleTime.P90);
            json.WriteEndObject();
        }

        json.WriteStartObject("parts");
        foreach (var (name, figure) in figures.Where(f => f.Figure.Missing is null))
        {
            json.WriteStartArray(name);
            json.WriteStringValue(JsonText.Number(figure.Numerator));
            json.WriteStringValue(JsonText.Number(figure.Denominator));
            json.WriteEndArray();
        }

        json.WriteEndObject();
        json.WriteStartObject("missing");
        foreach (var (name, figure) in figures.Where(f => f.Figure.Missing is not null)) json.WriteString(name, figure.Missing);
        if (companions.CycleTime.Missing is { } reason) json.WriteString("cycleTimeHours", reason);
        json.WriteEndObject();
        json.WriteEndObject();
    }
}
