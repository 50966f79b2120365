using System.Globalization;
using Shiprank.Core.Usage;

namespace Shiprank.Tests.Usage;

/// <summary>
/// Writes the logs of a made-up home, and knows what they come to: responses in one to five lines with growing output, resumed files, replays by side
/// threads, error rows, big tool results; for Codex heads without numbers and totals that are written again.
/// </summary>
internal sealed class LogGenerator(int seed)
{
    private readonly Random random = new(seed);
    private DateTimeOffset clock = new(2026, 1, 5, 0, 0, 0, TimeSpan.Zero);
    private int next;

    /// <summary>Lines by relative path.</summary>
    public Dictionary<string, List<string>> Files { get; } = [];

    /// <summary>Tokens by day.</summary>
    public SortedDictionary<DateOnly, TokenCounts> Expected { get; } = [];

    public int Responses { get; private set; }

    public LogGenerator Generate()
    {
        for (var i = random.Next(1, 5); i > 0; i--) ClaudeSession();
        for (var i = random.Next(0, 4); i > 0; i--) CodexThread();
        return this;
    }

    public void WriteTo(TemporaryHome home, Func<string, string>? rename = null)
    {
        foreach (var (path, lines) in Files) home.Write(rename?.Invoke(path) ?? path, lines);
    }

    private void ClaudeSession()
    {
        var session = Id("s");
        var main = new List<string>();
        var responses = new List<string[]>();
        for (var i = random.Next(1, 8); i > 0; i--)
        {
            main.Add($$$$$$"""{"type":"user","sessionId":"{{{{{{session}}}}}}","message":{"role":"user","content":[{"type":"tool_result","content":"{{{{{{Text()}}}}}} \"usage\":{\"input_tokens\":9}"}]}}""");
            if (random.Next(10) == 0) main.Add(ClaudeLine(session, "err", "<synthetic>", default, side: false));
            responses.Add(Response(session, side: false));
            main.AddRange(responses[^1]);
        }

        Files[$".claude/projects/-w-app/{session}.jsonl"] = main;
        if (random.Next(3) == 0)
        {
            var side = random.Next(2) == 0 ? responses[^1].Select(l => Replace(l, ("\"isSidechain\":false", "\"isSidechain\":true"), ("\"requestId\":\"", "\"requestId\":\"again-"), ("\"cache_read_input_tokens\":", "\"cache_read_input_tokens\":7"))).ToList() : [];
            side.AddRange(Response(session, side: true));
            Files[$".claude/projects/-w-app/{session}/subagents/agent-{Id("a")}.jsonl"] = side;
        }

        if (random.Next(3) != 0) return;
        var resumed = Id("s");
        Files[$".claude/projects/-w-app/{resumed}.jsonl"] = [.. main.Take(random.Next(1, main.Count + 1)).Select(l => Replace(l, (session, resumed))), .. Response(resumed, side: false)];
    }

    private string[] Response(string session, bool side)
    {
        clock += TimeSpan.FromMinutes(random.Next(1, 400));
        var id = Id("msg");
        var final = new TokenCounts(random.Next(1, 4000), random.Next(0, 200000), random.Next(0, 3000), random.Next(0, 3000), random.Next(5, 4000));
        Count(final);
        var lines = random.Next(1, 6);
        return [.. Enumerable.Range(1, lines).Select(n => ClaudeLine(session, id, "claude-opus-4-6", final with { Output = final.Output * n / lines }, side, n))];
    }

    private string ClaudeLine(string session, string id, string model, TokenCounts t, bool side, int millisecond = 0) =>
        $$$$$$"""{"parentUuid":null,"isSidechain":{{{{{{(side ? "true" : "false")}}}}}},"cwd":"/w/app","sessionId":"{{{{{{session}}}}}}","message":{"model":"{{{{{{model}}}}}}","id":"{{{{{{id}}}}}}","content":[{"type":"text","text":"{{{{{{Text()}}}}}}"}],"usage":{"input_tokens":{{{{{{t.Input}}}}}},"cache_creation_input_tokens":{{{{{{t.CacheWrite5m + t.CacheWrite1h}}}}}},"cache_read_input_tokens":{{{{{{t.CacheRead}}}}}},"cache_creation":{"ephemeral_5m_input_tokens":{{{{{{t.CacheWrite5m}}}}}},"ephemeral_1h_input_tokens":{{{{{{t.CacheWrite1h}}}}}}},"output_tokens":{{{{{{t.Output}}}}}}}},"requestId":"req-{{{{{{id}}}}}}","type":"assistant","uuid":"{{{{{{Id("u")}}}}}}","timestamp":"{{{{{{Time(millisecond)}}}}}}"}""";

    private void CodexThread()
    {
        var thread = Id("th");
        var lines = new List<string> { Codex("session_meta", $$$$$$"""{"id":"{{{{{{thread}}}}}}","cwd":"/w/app","originator":"codex_cli_rs","source":"cli"}""") };
        TokenCounts total = default;
        for (var i = random.Next(1, 10); i > 0; i--)
        {
            clock += TimeSpan.FromMinutes(random.Next(1, 400));
            if (random.Next(3) == 0) lines.Add(Codex("turn_context", """{"model":"gpt-5.2","cwd":"/w/app"}"""));
            if (random.Next(4) == 0) lines.Add(Codex("event_msg", """{"type":"token_count","info":null,"rate_limits":{}}"""));
            lines.Add(Codex("response_item", $$$$$$"""{"type":"function_call_output","output":"{{{{{{Text()}}}}}}"}"""));
            var amount = new TokenCounts(random.Next(1, 9000), random.Next(0, 90000), 0, 0, random.Next(5, 4000), Reasoning: random.Next(0, 5));
            total += amount;
            Count(amount);
            var info = Codex("event_msg", $$$$$$"""{"type":"token_count","info":{"total_token_usage":{{{{{{Usage(total)}}}}}},"last_token_usage":{{{{{{Usage(amount)}}}}}}}}""");
            lines.Add(info);
            for (var again = random.Next(0, 3); again > 0; again--)
            {
                clock += TimeSpan.FromSeconds(random.Next(1, 100));
                lines.Add(info.Replace(info[14..38], Time(0), StringComparison.Ordinal));
            }
        }

        Files[$".codex/sessions/2026/01/rollout-{thread}.jsonl"] = lines;
        if (random.Next(4) == 0) Files[$".codex/archived_sessions/rollout-{thread}.jsonl"] = [.. lines.Take(random.Next(1, lines.Count + 1))];
    }

    private string Codex(string type, string payload) => $$$$$$"""{"timestamp":"{{{{{{Time(0)}}}}}}","type":"{{{{{{type}}}}}}","payload":{{{{{{payload}}}}}}}""";

    private static string Usage(TokenCounts t) =>
        $$$$$$"""{"input_tokens":{{{{{{t.Input + t.CacheRead}}}}}},"cached_input_tokens":{{{{{{t.CacheRead}}}}}},"output_tokens":{{{{{{t.Output}}}}}},"reasoning_output_tokens":{{{{{{t.Reasoning}}}}}},"total_tokens":{{{{{{t.Input + t.CacheRead + t.Output}}}}}}}""";

    private void Count(TokenCounts tokens)
    {
        Responses++;
        var day = DateOnly.FromDateTime(clock.UtcDateTime);
        Expected[day] = Expected.GetValueOrDefault(day) + tokens;
    }

    private string Time(int millisecond) => clock.AddMilliseconds(millisecond).ToString("yyyy-MM-dd'T'HH:mm:ss.fff'Z'", CultureInfo.InvariantCulture);

    private string Id(string kind) => string.Create(CultureInfo.InvariantCulture, $"{kind}-{next++:x8}");

    private string Text() => new('x', random.Next(20) == 0 ? random.Next(300_000) : random.Next(2_000));

    private static string Replace(string line, params (string Old, string New)[] changes) =>
        changes.Aggregate(line, (text, change) => text.Replace(change.Old, change.New, StringComparison.Ordinal));
}
