using System.Buffers;
using System.Globalization;
using System.Text.Json;
using Shiprank.Core.Usage;

namespace Shiprank.Core.Delivery;

/// <summary>
/// The canonical JSON of an event: the same event always gives the same bytes. Absent fields are left out, times are UTC.
/// A stage is written where a forge's snapshots are ordered by what they say (<see cref="EventVersion"/>).
/// </summary>
internal static class EventBody
{
    private const string TimeFormat = "yyyy-MM-dd'T'HH:mm:ss.FFFFFFF'Z'";

    public static byte[] Of(DeploymentEvent e, long? stage = null) => Write(stage, json =>
    {
        Text(json, "repository", e.Repository);
        Text(json, "service", e.Service);
        Text(json, "environment", e.Environment);
        Text(json, "sha", e.Sha);
        Text(json, "status", e.Status switch { DeploymentStatus.Success => "success", DeploymentStatus.Failure => "failure", _ => "cancelled" });
        Time(json, "finished_at", e.FinishedAt);
        Text(json, "actor", e.Actor);
        Mark(json, "production", e.Production);
    });

    public static byte[] Of(RequestEvent e, long? stage = null) => Write(stage, json =>
    {
        Text(json, "repository", e.Repository);
        Text(json, "title_hash", e.Title.ToString("x16", CultureInfo.InvariantCulture));
        Text(json, "author", e.Author);
        Time(json, "opened_at", e.OpenedAt);
        Time(json, "merged_at", e.MergedAt);
        Time(json, "closed_at", e.ClosedAt);
        Text(json, "merge_sha", e.MergeSha);
        Text(json, "head_branch", e.HeadBranch);
        Text(json, "base_branch", e.BaseBranch);
        Text(json, "requester", e.Requester);
        json.WriteStartArray("approvals");
        foreach (var approval in e.Approvals)
        {
            json.WriteStartObject();
            Text(json, "person", approval.Person);
            Time(json, "at", approval.At);
            json.WriteEndObject();
        }

        json.WriteEndArray();
        json.WriteBoolean("review_known", e.ReviewKnown);
        List(json, "labels", e.Labels);
        List(json, "tickets", e.Tickets);
    });

    public static byte[] Of(IncidentEvent e, long? stage = null) => Write(stage, json =>
    {
        Text(json, "severity", $"sev{e.Severity}");
        Time(json, "opened_at", e.OpenedAt);
        Time(json, "closed_at", e.ClosedAt);
        List(json, "changes", e.Changes);
        Text(json, "deployment", e.Deployment);
        Text(json, "service", e.Service);
    });

    public static byte[] Of(WorkItemEvent e, long? stage = null) => Write(stage, json =>
    {
        Text(json, "owner", e.Owner);
        Text(json, "status", e.Status switch { WorkItemStatus.Open => "open", WorkItemStatus.InProgress => "in_progress", WorkItemStatus.Done => "done", _ => "cancelled" });
        Time(json, "opened_at", e.OpenedAt);
        Time(json, "closed_at", e.ClosedAt);
        Text(json, "parent", e.Parent);
        Text(json, "cost_centre", e.CostCentre);
    });

    public static byte[] Of(ReviewEvent e, long? stage = null) => Write(stage, json =>
    {
        Text(json, "repository", e.Repository);
        Text(json, "request", e.Request);
        Text(json, "person", e.Person.Length > 0 ? e.Person : null);
        Text(json, "state", e.State switch
        {
            ReviewState.Approved => "approved",
            ReviewState.ChangesRequested => "changes_requested",
            ReviewState.Commented => "commented",
            ReviewState.Dismissed => "dismissed",
            _ => "none",
        });
        Time(json, "at", e.At);
    });

    public static byte[] Of(IncidentLinkEvent e, long? stage = null) => Write(stage, json =>
    {
        Text(json, "incident", e.Incident);
        List(json, "changes", e.Changes);
        Text(json, "deployment", e.Deployment);
        Time(json, "at", e.At);
    });

    public static byte[] Of(PushEvent e, long? stage = null) => Write(stage, json =>
    {
        Text(json, "repository", e.Repository);
        Text(json, "ref", e.Ref);
        Text(json, "before", e.Before);
        Text(json, "after", e.After);
        Mark(json, "forced", e.Forced);
        Mark(json, "default_branch", e.DefaultBranch);
        Time(json, "at", e.At);
    });

    public static byte[] Of(ReleaseEvent e, long? stage = null) => Write(stage, json =>
    {
        Text(json, "repository", e.Repository);
        Text(json, "tag", e.Tag);
        Mark(json, "prerelease", e.Prerelease);
        Mark(json, "deleted", e.Deleted);
        Time(json, "at", e.At);
    });

    public static byte[] Of(UsageRow e) => Write(null, json =>
    {
        Time(json, "at", e.OccurredAt);
        Text(json, "person", e.Person);
        Text(json, "tool", e.Tool);
        Text(json, "model", e.Model);
        Text(json, "session", e.Session.Length > 0 ? e.Session : null);
        Text(json, "repository", e.Repository);
        Text(json, "branch", e.Branch.Length > 0 ? e.Branch : null);
        Text(json, "ticket", e.Ticket);
        json.WriteNumber("input", e.Tokens.Input);
        json.WriteNumber("cache_read", e.Tokens.CacheRead);
        json.WriteNumber("cache_write_5m", e.Tokens.CacheWrite5m);
        json.WriteNumber("cache_write_1h", e.Tokens.CacheWrite1h);
        json.WriteNumber("output", e.Tokens.Output);
        json.WriteNumber("reasoning", e.Tokens.Reasoning);
        Text(json, "credits", e.Credits?.ToString(CultureInfo.InvariantCulture));
        Text(json, "cost_usd", e.ReportedCostUsd?.ToString(CultureInfo.InvariantCulture));
        json.WriteBoolean("autonomous", e.Autonomous);
    });

    private static byte[] Write(long? stage, Action<Utf8JsonWriter> content)
    {
        var buffer = new ArrayBufferWriter<byte>(512);
        using var json = new Utf8JsonWriter(buffer);
        json.WriteStartObject();
        content(json);
        if (stage is { } number) json.WriteNumber("stage", number);
        json.WriteEndObject();
        json.Flush();
        return buffer.WrittenSpan.ToArray();
    }

    private static void Text(Utf8JsonWriter json, string name, string? value)
    {
        if (value is not null) json.WriteString(name, value);
    }

    /// <summary>A mark that few events carry: left out when it isn't set.</summary>
    private static void Mark(Utf8JsonWriter json, string name, bool value)
    {
        if (value) json.WriteBoolean(name, value);
    }

    private static void Time(Utf8JsonWriter json, string name, DateTimeOffset? value) =>
        Text(json, name, value?.UtcDateTime.ToString(TimeFormat, CultureInfo.InvariantCulture));

    private static void List(Utf8JsonWriter json, string name, IReadOnlyList<string> values)
    {
        json.WriteStartArray(name);
        foreach (var value in values) json.WriteStringValue(value);
        json.WriteEndArray();
    }
}
