using System.Text.Json;

namespace Shiprank.Server.Gateway.Calling;

/// <summary>
/// What a client says of itself. None of it is proof, since an agent can set all of it: it names a session and a branch, and it may say that nobody sits
/// before a run, never that somebody does.
/// </summary>
/// <param name="Agent">Tool id; empty: not recognised.</param>
/// <param name="Session">The client's own id; empty: none.</param>
/// <param name="Thread">Of Codex: the thread within the session.</param>
/// <param name="Turn">Of Codex: what the price of a turn is asked by.</param>
/// <param name="Autonomous">One of the signs of a run that nobody sits before.</param>
internal sealed record ClientSigns(string Agent, string Session, string Thread, string Turn, string Branch, bool Autonomous)
{
    private static readonly string[] sessions = ["x-claude-code-session-id", "session-id", "session_id", "x-session-id", "x-client-session-id"];

    public static ClientSigns Of(IHeaderDictionary headers)
    {
        var agent = KnownClients.Of(headers);
        var session = "";
        foreach (var name in sessions)
        {
            if (Name(headers[name].ToString()) is not { Length: > 0 } id) continue;
            session = id;
            break;
        }

        var (turn, branch, trigger) = Metadata(headers["x-codex-turn-metadata"].ToString(), ref session);
        var thread = Name(headers["thread-id"].ToString());
        var user = headers.UserAgent.ToString();
        var autonomous = user.Contains("sdk-", StringComparison.Ordinal) || user.StartsWith("codex_exec", StringComparison.Ordinal) || headers["originator"].ToString() == "codex_exec"
            || trigger == "exec";

        // Copilot's x-initiator is no sign: it says "agent" of every call that follows a tool, in a session of somebody at work, too.
        return new(agent, session, thread.Length > 0 ? thread : session, turn, branch, autonomous);
    }

    /// <summary>Cut, and without what would be something else in a log or a page.</summary>
    public static string Name(string text)
    {
        text = text.Trim();
        return text.Length > GatewayLimits.LongestName || text.Any(char.IsControl) ? "" : text;
    }

    private static (string Turn, string Branch, string Trigger) Metadata(string json, ref string session)
    {
        if (json.Length is 0 or > 16 * 1024) return ("", "", "");
        try
        {
            using var document = JsonDocument.Parse(json, new() { MaxDepth = 16 });
            var root = document.RootElement;
            if (root.ValueKind != JsonValueKind.Object) return ("", "", "");
            if (session.Length == 0) session = Text(root, "session_id");
            var branch = Text(root, "branch") is { Length: > 0 } named ? named : Text(root, "git_branch");
            if (branch.Length == 0 && root.TryGetProperty("workspaces", out var workspaces) && workspaces.ValueKind == JsonValueKind.Object)
            {
                branch = workspaces.EnumerateObject().Select(w => w.Value.ValueKind == JsonValueKind.Object ? Text(w.Value, "branch") is { Length: > 0 } own ? own : Text(w.Value, "git_branch") : "").FirstOrDefault(b => b.Length > 0) ?? "";
            }

            return (Text(root, "turn_id"), branch, Text(root, "turn_trigger"));
        }
        catch (JsonException)
        {
            return ("", "", "");
        }
    }

    private static string Text(JsonElement of, string name) => of.TryGetProperty(name, out var value) && value.ValueKind == JsonValueKind.String ? Name(value.GetString()!) : "";
}
