using System.Globalization;
using System.Text;
using Shiprank.Core.Usage;
using Shiprank.Engine.Demo.Code;
using Shiprank.Engine.Demo.History;

namespace Shiprank.Engine.Demo.Homes;

/// <summary>Sessions as OpenClaw logs them: a JSONL file each and an index of them all.</summary>
internal static class OpenClawLog
{
    private const string Sessions = ".openclaw/agents/main/sessions";

    public static UsageFacts Write(string home, Session session, Chance chance)
    {
        var text = new StringBuilder();
        var facts = default(UsageFacts);
        var cached = session.Context;
        var count = Math.Max(session.Responses, session.Edits.Count);
        text.Append($"{{\"type\":\"session\",\"version\":3,\"id\":\"{session.Id}\",\"timestamp\":\"{LogText.Iso(session.Start)}\",\"cwd\":\"{session.Folder}\"}}\n");
        text.Append($"{{\"type\":\"model_change\",\"id\":\"{chance.Hex(8)}\",\"timestamp\":\"{LogText.Iso(session.Start)}\",\"provider\":\"anthropic\",\"modelId\":\"{session.Model}\"}}\n");
        var parent = chance.Hex(8);
        text.Append($"{{\"type\":\"message\",\"id\":\"{parent}\",\"timestamp\":\"{LogText.Iso(session.Start)}\",\"message\":{{\"role\":\"user\",\"content\":[{{\"type\":\"text\",\"text\":\"{Vocabulary.Filler(chance, 60)}\"}}],\"timestamp\":{session.Start.ToUnixTimeMilliseconds()}}}}}\n");
        for (var i = 0; i < count; i++)
        {
            var at = LogText.Moment(session.Start, session.End, i, count);
            var tokens = new TokenCounts(chance.Between(200, 3000), cached, chance.Skewed(700), 0, chance.Skewed(200));
            facts += new UsageFacts(1, tokens, 0);
            cached = cached + (int)tokens.CacheWrite5m > 184_000 ? session.Context : cached + (int)tokens.CacheWrite5m;
            var call = i < session.Edits.Count ? $"toolu_{chance.Base62(12)}" : "";
            var drawn = Vocabulary.Phrase(chance);
            var content = call.Length > 0
                ? $"{{\"type\":\"toolCall\",\"id\":\"{call}\",\"name\":\"edit\",\"arguments\":{{\"path\":\"{session.Folder}/{session.Edits[i]}\",\"newText\":\"{Text(session, session.Edits[i]) ?? drawn}\"}}}}"
                : $"{{\"type\":\"text\",\"text\":\"{drawn}\"}}";
            var id = chance.Hex(8) + i.ToString(CultureInfo.InvariantCulture);
            text.Append(
                $"{{\"type\":\"message\",\"id\":\"{id}\",\"parentId\":\"{parent}\",\"timestamp\":\"{LogText.Iso(at)}\",\"message\":{{\"role\":\"assistant\",\"api\":\"anthropic-messages\",\"provider\":\"anthropic\",\"model\":\"{session.Model}\",\"content\":[{content}],"
                + $"\"usage\":{{\"input\":{tokens.Input},\"output\":{tokens.Output},\"cacheRead\":{tokens.CacheRead},\"cacheWrite\":{tokens.CacheWrite5m},\"totalTokens\":{tokens.Total}}},\"stopReason\":\"stop\",\"timestamp\":{at.ToUnixTimeMilliseconds()}}}}}\n");
            parent = id;
            if (call.Length == 0) continue;
            text.Append(
                $"{{\"type\":\"message\",\"id\":\"{id}r\",\"parentId\":\"{id}\",\"timestamp\":\"{LogText.Iso(at.AddSeconds(2))}\",\"message\":{{\"role\":\"toolResult\",\"toolCallId\":\"{call}\",\"toolName\":\"edit\",\"content\":[{{\"type\":\"text\",\"text\":\"done\"}}],\"isError\":false}}}}\n");
            parent = id + "r";
        }

        LogText.Save(Path.Combine(home, Sessions, session.Id + ".jsonl"), text);
        return facts;
    }

    /// <summary>What the session wrote into a file, between the quotes of a JSON string; null when nothing is known.</summary>
    private static string? Text(Session session, string path) =>
        session.Written.FirstOrDefault(w => w.Path == path) is { } written ? LogText.Json(string.Join('\n', written.Hunks.SelectMany(h => h.Lines))) : null;

    /// <summary>The list of sessions that OpenClaw keeps beside them; a key names what started the session, a person or a timer.</summary>
    public static void WriteIndex(string home, IEnumerable<Session> sessions)
    {
        var entries = LogText.List(sessions.Select(s => $"\"agent:main:{(s.Autonomous ? "cron:" : "")}{s.Id}\":{{\"sessionId\":\"{s.Id}\",\"sessionFile\":\"{s.Id}.jsonl\"}}"));
        LogText.Save(Path.Combine(home, Sessions, "sessions.json"), new StringBuilder($"{{{entries}}}\n"));
    }
}
