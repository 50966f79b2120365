using System.Globalization;
using System.Text;
using Shiprank.Core.Usage;
using Shiprank.Engine.Demo.Code;
using Shiprank.Engine.Demo.History;

namespace Shiprank.Engine.Demo.Homes;

/// <summary>A session as Codex logs it: a rollout with cumulative totals, some of them written twice.</summary>
internal static class CodexLog
{
    public static UsageFacts Write(string home, Session session, Chance chance)
    {
        var text = new StringBuilder();
        var facts = default(UsageFacts);
        var sum = default(Counters);
        var context = session.Context;
        var previous = 0;
        var count = Math.Max(session.Responses, session.Edits.Count);
        var (originator, source) = session.Autonomous ? ("codex_exec", "exec") : ("codex_cli_rs", "cli");
        Line(session.Start, "session_meta", $"{{\"id\":\"{session.Id}\",\"timestamp\":\"{LogText.Iso(session.Start)}\",\"cwd\":\"{session.Folder}\",\"originator\":\"{originator}\",\"cli_version\":\"0.169.0\",\"source\":\"{source}\",\"model_provider\":\"openai\",\"git\":{{\"branch\":\"{session.Branch}\"}}}}");
        Line(session.Start, "turn_context", $"{{\"turn_id\":\"{chance.Uuid()}\",\"cwd\":\"{session.Folder}\",\"approval_policy\":\"on-request\",\"model\":\"{session.Model}\",\"summary\":\"auto\"}}");
        Line(session.Start, "event_msg", $"{{\"type\":\"user_message\",\"message\":\"{Vocabulary.Filler(chance, 90)}\",\"images\":[]}}");
        Line(session.Start, "event_msg", "{\"type\":\"token_count\",\"info\":null,\"rate_limits\":{\"primary\":{\"used_percent\":1.0,\"window_minutes\":300}}}");
        for (var i = 0; i < count; i++)
        {
            var at = LogText.Moment(session.Start, session.End, i, count);
            var call = "";
            Line(at, "response_item", i < session.Edits.Count ? Patch(session.Edits[i], session.Written.FirstOrDefault(w => w.Path == session.Edits[i]), chance, out call) : Shell(chance));
            if (call.Length > 0) Line(at.AddSeconds(1), "response_item", Done(call, session.Edits[i]));
            var output = chance.Skewed(240);
            var last = new Counters(context + chance.Skewed(1300), previous / 128 * 128, output, output * chance.Below(70) / 100);
            previous = last.Input;
            context = last.Input + output > 230_000 ? 9000 : last.Input + output;
            sum = sum.Plus(last);
            facts += new UsageFacts(1, new TokenCounts(last.Input - last.Cached, last.Cached, 0, 0, last.Output, last.Reasoning), 0);
            var info = $"{{\"type\":\"token_count\",\"info\":{{\"total_token_usage\":{sum.Json()},\"last_token_usage\":{last.Json()},\"model_context_window\":272000}},\"rate_limits\":{{}}}}";
            Line(at.AddSeconds(9), "event_msg", info);
            if (chance.Percent(20)) Line(at.AddSeconds(10), "event_msg", info);
        }

        Line(session.End, "event_msg", $"{{\"type\":\"agent_message\",\"message\":\"{Vocabulary.Filler(chance, 120)}\"}}");
        var day = session.Start.UtcDateTime;
        var file = string.Create(CultureInfo.InvariantCulture, $"rollout-{day:yyyy-MM-dd'T'HH-mm-ss}-{session.Id}.jsonl");
        LogText.Save(Path.Combine(home, ".codex", "sessions", day.ToString("yyyy", CultureInfo.InvariantCulture), day.ToString("MM", CultureInfo.InvariantCulture), day.ToString("dd", CultureInfo.InvariantCulture), file), text);
        return facts;

        void Line(DateTimeOffset at, string type, string payload) =>
            text.Append($"{{\"timestamp\":\"{LogText.Iso(at)}\",\"type\":\"{type}\",\"payload\":{payload}}}\n");
    }

    private static string Patch(string path, WrittenFile? written, Chance chance, out string call)
    {
        call = $"call_{chance.Base62(24)}";
        var drawn = $"@@\\n+{Vocabulary.Filler(chance, 60)}";
        var body = written is null ? drawn : string.Join("\\n", written.Hunks.Select(h => "@@\\n" + string.Join("\\n", h.Lines.Select(l => "+" + LogText.Json(l)))));
        return $"{{\"type\":\"custom_tool_call\",\"status\":\"completed\",\"call_id\":\"{call}\",\"name\":\"apply_patch\",\"input\":\"*** Begin Patch\\n*** Update File: {path}\\n{body}\\n*** End Patch\\n\"}}";
    }

    private static string Done(string call, string path)
    {
        var output = $"{{\"output\":\"Success. Updated the following files:\\nM {path}\\n\",\"metadata\":{{\"exit_code\":0,\"duration_seconds\":0.1}}}}";
        return $"{{\"type\":\"custom_tool_call_output\",\"call_id\":\"{call}\",\"output\":\"{LogText.Json(output)}\"}}";
    }

    private static string Shell(Chance chance) =>
        $"{{\"type\":\"function_call\",\"name\":\"shell_command\",\"arguments\":\"{{\\\"command\\\":\\\"rg {chance.Pick(Vocabulary.Nouns)}\\\"}}\",\"call_id\":\"call_{chance.Base62(24)}\"}}";

    private readonly record struct Counters(int Input, int Cached, int Output, int Reasoning)
    {
        public Counters Plus(Counters other) => new(Input + other.Input, Cached + other.Cached, Output + other.Output, Reasoning + other.Reasoning);

        public string Json() => string.Create(
            CultureInfo.InvariantCulture,
            $"{{\"input_tokens\":{Input},\"cached_input_tokens\":{Cached},\"output_tokens\":{Output},\"reasoning_output_tokens\":{Reasoning},\"total_tokens\":{Input + Output}}}");
    }
}
