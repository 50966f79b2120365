using System.Globalization;
using System.Text;
using Shiprank.Core.Usage;
using Shiprank.Engine.Demo.Code;
using Shiprank.Engine.Demo.History;

namespace Shiprank.Engine.Demo.Homes;

/// <summary>A session as Claude Code logs it: one response in one to three lines with growing output, tool results between them, sub-agents in files of their own.</summary>
internal sealed class ClaudeCodeLog(string home, Session session, Chance chance)
{
    private const string SubAgentModel = "claude-haiku-4-5-20251001";
    private readonly Session session = session;
    private readonly Chance chance = chance;
    private readonly string folder = Path.Combine(home, ".claude", "projects", session.Folder.Replace('/', '-').Replace('.', '-'));
    private UsageFacts facts;

    /// <summary>What the log says of the edits; a text that was drawn stands where nothing is known, so that a session's tokens do not depend on it.</summary>
    public UsageFacts Write()
    {
        var count = Math.Max(session.Responses, session.Edits.Count);
        var main = new Thread(this, "", session.Model, session.Context);
        main.Prompt(session.Start);
        var helpers = session.Helper is not null || (count >= 7 && chance.Percent(30)) ? 1 : 0;
        for (var i = 0; i < count; i++)
        {
            var at = LogText.Moment(session.Start, session.End, i, count);
            var edit = i < session.Edits.Count ? session.Edits[i] : "";
            main.Respond(at, edit, session.Written.FirstOrDefault(w => w.Path == edit), last: i == count - 1);
            if (i == 3 && helpers == 1) SubAgent(at);
            if (chance.Below(90) == 0) main.Overloaded(at);
        }

        LogText.Save(Path.Combine(folder, session.Id + ".jsonl"), main.Text);
        return facts;
    }

    private void SubAgent(DateTimeOffset at)
    {
        var id = chance.Hex(7);
        var thread = new Thread(this, id, SubAgentModel, 7000);
        thread.Prompt(at);
        for (var i = 0; i < 3; i++) thread.Respond(at.AddSeconds(20 * (i + 1)), i == 1 ? session.Helper?.Path ?? "" : "", i == 1 ? session.Helper : null, last: i == 2);
        LogText.Save(Path.Combine(folder, session.Id, "subagents", $"agent-{id}.jsonl"), thread.Text);
    }

    /// <summary>One file: the main thread, or a sub-agent's.</summary>
    private sealed class Thread(ClaudeCodeLog log, string agent, string model, int context)
    {
        private readonly Chance chance = log.chance;
        private string parent = "null";
        private int cached = context;

        public StringBuilder Text { get; } = new();

        public void Prompt(DateTimeOffset at) =>
            Line($"\"type\":\"user\",\"message\":{{\"role\":\"user\",\"content\":\"{Vocabulary.Filler(chance, 90)}\"}}", at);

        public void Respond(DateTimeOffset at, string edit, WrittenFile? file, bool last)
        {
            var written = chance.Skewed(1400);
            var hour = chance.Percent(35);
            var tokens = new TokenCounts(chance.Between(1, 12), cached, hour ? 0 : written, hour ? written : 0, chance.Skewed(260));
            log.facts += new UsageFacts(1, tokens, 0);
            cached = cached + written > 165_000 ? 24_000 : cached + written;
            var ids = $"\"id\":\"msg_01{chance.Base62(22)}\",\"type\":\"message\",\"role\":\"assistant\"";
            var request = $"req_011{chance.Base62(21)}";
            var blocks = chance.Percent(70) ? 1 : chance.Between(2, 3);
            for (var i = 1; i < blocks; i++)
            {
                var text = $"{{\"type\":\"text\",\"text\":\"{Vocabulary.Filler(chance, 70)}\"}}";
                Part(ids, request, text, "null", tokens with { Output = Math.Max(1, tokens.Output * i / (blocks + 1)) }, at.AddMilliseconds(700 * i));
            }

            var end = at.AddMilliseconds(700 * blocks);
            if (last && edit.Length == 0)
            {
                Part(ids, request, $"{{\"type\":\"text\",\"text\":\"{Vocabulary.Filler(chance, 120)}\"}}", "\"end_turn\"", tokens, end);
                return;
            }

            var tool = $"toolu_01{chance.Base62(22)}";
            Part(ids, request, edit.Length > 0 ? Edit(tool, edit) : Look(tool), "\"tool_use\"", tokens, end);
            Result(tool, edit, file, end.AddMilliseconds(chance.Between(90, 900)));
        }

        /// <summary>An error of the service: no response, nothing counted.</summary>
        public void Overloaded(DateTimeOffset at) => Line(
            $"\"message\":{{\"id\":\"{chance.Uuid()}\",\"model\":\"<synthetic>\",\"role\":\"assistant\",\"type\":\"message\",\"content\":[{{\"type\":\"text\",\"text\":\"API Error: 529 overloaded\"}}],"
            + "\"stop_reason\":\"stop_sequence\",\"usage\":{\"input_tokens\":0,\"output_tokens\":0,\"cache_creation_input_tokens\":0,\"cache_read_input_tokens\":0}},"
            + "\"isApiErrorMessage\":true,\"type\":\"assistant\"",
            at.AddSeconds(8));

        private string Edit(string tool, string path) =>
            $"{{\"type\":\"tool_use\",\"id\":\"{tool}\",\"name\":\"Edit\",\"input\":{{\"file_path\":\"{log.Absolute(path)}\","
            + $"\"old_string\":\"{Vocabulary.Phrase(chance)}\",\"new_string\":\"{Vocabulary.Filler(chance, 50)}\"}}}}";

        private string Look(string tool) =>
            $"{{\"type\":\"tool_use\",\"id\":\"{tool}\",\"name\":\"{chance.Pick((string[])["Bash", "Grep", "Read"])}\",\"input\":{{\"description\":\"{Vocabulary.Phrase(chance)}\"}}}}";

        private void Result(string tool, string edit, WrittenFile? written, DateTimeOffset at)
        {
            var text = Vocabulary.Filler(chance, chance.Skewed(60));
            var patch = "";
            if (edit.Length > 0)
            {
                var hunk = Hunk(chance.Between(1, 90), [Vocabulary.Phrase(chance)]);
                patch = $",\"toolUseResult\":{{\"filePath\":\"{log.Absolute(edit)}\",\"structuredPatch\":[{(written is null ? hunk : LogText.List(written.Hunks.Select(h => Hunk(h.First, h.Lines))))}]}}";
            }

            Line($"\"type\":\"user\",\"message\":{{\"role\":\"user\",\"content\":[{{\"tool_use_id\":\"{tool}\",\"type\":\"tool_result\",\"content\":\"{text}\"}}]}}{patch}", at);
        }

        private static string Hunk(int first, IReadOnlyList<string> lines) => string.Create(
            CultureInfo.InvariantCulture,
            $"{{\"oldStart\":{Math.Max(0, first - 1)},\"oldLines\":0,\"newStart\":{first},\"newLines\":{lines.Count},\"lines\":[{LogText.List(lines.Select(l => $"\"+{LogText.Json(l)}\""))}]}}");

        private void Part(string ids, string request, string block, string stop, TokenCounts tokens, DateTimeOffset at)
        {
            var usage = string.Create(
                CultureInfo.InvariantCulture,
                $"{{\"input_tokens\":{tokens.Input},\"cache_creation_input_tokens\":{tokens.CacheWrite5m + tokens.CacheWrite1h},\"cache_read_input_tokens\":{tokens.CacheRead},\"cache_creation\":{{\"ephemeral_5m_input_tokens\":{tokens.CacheWrite5m},\"ephemeral_1h_input_tokens\":{tokens.CacheWrite1h}}},\"output_tokens\":{tokens.Output},\"service_tier\":\"standard\"}}");
            Line($"\"message\":{{\"model\":\"{model}\",{ids},\"content\":[{block}],\"stop_reason\":{stop},\"stop_sequence\":null,\"usage\":{usage}}},\"requestId\":\"{request}\",\"type\":\"assistant\"", at);
        }

        private void Line(string fields, DateTimeOffset at)
        {
            var uuid = chance.Uuid();
            var side = agent.Length > 0 ? $"\"isSidechain\":true,\"agentId\":\"{agent}\"" : "\"isSidechain\":false";
            var entry = log.session.Autonomous ? "sdk-cli" : "cli";
            Text.Append(
                $"{{\"parentUuid\":{parent},{side},\"userType\":\"external\",\"entrypoint\":\"{entry}\",\"cwd\":\"{log.session.Folder}\",\"sessionId\":\"{log.session.Id}\",\"version\":\"2.1.329\",\"gitBranch\":\"{log.session.Branch}\",{fields},\"uuid\":\"{uuid}\",\"timestamp\":\"{LogText.Iso(at)}\"}}\n");
            parent = $"\"{uuid}\"";
        }
    }

    private string Absolute(string path) => $"{session.Folder}/{path}";
}
