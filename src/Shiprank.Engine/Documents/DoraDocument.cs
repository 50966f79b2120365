using System.Text.Json;
using Shiprank.Core.Score;
using Shiprank.Core.Score.Board.Companions;
using Shiprank.Core.Score.Dora;

namespace Shiprank.Engine.Documents;

public enum DoraLevel
{
    Service,
    Team,
}

/// <summary>The document of <c>shiprank dora --json</c>: each figure with its parts, or null and the reason; the window before beside it.</summary>
public static class DoraDocument
{
    private static readonly (ReworkReasons Reason, string Name)[] Reworks =
        [(ReworkReasons.Revert, "revert"), (ReworkReasons.Fix, "fix"), (ReworkReasons.AfterRollback, "after_rollback")];

    public static void Write(Stream into, IReadOnlyList<DoraRow> rows, Policy policy, DateTimeOffset asOf, ScoreWindow window, DoraLevel level)
    {
        var before = DoraBuilder.Previous(window);
        using var json = new Utf8JsonWriter(into, JsonText.Options);
        json.WriteStartObject();
        json.WriteNumber("schemaVersion", 1);
        json.WritePolicy(policy, asOf);
        json.WriteString("level", level == DoraLevel.Team ? "team" : "service");
        json.WriteWindow(window);
        json.WriteString("beforeSince", before.Since.ToString("O"));
        json.WriteString("beforeUntil", before.Until.ToString("O"));
        json.WriteStartArray("rows");
        foreach (var row in rows)
        {
            json.WriteStartObject();
            json.WriteString("name", row.Name);
            json.WriteString("repository", row.Repository);
            json.WriteString("mode", row.Mode?.ToString().ToLowerInvariant());
            Write(json, "now", row.Now, withRows: true);
            Write(json, "before", row.Before, withRows: false);
            json.WriteEndObject();
        }

        json.WriteEndArray();
        json.WriteEndObject();
    }

    public static string EndText(LeadTimeEnd end) => end == LeadTimeEnd.Deployment ? "deployment" : "merge";

    public static string RestoredText(RestoredBy by) => by switch
    {
        RestoredBy.Itself => "itself",
        RestoredBy.Rollback => "rollback",
        RestoredBy.Revert => "revert",
        RestoredBy.Fix => "fix",
        _ => "incident_closed",
    };

    internal static void Write(Utf8JsonWriter json, string name, DoraFigures five, bool withRows)
    {
        json.WriteStartObject(name);
        Hours(json, "leadTimeHours", five.LeadTime.Hours, () =>
        {
            json.WriteString("until", EndText(five.LeadTime.End));
            json.WriteNumber("negative", five.LeadTime.Negative);
            json.WriteNumber("leftOut", five.LeadTime.LeftOut);
        });
        json.WriteFigure("deploymentDaysPerWeek", five.DaysPerWeek);
        json.WriteFigure("deploymentsPerDay", five.DeploymentsPerDay);
        json.WriteFigure("changeFailRate", five.ChangeFailRate);
        json.WriteFigure("failedDays", five.FailedDays);
        Hours(json, "recoveryHours", five.Recovery, () => json.WriteNumber("notRestored", five.NotRestored));
        json.WriteFigure("reworkRate", five.ReworkRate);
        json.WriteFigure("reworkDays", five.ReworkDays);
        json.WriteDecimal("nd", five.Nd);
        json.WriteFigure("ndPerWeek", five.NdPerWeek);
        Apart(json, five.Apart);
        if (withRows) Rows(json, five);
        json.WriteEndObject();
    }

    private static void Hours(Utf8JsonWriter json, string name, HoursFigure figure, Action more)
    {
        json.WriteStartObject(name);
        json.WriteDecimal("median", figure.Median);
        json.WriteDecimal("p90", figure.P90);
        json.WriteNumber("count", figure.Count);
        more();
        json.WriteString("missing", figure.Missing);
        json.WriteEndObject();
    }

    private static void Apart(Utf8JsonWriter json, DoraApart apart)
    {
        json.WriteStartObject("apart");
        json.WriteNumber("redeployments", apart.Redeployments);
        json.WriteNumber("rollbacks", apart.Rollbacks);
        json.WriteNumber("empty", apart.Empty);
        json.WriteNumber("ofBots", apart.OfBots);
        json.WriteNumber("failedAttempts", apart.FailedAttempts);
        json.WriteNumber("merges", apart.Merges);
        json.WriteNumber("looseIncidents", apart.LooseIncidents);
        json.WriteNumber("settling", apart.Settling);
        json.WriteEndObject();
    }

    private static void Rows(Utf8JsonWriter json, DoraFigures five)
    {
        json.WriteStartArray("failures");
        foreach (var deployment in five.Failures)
        {
            Start(json, deployment);
            json.WriteTime("restoredAt", deployment.Restored?.At);
            json.WriteString("restoredBy", deployment.Restored is { } restored ? RestoredText(restored.By) : null);
            json.WriteString("restoredWith", deployment.Restored?.Id);
            json.WriteEndObject();
        }

        json.WriteEndArray();
        json.WriteStartArray("reworks");
        foreach (var deployment in five.Reworks)
        {
            Start(json, deployment);
            json.WriteStartArray("reasons");
            foreach (var (reason, name) in Reworks)
            {
                if (deployment.Rework.HasFlag(reason)) json.WriteStringValue(name);
            }

            json.WriteEndArray();
            json.WriteEndObject();
        }

        json.WriteEndArray();
    }

    private static void Start(Utf8JsonWriter json, ScoredDeployment deployment)
    {
        json.WriteStartObject();
        json.WriteString("service", deployment.Service);
        json.WriteString("id", deployment.Id);
        json.WriteTime("at", deployment.At);
    }
}
