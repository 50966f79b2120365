using System.Globalization;
using System.Text.Json;
using System.Text.RegularExpressions;
using Shiprank.Sources.Logs;

namespace Shiprank.Sources.Git.AgentTrace;

/// <summary>
/// One line of a trace file: a record of Agent Trace (RFC 0.1 of January 2026), of whatever version it says to be. Fields that are absent, unknown or of
/// another type are passed over; what tools put into <c>metadata</c> is left there but for ids of sessions.
/// </summary>
internal static partial class TraceLine
{
    private const int MostLines = 1_000_000;

    /// <param name="id">The record's own id; empty when it has none.</param>
    /// <param name="reason">Why the line says nothing of any commit; empty when it does.</param>
    public static IReadOnlyList<TraceEntry> Read(ReadOnlySpan<byte> line, out string id, out string reason)
    {
        (id, reason) = ("", "");
        try
        {
            var reader = new Utf8JsonReader(line);
            using var document = JsonDocument.ParseValue(ref reader);
            var root = document.RootElement;
            id = Text(root, "id");
            if (root.Get("files").ValueKind != JsonValueKind.Array) reason = "the trace has no files";
            else if (Text(root.Get("vcs"), "type") is { Length: > 0 } and not "git") reason = "the trace is not of git";
            else if (Text(root.Get("vcs"), "revision").Length == 0) reason = "the trace names no revision";
            return reason.Length > 0 ? [] : [.. Entries(root)];
        }
        catch (JsonException)
        {
            reason = "the trace is no JSON";
            return [];
        }
    }

    private static IEnumerable<TraceEntry> Entries(JsonElement root)
    {
        var (tool, metadata) = (ToolOf(Text(root.Get("tool"), "name")), root.Get("metadata"));
        DateTimeOffset? at = root.Get("timestamp") is { ValueKind: JsonValueKind.String } time && time.TryGetDateTimeOffset(out var when) ? when.ToUniversalTime() : null;
        var session = Id(Text(metadata, "session_id")) is { Length: > 0 } own ? own : Id(Text(metadata, "conversation_id"));
        foreach (var file in Items(root, "files"))
        {
            var path = Text(file, "path").Replace('\\', '/');
            if (path.StartsWith("./", StringComparison.Ordinal)) path = path[2..];
            if (path is [] or ['/', ..]) continue;
            foreach (var conversation in Items(file, "conversations"))
            {
                var author = Author(conversation, TraceAuthor.Unknown);
                var its = IdOfUrl(Text(conversation, "url")) is { Length: > 0 } named ? named : session;
                var entry = new TraceEntry(Text(root.Get("vcs"), "revision").ToLowerInvariant(), at, tool, path, author, its, 0, 0, null);
                var any = false;
                foreach (var range in Items(conversation, "ranges"))
                {
                    var (first, last) = (Line(range, "start_line"), Line(range, "end_line"));
                    if (first < 1 || last < first || last - first >= MostLines) continue;
                    any = true;
                    yield return entry with { Author = Author(range, author), First = first, Last = last, Hash = HashOf(Text(range, "content_hash")) };
                }

                if (!any) yield return entry;
            }
        }
    }

    private static TraceAuthor Author(JsonElement of, TraceAuthor otherwise) => Text(of.Get("contributor"), "type") switch
    {
        "human" => TraceAuthor.Human,
        "ai" => TraceAuthor.Ai,
        "mixed" => TraceAuthor.Mixed,
        "unknown" => TraceAuthor.Unknown,
        _ => otherwise,
    };

    private static string ToolOf(string name) => name.ToLowerInvariant() switch
    {
        "claude" => "claude-code",
        "gemini" => "gemini-cli",
        "github-copilot" or "copilot-cli" => "copilot",
        "unknown" => "",
        var known => AnId().IsMatch(known) ? known : "",
    };

    private static uint? HashOf(string text) =>
        text.StartsWith("murmur3:", StringComparison.OrdinalIgnoreCase) && uint.TryParse(text.AsSpan("murmur3:".Length), NumberStyles.AllowHexSpecifier, CultureInfo.InvariantCulture, out var hash) ? hash : null;

    /// <summary>The last UUID in the address, else its last part without an ending: <c>file:///…/UUID.jsonl</c>, <c>https://…/conversations/12345</c>.</summary>
    private static string IdOfUrl(string url)
    {
        if (Uuid().Matches(url) is { Count: > 0 } uuids) return uuids[^1].Value.ToLowerInvariant();
        var part = url[(url.LastIndexOf('/') + 1)..].Split('?', '#')[0];
        return Id(part.EndsWith(".jsonl", StringComparison.Ordinal) ? part[..^6] : part);
    }

    private static string Id(string text) => AnId().IsMatch(text) ? text : "";

    private static int Line(JsonElement of, string name) => of.Get(name) is { ValueKind: JsonValueKind.Number } number && number.TryGetInt32(out var line) ? line : 0;

    private static string Text(JsonElement of, string name) => of.Get(name) is { ValueKind: JsonValueKind.String } text ? text.GetString()! : "";

    private static JsonElement.ArrayEnumerator Items(JsonElement of, string name) => of.Get(name) is { ValueKind: JsonValueKind.Array } list ? list.EnumerateArray() : default;

    [GeneratedRegex("^[0-9A-Za-z._:-]{1,128}$", RegexOptions.CultureInvariant)]
    private static partial Regex AnId();

    [GeneratedRegex("[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}", RegexOptions.IgnoreCase | RegexOptions.CultureInvariant | RegexOptions.ExplicitCapture)]
    private static partial Regex Uuid();
}
