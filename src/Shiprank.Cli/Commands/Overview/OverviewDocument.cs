using System.Text.Json;
using Shiprank.Cli.Commands.Usage;
using Shiprank.Core;
using Shiprank.Core.Attribution;
using Shiprank.Core.Score;
using Shiprank.Engine.Documents;
using Shiprank.Engine.Local;

namespace Shiprank.Cli.Commands.Overview;

/// <summary>The document of bare <c>shiprank --json</c>: that of <c>shiprank usage</c> by day, with the answer and the repository behind it.</summary>
internal static class OverviewDocument
{
    public static void Write(TextWriter writer, Overview overview, RecentWork? work) => JsonDocumentWriter.Write(writer, json =>
    {
        UsageDocument.Fields(json, overview.Usage, overview.Ingest, overview.Prices, overview.Zone);
        json.WriteString("asOf", Time(overview.AsOf));
        json.WriteString("since", overview.Since.ToString("yyyy-MM-dd"));
        json.WriteString("until", overview.Until.ToString("yyyy-MM-dd"));
        json.WriteString("summary", OverviewSentence.Of(overview, work));
        if (work is not null) Write(json, work);
        else json.WriteNull("repository");
    });

    private static void Write(Utf8JsonWriter json, RecentWork work)
    {
        json.WriteStartObject("repository");
        json.WriteString("name", work.Name);
        json.WriteString("branch", work.Branch);
        json.WriteString("checkedOut", work.CheckedOut);
        json.WriteString("mode", work.Mode.ToString().ToLowerInvariant());
        json.WriteString("lastRelease", work.LastRelease);
        json.WriteBoolean("cut", work.IsCut);
        json.WriteStartArray("changes");
        foreach (var change in work.Changes) Write(json, change);
        json.WriteEndArray();
        json.WriteStartArray("problems");
        foreach (var problem in work.Problems) Write(json, problem);
        json.WriteEndArray();
        json.WriteEndObject();
    }

    private static void Write(Utf8JsonWriter json, RecentChange change)
    {
        json.WriteStartObject();
        json.WriteString("sha", change.Sha);
        json.WriteString("mergedAt", Time(change.At));
        json.WriteStrings("authors", change.Authors);
        json.WriteString("subject", change.Subject);
        if (change.Score is { } score)
        {
            json.WriteNumber("eligible", score.Eligible);
            json.WriteNumber("alive", score.Alive);
            json.WriteNumber("deleted", score.Deleted);
            json.WriteString("evidence", score.Evidence.Name());
            json.WriteString("fate", ScoreDocument.FateText(score.Fate));
            json.WriteBoolean("provisional", score.Provisional);
        }
        else
        {
            json.WriteNull("fate");
        }

        if (change.Spend is { } spend)
        {
            json.WriteStartObject("spend");
            json.WriteNumber("sessions", spend.Sessions);
            json.WriteNumber("tokens", spend.Tokens);
            json.WriteDecimal("costUsd", spend.CostUsd);
            json.WriteDecimal("credits", spend.Credits);
            json.WriteEndObject();
        }
        else
        {
            json.WriteNull("spend");
        }

        json.WriteEndObject();
    }

    private static void Write(Utf8JsonWriter json, Problem problem)
    {
        json.WriteStartObject();
        json.WriteString("where", problem.Where);
        json.WriteString("reason", problem.Reason);
        json.WriteString("remedy", problem.Remedy);
        json.WriteEndObject();
    }

    private static string Time(DateTimeOffset at) => at.UtcDateTime.ToString("yyyy-MM-dd'T'HH:mm:ss'Z'");
}
