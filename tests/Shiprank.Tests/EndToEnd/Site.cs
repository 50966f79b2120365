using System.Globalization;
using Shiprank.Cli;
using Shiprank.Tests.Cli;

namespace Shiprank.Tests.EndToEnd;

/// <summary>A small organisation on disk that grows step by step, and the command line run on it: one repository, two homes, one file of events.</summary>
internal sealed class Site : IDisposable
{
    public const string Until = "2026-09-30T00:00:00Z";

    private static readonly string[] Reports = ["score --window 52w", "board --window 52w", "board --window 52w --level person --rank nd-ai"];

    private static readonly DateTimeOffset FirstDay = new(2026, 6, 1, 9, 0, 0, TimeSpan.Zero);

    /// <param name="run">Null: a command line that nobody interrupts.</param>
    public Site(CliRun? run = null)
    {
        Run = run ?? new();
        Shop = new TestGit(At("repos/shop")).Init();
        Shas.Add(Commit("src/base.py", "base", 20, FirstDay));
        Configure("");
        Append("events.jsonl", Deployment("d0", Shas[0], FirstDay.AddHours(1)));
        Grow(1);
    }

    public CliRun Run { get; }

    public TestGit Shop { get; private set; }

    /// <summary>The commits of the default branch, oldest first.</summary>
    public List<string> Shas { get; } = [];

    public string Folder => Run.Folder;

    public string At(string relative) => Path.Combine(Folder, relative);

    /// <param name="repositories">More entries of <c>repositories</c>, each a line of YAML.</param>
    public void Configure(string repositories, string usage = "") => Run.Write("shiprank.yaml", $$"""
        organisation: Northwind
        repositories:
          - { name: shop, path: ./repos/shop, default_branch: main, services: [{ name: shop, environment: production, mode: events }] }
        {{repositories}}
        people:
          - { id: ada, name: Ada Example, emails: [ada@example.com], logins: [ada] }
          - { id: bob, name: Bob Example, emails: [bob@example.com], logins: [bob] }
        teams:
          - { id: checkout, name: Checkout, members: [{ person: ada, from: 2026-01-01 }, { person: bob, from: 2026-01-01 }] }
        usage:
          - { kind: home, path: ./homes/ada, person: ada }
          - { kind: home, path: ./homes/bob, person: bob }
        {{usage}}
        """);

    /// <summary>One more week: a session with edits, a commit of it, a deployment, a request, an incident and usage by event.</summary>
    public void Grow(int week)
    {
        var day = FirstDay.AddDays(7 * week);
        var file = string.Create(CultureInfo.InvariantCulture, $"src/part_{week}.py");
        foreach (var person in new[] { "ada", "bob" })
        {
            // The session of each person is one log that grows from week to week.
            Append($"homes/{person}/.claude/projects/-w-shop/s-{person}.jsonl", Response(person, week, 1, day), Edit(person, week, day, file), Edited(person, week, day, file), Response(person, week, 2, day.AddHours(1)));
        }

        Shas.Add(Commit(file, $"week {week}", 30, day.AddMinutes(90)));
        var id = week.ToString(CultureInfo.InvariantCulture);
        Append(
            "events.jsonl",
            Deployment($"d{id}", Shas[^1], day.AddHours(4)),
            $$$"""{"type":"request","id":"{{{id}}}","repository":"shop","title":"Part","author":"ada","opened_at":"{{{Time(day)}}}","merged_at":"{{{Time(day.AddMinutes(90))}}}","merge_sha":"{{{Shas[^1]}}}","head_branch":"part","approvals":[{"person":"bob","at":"{{{Time(day.AddMinutes(80))}}}"}],"review_known":true}""",
            UsageEvent($"u{id}", day.AddHours(2), 100 * week, Time(day.AddHours(3))));
    }

    /// <summary>A usage event of bob; <paramref name="updated"/> says from when it stands.</summary>
    public static string UsageEvent(string id, DateTimeOffset at, int input, string updated, string repository = "shop", string tool = "copilot") =>
        $$$"""{"type":"usage","id":"{{{id}}}","at":"{{{Time(at)}}}","person":"bob","tool":"{{{tool}}}","model":"claude-sonnet-4-5","session":"e-{{{id}}}","repository":"{{{repository}}}","input":{{{input}}},"cache_read":0,"cache_write_5m":0,"cache_write_1h":0,"output":50,"updated_at":"{{{updated}}}"}""";

    public static string Deployment(string id, string sha, DateTimeOffset at) =>
        $$$"""{"type":"deployment","id":"{{{id}}}","repository":"shop","environment":"production","sha":"{{{sha}}}","status":"success","finished_at":"{{{Time(at)}}}"}""";

    public static string Time(DateTimeOffset at) => at.UtcDateTime.ToString("yyyy-MM-ddTHH:mm:ssZ", CultureInfo.InvariantCulture);

    public void Append(string relative, params string[] lines)
    {
        Directory.CreateDirectory(Path.GetDirectoryName(At(relative))!);
        File.AppendAllText(At(relative), string.Concat(lines.Select(l => l + "\n")));
    }

    public string Commit(string file, string word, int lines, DateTimeOffset at, string author = "Ada Example <ada@example.com>")
    {
        Run.Write(Path.Combine("repos/shop", file), string.Concat(Enumerable.Range(0, lines).Select(i => string.Create(CultureInfo.InvariantCulture, $"value_{i} = compute_something(\"{word}\", {i})\n"))));
        return Shop.Commit($"Change {word}", at, author);
    }

    /// <summary>Runs a command on this organisation and one of its data folders.</summary>
    public ExitCode Ask(string command, string data = "data") =>
        Run.Run([.. command.Split(' '), "--config", At("shiprank.yaml"), "--data", At(data)]);

    public ExitCode Sync(string data = "data", params string[] eventFiles) =>
        Run.Run(["sync", .. (eventFiles.Length > 0 ? eventFiles : ["events.jsonl"]).SelectMany(f => new[] { "--events", At(f) }), "--config", At("shiprank.yaml"), "--data", At(data)]);

    /// <summary>Syncs without any complaint.</summary>
    public void SyncWhole(string data = "data", params string[] eventFiles)
    {
        var code = Sync(data, eventFiles);
        Assert.True(code == ExitCode.Ok, $"{code}\n{Run.Out}{Run.Error}");
    }

    /// <summary>Everything that is told of a data folder: documents of score, board and the last change.</summary>
    public IReadOnlyList<string> Told(string data = "data", string asOf = Until)
    {
        var told = new List<string>();
        foreach (var command in Reports.Append($"change {Shas[^1]}"))
        {
            var code = Ask($"{command} --json --as-of {asOf}", data);
            told.Add($"{command}: {code}\n{Run.Out}");
        }

        return told;
    }

    public void Dispose() => Run.Dispose();

    private static string Response(string person, int week, int number, DateTimeOffset at) =>
        CliRun.Claude(string.Create(CultureInfo.InvariantCulture, $"m-{person}-{week}-{number}"), Time(at), "claude-sonnet-4-5", 100 * week, 40, $"s-{person}").TrimEnd('\n')
            .Replace("/w/shop", $"/w/{person}/shop", StringComparison.Ordinal);

    private static string Edit(string person, int week, DateTimeOffset at, string file) =>
        $$$"""{"type":"assistant","sessionId":"s-{{{person}}}","cwd":"/w/{{{person}}}/shop","gitBranch":"main","timestamp":"{{{Time(at.AddMinutes(5))}}}","requestId":"r-{{{person}}}-{{{week}}}-e","message":{"id":"m-{{{person}}}-{{{week}}}-e","model":"claude-sonnet-4-5","content":[{"type":"tool_use","id":"t-{{{person}}}-{{{week}}}","name":"Edit","input":{"file_path":"/w/{{{person}}}/shop/{{{file}}}","old_string":"a","new_string":"b"}}],"usage":{"input_tokens":10,"output_tokens":5,"cache_read_input_tokens":0,"cache_creation_input_tokens":0} } }""";

    private static string Edited(string person, int week, DateTimeOffset at, string file) =>
        $$$"""{"type":"user","sessionId":"s-{{{person}}}","cwd":"/w/{{{person}}}/shop","timestamp":"{{{Time(at.AddMinutes(5).AddSeconds(1))}}}","message":{"role":"user","content":[{"tool_use_id":"t-{{{person}}}-{{{week}}}","type":"tool_result","content":"ok"}]},"toolUseResult":{"filePath":"/w/{{{person}}}/shop/{{{file}}}","structuredPatch":[{"oldStart":1,"oldLines":0,"newStart":1,"newLines":1,"lines":["+value_0 = compute_something(\"week {{{week}}}\", 0)"]}]} }""";
}
