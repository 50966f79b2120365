using System.Text.Json;
using Shiprank.Sources.Recorded;

namespace Shiprank.Sources.GitHub;

/// <summary>Tells from a bare payload which event it is of, where its fields leave no doubt.</summary>
public static class GitHubShape
{
    /// <param name="payload">JSON of any kind; what can't be read is of no event.</param>
    /// <returns>Null when the fields are those of no event that is read.</returns>
    public static string? EventOf(ReadOnlyMemory<byte> payload)
    {
        if (Core.Delivery.JsonText.Flaw(payload.Span) is not null) return null;
        using var document = JsonDocument.Parse(payload);
        var root = document.RootElement;
        bool Has(ReadOnlySpan<byte> name) => RecordedEnvelope.Field(root, name) is { ValueKind: not JsonValueKind.Null };
        if (Has("deployment_status"u8)) return "deployment_status";
        if (Has("deployment"u8)) return "deployment";
        if (Has("pull_request"u8)) return Has("reviews"u8) ? GitHubReader.ReviewList : Has("review"u8) ? "pull_request_review" : Has("comment"u8) || Has("thread"u8) ? null : "pull_request";
        if (Has("release"u8)) return "release";
        if (Has("workflow_run"u8)) return "workflow_run";
        if (Has("issue"u8)) return Has("comment"u8) ? null : "issues";
        return Has("ref"u8) && Has("before"u8) && Has("after"u8) ? "push" : null;
    }
}
