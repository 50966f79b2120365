using System.Text.Json;
using System.Text.RegularExpressions;
using Shiprank.Core.Delivery;
using Shiprank.Core.Usage;
using Shiprank.Sources.Logs;

namespace Shiprank.Sources.Git.Checkpoints;

/// <summary>
/// One file <c>metadata.json</c>: of a session's folder, or of the whole checkpoint, which in the older layout is the last session's own and lists the ids
/// of the others. Summaries and everything else that is text are left where they are.
/// </summary>
internal sealed partial class CheckpointMetadata
{
    private const int MostBytes = 1 << 24;
    private static readonly DateTimeOffset Unknown = DateTimeOffset.UnixEpoch;

    private string Branch { get; init; } = "";

    private string Tool { get; init; } = "";

    private CheckpointSession? Session { get; init; }

    private IReadOnlyList<string> OtherSessions { get; init; } = [];

    /// <param name="line">1-based line of the file where it is damaged.</param>
    public static bool TryParse(ReadOnlySpan<byte> content, out CheckpointMetadata metadata, out int line, out string reason)
    {
        (metadata, line, reason) = (new(), 0, "the checkpoint is damaged: its JSON can't be read");
        if (content.Length > MostBytes) return false;
        try
        {
            var reader = new Utf8JsonReader(content);
            using var document = JsonDocument.ParseValue(ref reader);
            if (document.RootElement.ValueKind != JsonValueKind.Object) return false;
            metadata = Read(document.RootElement);
            return true;
        }
        catch (JsonException e)
        {
            line = 1 + (int)(e.LineNumber ?? 0);
            return false;
        }
    }

    /// <summary>The checkpoint of its files. A session that stands in both layouts is its folder's; in the folders it may stand twice, as it was at two times.</summary>
    public static CheckpointRecord Join(string id, CheckpointMetadata? root, IReadOnlyList<CheckpointMetadata> folders)
    {
        List<CheckpointSession> sessions = [.. folders.Select(f => f.Session).OfType<CheckpointSession>()];
        if (root?.Session is { } last && !sessions.Exists(s => s.Session == last.Session)) sessions.Add(last);
        foreach (var other in root?.OtherSessions ?? [])
        {
            if (!sessions.Exists(s => s.Session == other)) sessions.Add(new(root!.Tool, other, sessions.Count > 0 ? sessions[^1].At : Unknown, 0, null, null, []));
        }

        var branch = folders.Select(f => f.Branch).Append(root?.Branch ?? "").FirstOrDefault(b => b.Length > 0) ?? "";
        return new(id, branch, sessions);
    }

    private static CheckpointMetadata Read(JsonElement root)
    {
        var tool = ToolOf(Text(root, "agent"));
        var session = OwnId(Text(root, "session_id"));
        return new()
        {
            Branch = Text(root, "branch"),
            Tool = tool,
            Session = session.Length == 0 ? null : new(
                tool,
                session,
                root.Get("created_at") is { ValueKind: JsonValueKind.String } at && at.TryGetDateTimeOffset(out var time) ? time.ToUniversalTime() : Unknown,
                (int)Math.Min(Count(root, "checkpoints_count"), int.MaxValue),
                Usage(root, tool),
                Lines(root.Get("initial_attribution")),
                Texts(root, "files_touched")),
            OtherSessions = [.. Texts(root, "session_ids").Select(OwnId).Where(id => id.Length > 0)],
        };
    }

    private static CheckpointUsage? Usage(JsonElement root, string tool)
    {
        var usage = root.Get("token_usage");
        if (usage.ValueKind != JsonValueKind.Object) return null;
        var sum = Counters(usage, tool);
        var calls = Count(usage, "api_call_count");
        for (var sub = usage.Get("subagent_tokens"); sub.ValueKind == JsonValueKind.Object; sub = sub.Get("subagent_tokens"))
        {
            sum += Counters(sub, tool);
            calls += Count(sub, "api_call_count");
        }

        var start = Math.Max(Count(root, "checkpoint_transcript_start"), Count(root, "transcript_lines_at_start"));
        return new(sum, calls, CountsFromStart(root) ? 0 : (int)Math.Min(start, int.MaxValue));
    }

    /// <summary>
    /// Before 0.4 the counters ran from the session's start wherever the checkpoint's part of the log began; only the strategy <c>auto-commit</c> counted that
    /// part alone. Entire writes its version since 0.3.13.
    /// </summary>
    private static bool CountsFromStart(JsonElement root) =>
        Text(root, "strategy") != "auto-commit" && Text(root, "cli_version") is var version && (version.Length == 0 || EarlyVersion().IsMatch(version));

    /// <summary>Gemini's input contains what came from the cache.</summary>
    private static TokenCounts Counters(JsonElement usage, string tool)
    {
        var (input, read) = (Count(usage, "input_tokens"), Count(usage, "cache_read_tokens"));
        if (tool == "gemini-cli") input = Math.Max(0, input - read);
        return new(input, read, Count(usage, "cache_creation_tokens"), 0, Count(usage, "output_tokens"));
    }

    private static CheckpointLines? Lines(JsonElement lines) => lines.ValueKind != JsonValueKind.Object ? null
        : new(Count(lines, "agent_lines"), Count(lines, "human_added"), Count(lines, "human_modified"), Count(lines, "human_removed"), Count(lines, "total_committed"));

    private static string ToolOf(string agent) => agent switch
    {
        "Claude Code" => "claude-code",
        "Codex" => "codex",
        "Copilot CLI" or "GitHub Copilot CLI" => "copilot",
        "Cursor" => "cursor",
        "Gemini CLI" => "gemini-cli",
        "Kiro" => "kiro",
        "OpenCode" => "opencode",
        // "Agent" stands where Entire did not know.
        _ => "",
    };

    /// <summary>Entire once put the day before the agent's own id.</summary>
    /// <returns>Empty when it is no id.</returns>
    private static string OwnId(string session)
    {
        var id = DayBefore().Match(session) is { Success: true } day ? session[day.Length..] : session;
        return AnId().IsMatch(id) ? id : "";
    }

    private static string Text(JsonElement of, string name) => of.Get(name) is { ValueKind: JsonValueKind.String } text ? text.GetString()! : "";

    private static string[] Texts(JsonElement of, string name) => of.Get(name) is { ValueKind: JsonValueKind.Array } list
        ? [.. list.EnumerateArray().Where(t => t.ValueKind == JsonValueKind.String).Select(t => t.GetString()!).Where(t => t.Length > 0).Distinct(StringComparer.Ordinal)]
        : [];

    /// <summary>0 for what is absent, no number or out of any range that a session reaches.</summary>
    private static long Count(JsonElement of, string name) =>
        of.Get(name) is { ValueKind: JsonValueKind.Number } number && number.TryGetInt64(out var count) && count is > 0 and <= 1_000_000_000_000 ? count : 0;

    [GeneratedRegex("^v?0\\.[0-3]\\.", RegexOptions.CultureInvariant)]
    private static partial Regex EarlyVersion();

    [GeneratedRegex("^[0-9A-Za-z._:-]{1,128}$", RegexOptions.CultureInvariant)]
    private static partial Regex AnId();

    [GeneratedRegex("^[0-9]{4}-[0-9]{2}-[0-9]{2}-(?=.)", RegexOptions.CultureInvariant)]
    private static partial Regex DayBefore();
}
