using System.Globalization;
using System.Text.Json;
using Shiprank.Engine.Sync;

namespace Shiprank.Engine.Documents;

/// <summary>Runs of syncs: those that are logged, and what the server does now.</summary>
public static class SyncRunsDocument
{
    /// <param name="running">Whether something is being read at this moment.</param>
    /// <param name="phase">What; empty while the server waits.</param>
    /// <param name="since">From when on it has read or waited.</param>
    /// <param name="version">Of the results that pages and API answer from; 0 before the first.</param>
    public static void Write(Stream into, bool running, string phase, DateTimeOffset since, long version, IEnumerable<SyncRunView> runs)
    {
        using var json = new Utf8JsonWriter(into, JsonText.Options);
        json.WriteStartObject();
        json.WriteNumber("schemaVersion", 1);
        json.WriteStartObject("now");
        json.WriteBoolean("running", running);
        json.WriteString("phase", phase);
        json.WriteTime("since", since);
        json.WriteNumber("version", version);
        json.WriteEndObject();
        json.WriteStartArray("syncs");
        foreach (var run in runs)
        {
            json.WriteStartObject();
            Fields(json, run);
            json.WriteEndObject();
        }

        json.WriteEndArray();
        json.WriteEndObject();
    }

    public static void Write(Stream into, SyncRunView run)
    {
        using var json = new Utf8JsonWriter(into, JsonText.Options);
        json.WriteStartObject();
        json.WriteNumber("schemaVersion", 1);
        Fields(json, run);
        json.WriteEndObject();
    }

    private static void Fields(Utf8JsonWriter json, SyncRunView run)
    {
        json.WriteString("id", run.Id.ToString(CultureInfo.InvariantCulture));
        json.WriteString("state", run.State);
        json.WriteString("phase", run.Phase);
        json.WriteTime("askedAt", run.AskedAt);
        json.WriteTime("startedAt", run.StartedAt);
        json.WriteTime("finishedAt", run.FinishedAt);
        json.WriteString("program", run.Program);
        json.WriteStartObject("counts");
        foreach (var (name, count) in run.Counts.OrderBy(c => c.Key, StringComparer.Ordinal)) json.WriteNumber(name, count);
        json.WriteEndObject();
        json.WriteStartArray("unread");
        foreach (var repository in run.Unread) json.WriteStringValue(repository);
        json.WriteEndArray();
        json.WriteProblems(run.Problems);
    }
}
