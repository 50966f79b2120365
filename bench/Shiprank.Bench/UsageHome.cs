using System.Globalization;
using System.Text;
using Shiprank.Core.Usage;

namespace Shiprank.Bench;

/// <summary>
/// A made-up home of any size, the same for the same seed: three quarters Claude Code transcripts (responses in one to five lines, tool results of a few
/// kilobytes, side threads, resumed sessions), one quarter Codex rollouts (cumulative totals, some written again).
/// </summary>
internal sealed class UsageHome(string root, int seed)
{
    private const string Alphabet = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789";
    private static readonly string[] Words = ["build", "failed", "module", "index", "query", "parser", "token", "stream", "buffer", "branch", "fixture", "value", "return", "record", "span", "retry"];
    private readonly Random random = new(seed);
    private readonly string pool = Pool(new Random(seed));
    private DateTimeOffset clock = new(2026, 1, 5, 0, 0, 0, TimeSpan.Zero);

    public long Bytes { get; private set; }

    public TokenCounts Expected { get; private set; }

    public int Responses { get; private set; }

    public void Write(long bytes)
    {
        while (Bytes < bytes * 3 / 4) ClaudeSession();
        while (Bytes < bytes) CodexThread();
    }

    private static string Pool(Random random)
    {
        var text = new StringBuilder(1 << 20);
        while (text.Length < 1 << 20) text.Append(Words[random.Next(Words.Length)]).Append(random.Next(9) switch { 0 => "\\n", 1 => ".\\n    ", 2 => " \\\"quoted\\\" ", _ => " " });
        return text.ToString();
    }

    private void ClaudeSession()
    {
        var (session, project) = (Id(36), $"/home/dev/src/proj{random.Next(24):00}");
        var folder = $".claude/projects/{project.Replace('/', '-')}";
        var lines = new List<string>();
        for (var i = random.Next(20, 200); i > 0; i--)
        {
            clock += TimeSpan.FromSeconds(random.Next(1, 60));
            lines.Add($$$$$$"""{"parentUuid":"{{{{{{Id(36)}}}}}}","isSidechain":false,"cwd":"{{{{{{project}}}}}}","sessionId":"{{{{{{session}}}}}}","type":"user","message":{"role":"user","content":[{"tool_use_id":"toolu_{{{{{{Id(22)}}}}}}","type":"tool_result","content":"{{{{{{Text(6000)}}}}}}"}]},"uuid":"{{{{{{Id(36)}}}}}}","timestamp":"{{{{{{Now()}}}}}}"}""");
            lines.AddRange(Response(session, project, side: false));
        }

        Save($"{folder}/{session}.jsonl", lines);
        if (random.Next(3) == 0) Save($"{folder}/{session}/subagents/agent-{Id(7)}.jsonl", [.. Enumerable.Range(0, random.Next(5, 40)).SelectMany(_ => Response(session, project, side: true))]);
        if (random.Next(20) != 0) return;
        var resumed = Id(36);
        Save($"{folder}/{resumed}.jsonl", [.. lines.Take(lines.Count / 3).Select(l => l.Replace(session, resumed, StringComparison.Ordinal)), .. Response(resumed, project, side: false)]);
    }

    private List<string> Response(string session, string project, bool side)
    {
        var (id, count) = (Id(24), Math.Max(1, random.Next(-2, 6)));
        var t = new TokenCounts(random.Next(1, 10), random.Next(12_000, 160_000), random.Next(0, 3000), random.Next(0, 3000), random.Next(20, 2000));
        Count(t);
        var lines = new List<string>(count);
        for (var n = 1; n <= count; n++)
        {
            clock += TimeSpan.FromMilliseconds(400);
            lines.Add($$$$$$"""{"parentUuid":"{{{{{{Id(36)}}}}}}","isSidechain":{{{{{{(side ? "true" : "false")}}}}}},"cwd":"{{{{{{project}}}}}}","sessionId":"{{{{{{session}}}}}}","version":"2.1.34","gitBranch":"main","message":{"model":"claude-opus-4-5-20251101","id":"msg_{{{{{{id}}}}}}","type":"message","role":"assistant","content":[{"type":"text","text":"{{{{{{Text(900)}}}}}}"}],"usage":{"input_tokens":{{{{{{t.Input}}}}}},"cache_creation_input_tokens":{{{{{{t.CacheWrite5m + t.CacheWrite1h}}}}}},"cache_read_input_tokens":{{{{{{t.CacheRead}}}}}},"cache_creation":{"ephemeral_5m_input_tokens":{{{{{{t.CacheWrite5m}}}}}},"ephemeral_1h_input_tokens":{{{{{{t.CacheWrite1h}}}}}}},"output_tokens":{{{{{{t.Output * n / count}}}}}},"service_tier":"standard"}},"requestId":"req_{{{{{{id}}}}}}","type":"assistant","uuid":"{{{{{{Id(36)}}}}}}","timestamp":"{{{{{{Now()}}}}}}"}""");
        }

        return lines;
    }

    private void CodexThread()
    {
        var thread = Id(36);
        var lines = new List<string> { Codex("session_meta", $$$$$$"""{"id":"{{{{{{thread}}}}}}","cwd":"/home/dev/src/proj01","originator":"codex_cli_rs","source":"cli"}"""), Codex("turn_context", """{"model":"gpt-5.1-codex","cwd":"/home/dev/src/proj01"}""") };
        TokenCounts total = default;
        for (var i = random.Next(20, 400); i > 0; i--)
        {
            clock += TimeSpan.FromSeconds(random.Next(1, 60));
            lines.Add(Codex("response_item", $$$$$$"""{"type":"function_call_output","call_id":"call_{{{{{{Id(24)}}}}}}","output":"{{{{{{Text(9000)}}}}}}"}"""));
            var t = new TokenCounts(random.Next(100, 9000), random.Next(0, 200_000), 0, 0, random.Next(20, 2000), Reasoning: random.Next(0, 20));
            total += t;
            Count(t);
            for (var again = random.Next(4) == 0 ? 2 : 1; again > 0; again--) lines.Add(Codex("event_msg", $$$$$$"""{"type":"token_count","info":{"total_token_usage":{{{{{{Usage(total)}}}}}},"last_token_usage":{{{{{{Usage(t)}}}}}},"model_context_window":272000}}"""));
        }

        Save($".codex/sessions/2026/01/05/rollout-2026-01-05T00-00-00-{thread}.jsonl", lines);
    }

    private string Codex(string type, string payload)
    {
        clock += TimeSpan.FromMilliseconds(1);
        return $$$$$$"""{"timestamp":"{{{{{{Now()}}}}}}","type":"{{{{{{type}}}}}}","payload":{{{{{{payload}}}}}}}""";
    }

    private static string Usage(TokenCounts t) =>
        $$$$$$"""{"input_tokens":{{{{{{t.Input + t.CacheRead}}}}}},"cached_input_tokens":{{{{{{t.CacheRead}}}}}},"output_tokens":{{{{{{t.Output}}}}}},"reasoning_output_tokens":{{{{{{t.Reasoning}}}}}},"total_tokens":{{{{{{t.Input + t.CacheRead + t.Output}}}}}}}""";

    private void Count(TokenCounts tokens)
    {
        Responses++;
        Expected += tokens;
    }

    private void Save(string relative, List<string> lines)
    {
        var path = Path.Join(root, relative);
        Directory.CreateDirectory(Path.GetDirectoryName(path)!);
        File.WriteAllText(path, string.Concat(lines.Select(l => l + "\n")));
        Bytes += new FileInfo(path).Length;
    }

    private string Now() => clock.ToString("yyyy-MM-dd'T'HH:mm:ss.fff'Z'", CultureInfo.InvariantCulture);

    private string Id(int length) => string.Create(length, random, static (span, r) =>
    {
        foreach (ref var c in span) c = Alphabet[r.Next(Alphabet.Length)];
    });

    /// <summary>Up to that many characters of the pool, never from within an escape.</summary>
    private string Text(int most)
    {
        var start = pool.IndexOf(' ', random.Next(pool.Length - most - 100)) + 1;
        return pool[start..pool.IndexOf(' ', start + random.Next(most))];
    }
}
