using System.Text;
using Shiprank.Cli;
using Shiprank.Engine;
using Shiprank.Tests.Cli;

namespace Shiprank.Tests.Privacy;

/// <summary>Nothing that a person typed or an agent wrote is kept or shown, whatever it is read from.</summary>
public sealed class CanaryTests
{
    private const string Kept = "feature/kept-name";

    private static readonly string[] Homes =
    [
        "claude-null-in-tool-input", "claude-stream-partial", "claude-subagent-distinct", "claude-synthetic-and-bad", "codex-two-models", "codex-exec-json", "openclaw-jsonl",
        "openclaw-sqlite", "kiro-cli-json", "kiro-cli-sqlite", "kiro-ide-v2",
    ];

    /// <summary>Homes whose agents wrote files: the marker is in what they wrote.</summary>
    private static readonly string[] Writers = ["claude-code", "codex", "openclaw", "gemini", "opencode"];

    /// <summary>One line of each writer's, with the marker as it is planted.</summary>
    private static readonly (string Tool, string Line)[] WrittenLines =
    [
        ("claude-code", $"    total = sum(prices) {Canary.Marker}"), ("claude-code", "second = 2"), ("codex", $"{Canary.Marker}     let total = prices.iter().sum();"),
        ("openclaw", $"const b = 3; {Canary.Marker}"), ("gemini-cli", $"{Canary.Marker} var total = sum()"), ("opencode", $"{Canary.Marker} let b = 1"),
    ];

    [Fact]
    public void What_was_typed_or_written_is_neither_kept_nor_shown()
    {
        using var run = new CliRun();
        var change = WriteOrganisation(run);
        string[] common = ["--config", "shiprank.yaml", "--data", "data", "--as-of", "2026-12-01T00:00:00Z"];
        Ask(run, ["sync", "--events", "events.jsonl", .. common]);
        Ask(run, ["sync", "--events", "events.jsonl", "--json", .. common]);
        Ask(run, ["score", "--window", "52w", .. common]);
        Ask(run, ["score", "--window", "52w", "--json", .. common]);
        Assert.Contains("\"ada\"", run.Out, StringComparison.Ordinal);
        Ask(run, ["doctor", "--json", .. common]);
        Ask(run, ["board", .. common]);
        Ask(run, ["board", "--json", .. common]);
        foreach (var command in (string[])["changes", "flow", "dora", "restatements"]) Ask(run, [command, "--json", .. common]);
        Ask(run, ["flow", .. common]);
        Ask(run, ["dora", .. common]);

        // On the terminal a change has its title, which git tells at that moment; no document has it.
        Ask(run, ["change", change, "--json", .. common]);
        foreach (var home in Homes)
        {
            Ask(run, ["usage", "--home", $"homes/{home}", "--json", "--by", "session"]);
            Ask(run, ["usage", "--home", $"homes/{home}", "--by", "project"]);
        }

        var data = Path.Combine(run.Folder, "data");
        Assert.Empty(StoredTexts.PlacesOf(Canary.Marker, data));

        // What is kept is found in the same way, so the search can fail.
        Assert.NotEmpty(StoredTexts.PlacesOf(Kept, data));
        Assert.NotEmpty(StoredTexts.PlacesOf("claude-sonnet-4-6", data));
        Assert.NotEmpty(StoredTexts.PlacesOf("saved-session", data));
        Assert.NotEmpty(StoredTexts.PlacesOf("kept-session", data));
        Assert.Empty(Missing(data));
    }

    /// <summary>What was written was read, marker and all: its hashes are there. Nobody without the key can tell.</summary>
    private static List<(string Tool, string Line)> Missing(string data)
    {
        using var store = Workspace.OpenStore(data, TimeProvider.System).Value;
        var hasher = Workspace.Hasher(store.Key);
        var stored = store.ReadEdits().SelectMany(e => e.Lines.Select(l => (e.Tool, l))).ToHashSet();

        // Prompts and calls of tools with the marker in them were marked, by hashes.
        Assert.NotEmpty(store.ReadPrompts("ada"));
        Assert.NotEmpty(store.ReadCalls("ada"));
        return [.. WrittenLines.Where(w => !stored.Contains((w.Tool, hasher.Line(Encoding.UTF8.GetBytes(w.Line)))))];
    }

    private static void Ask(CliRun run, string[] arguments)
    {
        var code = run.Run(arguments);
        Assert.True(code is ExitCode.Ok or ExitCode.Partial, $"{string.Join(' ', arguments)}: {code}\n{run.Error}");
        Assert.DoesNotContain(Canary.Marker, run.Out + run.Error, StringComparison.OrdinalIgnoreCase);
    }

    /// <returns>The sha of the change that carries the marker.</returns>
    private static string WriteOrganisation(CliRun run)
    {
        var sources = new List<string>();
        foreach (var (home, fixture) in Homes.Select(h => (h, Fixtures.Of("usage", h, "home"))).Concat(Writers.Select(w => ($"writes-{w}", Fixtures.Of("edits", w, "home")))))
        {
            var folder = Path.Combine(run.Folder, "homes", home);
            Copy(fixture, folder);
            Assert.True(Canary.PlantIn(folder) > 0, $"{home}: nothing planted");
            sources.Add($"  - {{ kind: home, path: ./homes/{home}, person: ada }}");
        }

        var (first, merge) = WriteRepository(run);
        run.Write("shiprank.yaml", $$"""
            organisation: Northwind
            repositories:
              - { name: shop, path: ./repos/shop, services: [{ name: shop, mode: events }] }
            people:
              - { id: ada, name: Ada Example, emails: [ada@example.com], logins: [ada] }
            usage:
            {{string.Join('\n', sources)}}
            """);
        run.Write("events.jsonl", $$$"""
            {"type":"deployment","id":"d0","repository":"shop","environment":"production","sha":"{{{first}}}","status":"success","finished_at":"2026-07-01T12:00:00Z"}
            {"type":"deployment","id":"d1","repository":"shop","environment":"production","sha":"{{{merge}}}","status":"success","finished_at":"2026-08-10T12:00:00Z","note":"{{{Canary.Marker}}}"}
            {"type":"request","id":"7","repository":"shop","title":"Words {{{Canary.Marker}}}","body":"{{{Canary.Marker}}}","author":"ada","opened_at":"2026-08-01T12:00:00Z","merged_at":"2026-08-02T12:00:00Z","merge_sha":"{{{merge}}}","head_branch":"{{{Kept}}}","approvals":[],"review_known":false}
            {"type":"incident","id":"i1","severity":"sev3","opened_at":"2026-08-11T12:00:00Z","changes":["{{{merge}}}"],"title":"{{{Canary.Marker}}}"}
            {"type":"work_item","id":"SHOP-1","status":"open","opened_at":"2026-08-01T12:00:00Z","title":"{{{Canary.Marker}}}"}
            {"type":"surprise","id":"x1","text":"{{{Canary.Marker}}}"}
            not json at all {{{Canary.Marker}}}
            """);
        return merge;
    }

    private static (string First, string Change) WriteRepository(CliRun run)
    {
        var git = new TestGit(Path.Combine(run.Folder, "repos", "shop")).Init();
        var file = Path.Combine(git.Folder, "main.py");
        File.WriteAllText(file, "start = begin(0)\n");
        var first = git.Commit($"Start {Canary.Marker}", new(2026, 6, 1, 12, 0, 0, TimeSpan.Zero));
        File.AppendAllLines(file, Enumerable.Range(0, 40).Select(i => $"value_{i} = \"{Canary.Marker} {i}\""));
        var change = git.Commit($"Add {Canary.Marker}\n\nBody {Canary.Marker}\n\nMade-with: Cursor\nReviewed-by: {Canary.Marker}", new(2026, 8, 2, 12, 0, 0, TimeSpan.Zero));
        File.WriteAllText(file, File.ReadAllText(file).Replace("value_3 ", "changed_3 ", StringComparison.Ordinal));
        git.Commit($"Revert \"Nothing {Canary.Marker}\"", new(2026, 8, 3, 12, 0, 0, TimeSpan.Zero));
        git.Run("notes", "--ref", "ai", "add", "--message", $"main.py\n  s_1234567890abcd 2-11\n---\n{{\"schema_version\":\"authorship/3.0.0\",\"prompts\":{{\"s_1234567890abcd\":{{\"messages\":[{{\"text\":\"{Canary.Marker}\"}}]}}}}}}", change);
        git.Run("tag", "--annotate", "v1.0.0", "--message", $"Release {Canary.Marker}");
        WriteCheckpoint(git);
        run.Write("repos/shop/.agent-trace/traces.jsonl", $$$$"""
            {"version":"1.0","id":"1","timestamp":"2026-08-01T12:00:00Z","vcs":{"type":"git","revision":"{{{{first}}}}"},"tool":{"name":"cursor"},"files":[{"path":"main.py","conversations":[{"url":"file:///{{{{Canary.Marker}}}}/kept-session.jsonl","contributor":{"type":"ai"},"ranges":[{"start_line":1,"end_line":1,"text":"{{{{Canary.Marker}}}}"}]}]}],"metadata":{"command":"{{{{Canary.Marker}}}}"}}
            {{{{Canary.Marker}}}} is no JSON
            """);
        return (first, change);
    }

    /// <summary>Entire keeps prompts and summaries beside the counters.</summary>
    private static void WriteCheckpoint(TestGit git)
    {
        git.Run("checkout", "--quiet", "--orphan", "entire/checkpoints/v1");
        git.Run("rm", "-rfq", ".");
        var folder = Path.Combine(git.Folder, "ab", "cdef012345", "0");
        Directory.CreateDirectory(folder);
        File.WriteAllText(Path.Combine(folder, "metadata.json"), $$$"""{"session_id":"saved-session","agent":"Claude Code","summary":{"intent":"{{{Canary.Marker}}}"},"transcript_path":"{{{Canary.Marker}}}","token_usage":{"output_tokens":4}}""");
        File.WriteAllText(Path.Combine(folder, "prompt.txt"), Canary.Marker);
        File.WriteAllText(Path.Combine(folder, "full.jsonl"), Canary.Marker);
        git.Commit($"Checkpoint {Canary.Marker}");
        git.Run("checkout", "--quiet", "main");
    }

    private static void Copy(string from, string to)
    {
        foreach (var file in Directory.EnumerateFiles(from, "*", SearchOption.AllDirectories))
        {
            var target = Path.Combine(to, Path.GetRelativePath(from, file));
            Directory.CreateDirectory(Path.GetDirectoryName(target)!);
            File.Copy(file, target);
        }
    }
}
