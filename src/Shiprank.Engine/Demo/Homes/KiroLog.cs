using System.Globalization;
using System.Text;
using Shiprank.Engine.Demo.Code;
using Shiprank.Engine.Demo.History;

namespace Shiprank.Engine.Demo.Homes;

/// <summary>A session as the Kiro CLI logs it: a state file with metered credits per turn, and the conversation beside it. Its token counters are always 0.</summary>
internal static class KiroLog
{
    public static UsageFacts Write(string home, Session session, Chance chance)
    {
        var facts = default(UsageFacts);
        var turns = new List<string>();
        var talk = new StringBuilder();
        var count = Math.Max(session.Responses, session.Edits.Count);
        for (var i = 0; i < count; i++)
        {
            var at = LogText.Moment(session.Start, session.End, i, count);
            var prompt = chance.Uuid();
            var answer = chance.Uuid();
            var credits = chance.Skewed(34) / 100m;
            facts += new UsageFacts(1, default, credits);
            turns.Add(string.Create(
                CultureInfo.InvariantCulture,
                $"{{\"input_token_count\":0,\"output_token_count\":0,\"turn_duration\":{{\"secs\":9,\"nanos\":0}},\"end_timestamp\":\"{LogText.Iso(at.AddSeconds(9))}\",\"total_request_count\":{chance.Between(1, 4)},\"message_ids\":[\"{answer}\"],\"context_usage_percentage\":{chance.Between(4, 60)}.5,\"metering_usage\":[{{\"value\":{credits},\"unit\":\"credit\",\"unitPlural\":\"credits\"}}]}}"));
            talk.Append($"{{\"version\":\"v1\",\"kind\":\"Prompt\",\"data\":{{\"message_id\":\"{prompt}\",\"content\":[{{\"kind\":\"text\",\"data\":\"{Vocabulary.Filler(chance, 60)}\"}}],\"meta\":{{\"timestamp\":{at.ToUnixTimeSeconds()}.0}}}}}}\n");
            var use = i < session.Edits.Count
                ? $",{{\"kind\":\"toolUse\",\"data\":{{\"toolUseId\":\"tooluse_{chance.Base62(16)}\",\"name\":\"fs_write\",\"input\":{{\"command\":\"str_replace\",\"path\":\"{session.Folder}/{session.Edits[i]}\"}}}}}}"
                : "";
            talk.Append($"{{\"version\":\"v1\",\"kind\":\"AssistantMessage\",\"data\":{{\"message_id\":\"{answer}\",\"content\":[{{\"kind\":\"text\",\"data\":\"{Vocabulary.Filler(chance, 90)}\"}}{use}]}}}}\n");
        }

        var state = $"{{\"session_id\":\"{session.Id}\",\"cwd\":\"{session.Folder}\",\"created_at\":\"{LogText.Iso(session.Start)}\",\"updated_at\":\"{LogText.Iso(session.End)}\",\"title\":\"{Vocabulary.Phrase(chance)}\",\"session_state\":{{\"version\":\"v1\",\"rts_model_state\":{{\"conversation_id\":\"{session.Id}\",\"model_info\":{{\"model_id\":\"{session.Model}\",\"context_window_tokens\":200000}}}},\"conversation_metadata\":{{\"user_turn_metadatas\":[{LogText.List(turns)}]}}}}}}\n";
        var folder = Path.Combine(home, ".kiro", "sessions", "cli");
        LogText.Save(Path.Combine(folder, session.Id + ".json"), new StringBuilder(state));
        LogText.Save(Path.Combine(folder, session.Id + ".jsonl"), talk);
        return facts;
    }
}
