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
            var content = i < session.Edits.Count
                ? $"{{\"type\":\"toolCall\",\"id\":\"toolu_{chance.Base62(12)}\",\"name\":\"edit\",\"arguments\":{{\"path\":\"{session.Folder}/{session.Edits[i]}\",\"newText\":\"{Vocabulary.Phrase(chance)}\"}}}}"
                : $"{{\"type\":\"text\",\"text\":\"{Vocabulary.Phrase(chance)}\"}}";
            var id = chance.Hex(8) + i.ToString(CultureInfo.InvariantCulture);
            text.Append(
                $"{{\"type\":\"message\",\"id\":\"{id}\",\"parentId\":\"{parent}\",\"timestamp\":\"{LogText.Iso(at)}\",\"message\":{{\"role\":\"assistant\",\"api\":\"anthropic-messages\",\"provider\":\"anthropic\",\"model\":\"{session.Model}\",\"content\":[{content}],"
                + $"\"usage\":{{\"input\":{tokens.Input},\"output\":{tokens.Output},\"cacheRead\":{tokens.CacheRead},\"cacheWrite\":{tokens.CacheWrite5m},\"totalTokens\":{tokens.Total}}},\"stopReason\":\"stop\",\"timestamp\":{at.ToUnixTimeMilliseconds()}}}}}\n");
            parent = id;
        }

        LogText.Save(Path.Combine(home, Sessions, session.Id + ".jsonl"), text);
        return facts;
    }

    /// <summary>The list of sessions that OpenClaw keeps beside them; a key names what started the session, a person or a timer.</summary>
    public static void WriteIndex(string home, IEnumerable<Session> sessions)
    {
        var entries = LogText.List(sessions.Select(s => $"\"agent:main:{(s.Autonomous ? "cron:" : "")}{s.Id}\":{{\"sessionId\":\"{s.Id}\",\"sessionFile\":\"{s.Id}.jsonl\"}}"));
        LogText.Save(Path.Combine(home, Sessions, "sessions.json"), new StringBuilder($"{{{entries}}}\n"));
    }
}
