using System.Runtime.InteropServices;
using System.Text.Json;
using Shiprank.Core.Delivery;
using Shiprank.Core.Usage;
using Shiprank.Sources.Forges;
using Shiprank.Sources.Recorded;

namespace Shiprank.Sources.Tickets;

/// <summary>
/// Reads tickets out of Jira's JSON: search results (<c>{"issues":[…]}</c>), single issues, lists and lines of them, webhooks. With
/// <c>expand=changelog</c> each change of owner or status becomes a version of its own, so that both are known in time.
/// </summary>
public sealed class JiraReader(TicketOptions options, IngestReport report)
{
    private readonly TicketStatus statuses = new(options.Statuses);
    private readonly JiraPeople people = new();

    /// <summary>The files are read twice: what one says of people and statuses helps to read the changelogs of all.</summary>
    public IReadOnlyList<StoredEvent> Read(IReadOnlyList<string> paths, CancellationToken cancel = default)
    {
        var unheard = new IngestReport();
        foreach (var path in paths) Each(path, unheard, (_, issue, _) => Learn(issue), cancel);
        List<StoredEvent> events = [];
        foreach (var path in paths) Each(path, report, (line, issue, envelope) => Add(events, path, line, issue, envelope), cancel);
        return events;
    }

    private static void Each(string path, IngestReport report, Action<long, JsonElement, JsonElement> take, CancellationToken cancel)
    {
        foreach (var recorded in RecordedFile.Read(path, report, cancel))
        {
            if (JsonText.Flaw(recorded.Payload.Span) is { } flaw)
            {
                report.Skip(path, recorded.Line, flaw);
                continue;
            }

            using var document = JsonDocument.Parse(recorded.Payload, new() { MaxDepth = JsonText.Deepest });
            var root = document.RootElement;
            if (RecordedEnvelope.Field(root, "issues"u8) is { ValueKind: JsonValueKind.Array } issues)
            {
                foreach (var issue in issues.EnumerateArray()) take(recorded.Line + LinesBefore(recorded.Payload.Span, issue), issue, default);
            }
            else
            {
                take(recorded.Line, RecordedEnvelope.Field(root, "issue"u8) ?? root, root);
            }
        }
    }

    private static long LinesBefore(ReadOnlySpan<byte> text, JsonElement part) =>
        text.Overlaps(JsonMarshal.GetRawUtf8Value(part), out var start) ? text[..start].Count((byte)'\n') : 0;

    private void Learn(JsonElement element)
    {
        var issue = PayloadFields.Of(element);
        if (issue.Object("fields") is { } fields)
        {
            foreach (var role in new[] { "assignee", "creator", "reporter" }) people.Learn(fields.Object(role));
            var status = fields.Object("status");
            statuses.Learn(status?.Text("name"), status?.Object("statusCategory")?.Text("key"));
        }

        foreach (var history in issue.Object("changelog")?.Objects("histories") ?? []) people.Learn(history.Object("author"));
    }

    private void Add(List<StoredEvent> events, string path, long line, JsonElement element, JsonElement envelope)
    {
        var issue = PayloadFields.Of(element);
        var past = new JiraPast(issue, options, statuses, people);
        var deleted = RecordedEnvelope.Text(envelope, "webhookEvent"u8) == "jira:issue_deleted";
        var versions = past.Versions(deleted);
        if (issue.Failure is { } failure)
        {
            report.Skip(path, line, failure);
            return;
        }

        if (past.Cut is { } cut) report.Skip(path, line, cut);
        events.AddRange(versions);
    }
}
