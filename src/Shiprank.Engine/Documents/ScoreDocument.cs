using System.Text.Json;
using Shiprank.Core;
using Shiprank.Core.Attribution;
using Shiprank.Core.Organisation;
using Shiprank.Core.Score;

namespace Shiprank.Engine.Documents;

/// <summary>The document of <c>shiprank score --json</c> (interfaces.md, section 3).</summary>
public static class ScoreDocument
{
    private static readonly (QualityReasons Reason, string Name)[] Reasons =
    [
        (QualityReasons.Revert, "revert"), (QualityReasons.Reverted, "reverted"), (QualityReasons.RolledBack, "rolled_back"),
        (QualityReasons.Incident, "incident"), (QualityReasons.Unreviewed, "unreviewed"),
    ];

    /// <param name="problems">What keeps the figures from being whole.</param>
    /// <param name="called">What people are called in the document; null: their ids.</param>
    public static void Write(Stream into, ScoreResult score, OrganisationFile organisation, ScoreWindow window, IEnumerable<Problem> problems, Func<string, string>? called = null)
    {
        called ??= id => id;
        using var json = new Utf8JsonWriter(into, JsonText.Options);
        var cells = score.Cells.Where(c => window.Has(c.Day)).ToList();
        json.WriteStartObject();
        json.WriteNumber("schemaVersion", 1);
        json.WritePolicy(score.Policy, score.AsOf);
        WriteCells(json, cells, called);
        WriteChanges(json, score.Changes.Where(window.Has), looksAtBlocks: score.Policy.BlockLines > 0, called);
        WriteDeployments(json, score.Deployments.Where(d => window.Has(d.At)));
        WriteTeams(json, organisation, cells);
        json.WriteStartObject("totals");
        json.WriteSum(NdSum.Of(cells));
        json.WriteEndObject();
        json.WriteProblems(problems);
        json.WriteEndObject();
    }

    /// <summary>The reasons of a quality below 1, joined by commas in the document's order; null when there are none.</summary>
    public static string? ReasonText(QualityReasons reasons) =>
        reasons == QualityReasons.None ? null : string.Join(',', Reasons.Where(r => reasons.HasFlag(r.Reason)).Select(r => r.Name));

    public static string FateText(ChangeFate fate) => fate switch
    {
        ChangeFate.Live => "live",
        ChangeFate.Reverted => "reverted",
        ChangeFate.RolledBack => "rolled_back",
        ChangeFate.Merged => "merged",
        ChangeFate.Dead => "dead",
        _ => "baseline",
    };

    private static void WriteCells(Utf8JsonWriter json, IEnumerable<Cell> cells, Func<string, string> called)
    {
        json.WriteStartArray("cells");
        foreach (var cell in cells)
        {
            json.WriteStartObject();
            json.WriteString("service", cell.Service);
            json.WriteString("day", cell.Day.ToString("O"));
            json.WriteString("person", called(cell.Person));
            json.WriteDecimal("S", cell.S);
            json.WriteDecimal("nd", cell.Nd);
            json.WriteDecimal("scu", cell.Scu);
            json.WriteShare("share", cell.Share);
            json.WriteBoolean("provisional", cell.Provisional);
            json.WriteStartArray("changes");
            foreach (var sha in cell.Changes) json.WriteStringValue(sha);
            json.WriteEndArray();
            json.WriteEndObject();
        }

        json.WriteEndArray();
    }

    private static void WriteChanges(Utf8JsonWriter json, IEnumerable<ScoredChange> changes, bool looksAtBlocks, Func<string, string> called)
    {
        json.WriteStartArray("changes");
        foreach (var change in changes)
        {
            json.WriteStartObject();
            json.WriteString("sha", change.Sha);
            json.WriteString("repository", change.Repository);
            json.WriteTime("mergedAt", change.MergedAt);
            json.WriteTime("deployedAt", change.DeployedAt);
            json.WriteString("service", change.Service);
            json.WriteString("mode", change.Mode.ToString().ToLowerInvariant());
            json.WriteNumber("eligible", change.Eligible);
            json.WriteNumber("alive", change.Alive);
            json.WriteNumber("deleted", change.Deleted);
            if (looksAtBlocks) json.WriteNumber("copied", change.Copied);
            json.WriteDecimal("quality", change.Quality);
            json.WriteString("reason", ReasonText(change.Reasons));
            json.WriteStartObject("credit");
            foreach (var part in change.Parts) json.WriteDecimal(called(part.Person), part.Credit);
            json.WriteEndObject();
            json.WriteShare("share", change.Share);
            json.WriteString("evidence", change.Evidence.Name());
            json.WriteString("fate", FateText(change.Fate));
            json.WriteEndObject();
        }

        json.WriteEndArray();
    }

    private static void WriteDeployments(Utf8JsonWriter json, IEnumerable<ScoredDeployment> deployments)
    {
        json.WriteStartArray("deployments");
        foreach (var deployment in deployments)
        {
            json.WriteStartObject();
            json.WriteString("service", deployment.Service);
            json.WriteString("id", deployment.Id);
            json.WriteString("sha", deployment.Sha);
            json.WriteTime("at", deployment.At);
            json.WriteString("kind", deployment.Kind.ToString().ToLowerInvariant());
            json.WriteNumber("delivered", deployment.Delivered);
            json.WriteEndObject();
        }

        json.WriteEndArray();
    }

    private static void WriteTeams(Utf8JsonWriter json, OrganisationFile organisation, IReadOnlyList<Cell> cells)
    {
        var days = new TeamDays(organisation);
        var byTeam = cells.ToLookup(c => days.Of(c.Person, c.Day) ?? "", StringComparer.Ordinal);
        json.WriteStartArray("teams");
        foreach (var team in organisation.Teams)
        {
            json.WriteStartObject();
            json.WriteString("team", team.Id);
            json.WriteSum(NdSum.Of(byTeam[team.Id]));
            json.WriteEndObject();
        }

        json.WriteEndArray();
    }
}
